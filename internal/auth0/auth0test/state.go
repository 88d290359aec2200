package auth0test

import (
	"crypto/rsa"
	"maps"
	"slices"
	"time"
)

// state is what Auth0 would keep in its database.
type state struct {
	key          *rsa.PrivateKey
	offset       time.Duration // of the tenant's clock from the machine's
	factors      map[string]bool
	policies     []string
	settings     map[string]OTPSettings
	messageTypes []string
	duo          DuoSettings
	webAuthn     map[string]WebAuthnSettings // by factor
	push         pushState
	mfaSettings  MFASettings
	applications map[string]Application
	management   string // client id of the ready M2M application
	login        string // client id of the ready login application
	accounts     []*account
	mfaTokens    map[string]*mfaToken
	challenges   []*challenge
	refresh      map[string]grant
	assertions   map[string]time.Time // ids of the client assertions seen, until they expire
	texts        map[string][]string
	secrets      map[string]struct{}

	legacyPhone    legacyPhone
	brandingPhone  brandingPhone
	emailTemplates map[string]map[string]any // members by name
	tenantSettings tenantSettings
}

func newState(key *rsa.PrivateKey) state {
	return state{
		key:      key,
		factors:  map[string]bool{},
		policies: []string{},
		settings: map[string]OTPSettings{
			"email": {Length: 6, Expiration: 300},
			"phone": {Length: 6, Expiration: 300},
		},
		messageTypes: []string{"sms"},
		webAuthn:     newWebAuthn(),
		push:         newPush(),
		mfaSettings:  newMFASettings(),
		applications: map[string]Application{},
		mfaTokens:    map[string]*mfaToken{},
		refresh:      map[string]grant{},
		assertions:   map[string]time.Time{},
		texts:        map[string][]string{},
		secrets:      map[string]struct{}{},

		legacyPhone:    newLegacyPhone(),
		emailTemplates: map[string]map[string]any{},
		tenantSettings: newTenantSettings(),
	}
}

// now is the tenant's time; the caller holds the lock.
func (t *Tenant) now() time.Time { return time.Now().Add(t.offset) }

// secret notes a value that must never show up in a log and returns it.
func (t *Tenant) secret(value string) string {
	if value != "" {
		t.secrets[value] = struct{}{}
	}
	return value
}

// Secrets returns every secret value that the tenant knows or has handed out:
// client secrets, passwords, tokens, mfa_tokens, oob_codes, mailed and texted
// codes, recovery codes, TOTP keys and phone providers' tokens. A test looks
// for them in logs and state.
func (t *Tenant) Secrets() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Sorted(maps.Keys(t.secrets))
}

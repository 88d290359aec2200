package auth0test

import (
	"cmp"
	"crypto"
	"maps"
	"slices"
)

// The grant types of the token endpoint.
const (
	grantClientCredentials = "client_credentials"
	grantPassword          = "password"
	grantRealm             = "http://auth0.com/oauth/grant-type/password-realm"
	grantRefresh           = "refresh_token"
	grantOTP               = "http://auth0.com/oauth/grant-type/mfa-otp"
	grantOOB               = "http://auth0.com/oauth/grant-type/mfa-oob"
	grantRecovery          = "http://auth0.com/oauth/grant-type/mfa-recovery-code"
)

// Application is a client of the tenant. Without secret and key it is a public one.
type Application struct {
	ClientID, ClientSecret string
	// PublicKey makes the application authenticate with private_key_jwt;
	// SigningAlg (RS256, RS384 or PS256) is the credential's algorithm.
	PublicKey  crypto.PublicKey
	SigningAlg string
	GrantTypes []string
	// Grants are its client grants: scopes by audience.
	Grants map[string][]string
}

// AddApplication adds an application, or replaces that of the same client id.
func (t *Tenant) AddApplication(a Application) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.addApplication(a)
}

func (t *Tenant) addApplication(a Application) {
	a.SigningAlg = cmp.Or(a.SigningAlg, "RS256")
	a.GrantTypes = slices.Clone(a.GrantTypes)
	a.Grants = maps.Clone(a.Grants)
	t.secret(a.ClientSecret)
	t.applications[a.ClientID] = a
}

// Management returns a ready machine-to-machine application that may do all
// that the emulated Management API can.
func (t *Tenant) Management() Application {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.applications[t.management]
}

// Login returns a ready confidential application that may log users in, with
// and without MFA.
func (t *Tenant) Login() Application {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.applications[t.login]
}

// addOwnApplications makes the two ready ones, with ids and secrets of Auth0's form.
func (t *Tenant) addOwnApplications() {
	t.management, t.login = random(alphanumeric, 32), random(alphanumeric, 32)
	t.addApplication(Application{
		ClientID: t.management, ClientSecret: random(base64URL, 64),
		GrantTypes: []string{grantClientCredentials},
		Grants:     map[string][]string{t.ManagementAudience(): managementScopes()},
	})
	t.addApplication(Application{
		ClientID: t.login, ClientSecret: random(base64URL, 64),
		GrantTypes: []string{
			grantPassword, grantRealm, grantOOB, grantOTP, grantRecovery, grantRefresh,
		},
	})
}

package auth0test

import (
	"cmp"
	"crypto"
	"maps"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/keys"
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

// mfaScopes are those of the MFA API.
var mfaScopes = []string{"enroll", "read:authenticators", "remove:authenticators"}

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

// applications are the tenant's clients, some ready ones among them.
type applications struct {
	world    *api.World
	identity identity

	byID       map[string]Application
	global     string // client id of the one that stands for all
	management string // client id of the ready M2M application
	reader     string // client id of the ready one that may only read
	login      string // client id of the ready login application
}

func newApplications(w *api.World, n identity) *applications {
	return &applications{world: w, identity: n, byID: map[string]Application{}}
}

// AddApplication adds an application, or replaces that of the same client id.
func (a *applications) AddApplication(app Application) {
	a.world.Lock()
	defer a.world.Unlock()
	a.add(app)
}

func (a *applications) add(app Application) {
	app.SigningAlg = cmp.Or(app.SigningAlg, "RS256")
	app.GrantTypes = slices.Clone(app.GrantTypes)
	app.Grants = maps.Clone(app.Grants)
	a.world.Secret(app.ClientSecret)
	a.byID[app.ClientID] = app
}

// Management returns a ready machine-to-machine application that may do all
// that the emulated Management API can.
func (a *applications) Management() Application {
	a.world.Lock()
	defer a.world.Unlock()
	return a.byID[a.management]
}

// ReadOnly returns a ready machine-to-machine application that may read all
// that the emulated Management API shows, and change nothing.
func (a *applications) ReadOnly() Application {
	a.world.Lock()
	defer a.world.Unlock()
	return a.byID[a.reader]
}

// PrivateKeyJWT adds a machine-to-machine application that may do all that
// Management may. It authenticates by Private Key JWT, with RS256 and the key
// that is returned with it, as PEM.
func (a *applications) PrivateKeyJWT() (Application, string, error) {
	public, private, err := keys.NewClientKey()
	if err != nil {
		return Application{}, "", err
	}
	a.world.Lock()
	defer a.world.Unlock()
	app := a.byID[a.management]
	app.ClientID, app.ClientSecret, app.PublicKey = random(alphanumeric, 32), "", public
	a.world.Secret(private)
	a.add(app)
	return app, private, nil
}

// Login returns a ready confidential application that may log users in, with
// and without MFA.
func (a *applications) Login() Application {
	a.world.Lock()
	defer a.world.Unlock()
	return a.byID[a.login]
}

// addOwn makes the ready ones, with ids and secrets of Auth0's form.
func (a *applications) addOwn(scopes []string) {
	ready := func(app Application) string {
		app.ClientID, app.ClientSecret = random(alphanumeric, 32), random(base64URL, 64)
		a.add(app)
		return app.ClientID
	}
	machine := func(scopes []string) Application {
		return Application{
			GrantTypes: []string{grantClientCredentials},
			Grants:     map[string][]string{a.identity.ManagementAudience(): scopes},
		}
	}
	a.global = ready(Application{})
	a.management = ready(machine(scopes))
	a.reader = ready(machine(slices.DeleteFunc(slices.Clone(scopes), func(s string) bool { return !strings.HasPrefix(s, "read:") })))
	a.login = ready(Application{
		GrantTypes: []string{grantPassword, grantRealm, grantOOB, grantOTP, grantRecovery, grantRefresh},
	})
}

// knownAudience reports whether the tenant has such an API: its own two, and
// those that any application has a grant for.
func (a *applications) knownAudience(audience string) bool {
	if audience == a.identity.ManagementAudience() || audience == a.identity.MFAAudience() {
		return true
	}
	for _, app := range a.byID {
		if _, ok := app.Grants[audience]; ok {
			return true
		}
	}
	return false
}

// scopesOf are the scopes that a user can be granted for an audience. Those of
// the Management API belong to machines.
func (a *applications) scopesOf(audience string) []string {
	switch audience {
	case a.identity.MFAAudience():
		return mfaScopes
	case a.identity.ManagementAudience():
		return nil
	}
	scopes := map[string]struct{}{}
	for _, app := range a.byID {
		for _, scope := range app.Grants[audience] {
			scopes[scope] = struct{}{}
		}
	}
	return slices.Sorted(maps.Keys(scopes))
}

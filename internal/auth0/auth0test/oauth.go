package auth0test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Lifetimes of access tokens; that of the MFA API is fixed.
const (
	tokenLifetime    = 24 * time.Hour
	mfaTokenLifetime = 10 * time.Minute // of access tokens for /mfa/ and of mfa_tokens
)

var (
	// profileScopes are granted when a login names neither audience nor scope (recorded).
	profileScopes = []string{"openid", "profile", "email", "address", "phone"}
	mfaScopes     = []string{"enroll", "read:authenticators", "remove:authenticators"}
)

// grant is what tokens are issued for.
type grant struct {
	client   string
	user     *account // nil for client_credentials
	audience string
	scopes   []string
}

// token answers POST /oauth/token.
func (t *Tenant) token(c *call) (any, error) {
	kind, err := c.need("grant_type")
	if err != nil {
		return nil, err
	}
	app, err := t.client(c)
	if err != nil {
		return nil, err
	}
	grants := map[string]func(*call, Application) (map[string]any, error){
		grantClientCredentials: t.clientCredentialsGrant,
		grantPassword:          t.passwordGrant,
		grantRealm:             t.passwordGrant,
		grantRefresh:           t.refreshGrant,
		grantOTP:               t.otpGrant,
		grantOOB:               t.oobGrant,
		grantRecovery:          t.recoveryGrant,
	}
	handle, ok := grants[kind]
	if !ok {
		return nil, refuse(http.StatusForbidden, "unsupported_grant_type", "Unsupported grant type: "+kind)
	}
	if !slices.Contains(app.GrantTypes, kind) {
		refused := refuse(http.StatusForbidden, "unauthorized_client", "Grant type '"+kind+"' not allowed for the client.")
		refused.body["error_uri"] = "https://auth0.com/docs/clients/client-grant-types"
		return nil, refused
	}
	body, err := handle(c, app)
	if err != nil {
		return nil, err
	}
	return body, nil
}

// clientCredentialsGrant issues a token for a machine.
func (t *Tenant) clientCredentialsGrant(c *call, app Application) (map[string]any, error) {
	audience, err := c.text("audience")
	if err != nil {
		return nil, err
	}
	scope, err := c.text("scope")
	if err != nil {
		return nil, err
	}
	granted, ok := app.Grants[audience]
	switch {
	case audience == "":
		return nil, accessDenied("Non-global clients are not allowed access to APIv1")
	case !ok && !t.knownAudience(audience):
		return nil, accessDenied("Service not enabled within domain: " + audience)
	case !ok:
		return nil, accessDenied(`Client is not authorized to access "` + audience + `". You need to create a ` +
			`"client-grant" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants`)
	}
	if wanted := strings.Fields(scope); len(wanted) > 0 {
		if lacking := without(wanted, granted); len(lacking) > 0 {
			return nil, accessDenied("Client has not been granted scopes: " + strings.Join(lacking, ", "))
		}
		granted = wanted
	}
	return t.issue(grant{client: app.ClientID, audience: audience, scopes: granted})
}

func accessDenied(description string) *refusal {
	return refuse(http.StatusForbidden, "access_denied", description)
}

// knownAudience reports whether the tenant has such an API: its own two, and
// those that any application has a grant for.
func (t *Tenant) knownAudience(audience string) bool {
	if audience == t.ManagementAudience() || audience == t.MFAAudience() {
		return true
	}
	for _, app := range t.applications {
		if _, ok := app.Grants[audience]; ok {
			return true
		}
	}
	return false
}

// scopesOf are the scopes that a user can be granted for an audience. Those of
// the Management API belong to machines.
func (t *Tenant) scopesOf(audience string) []string {
	switch audience {
	case t.MFAAudience():
		return mfaScopes
	case t.ManagementAudience():
		return nil
	}
	scopes := map[string]struct{}{}
	for _, app := range t.applications {
		for _, scope := range app.Grants[audience] {
			scopes[scope] = struct{}{}
		}
	}
	return slices.Sorted(maps.Keys(scopes))
}

// without returns the elements of a that b lacks.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

package auth0test

import (
	"net/http"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// machineGrant serves client_credentials.
type machineGrant struct {
	apps   *applications
	tokens *tokens
}

func (m *machineGrant) grants() map[string]grantHandler {
	return map[string]grantHandler{grantClientCredentials: m.serve}
}

// serve issues a token for a machine.
func (m *machineGrant) serve(c *api.Call, app Application) (map[string]any, error) {
	audience, err := c.Text("audience")
	if err != nil {
		return nil, err
	}
	scope, err := c.Text("scope")
	if err != nil {
		return nil, err
	}
	granted, ok := app.Grants[audience]
	switch {
	case audience == "":
		return nil, accessDenied("Non-global clients are not allowed access to APIv1")
	case !ok && !m.apps.knownAudience(audience):
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
	return m.tokens.issue(grant{client: app.ClientID, audience: audience, scopes: granted})
}

func accessDenied(description string) *api.Refusal {
	return api.Refuse(http.StatusForbidden, "access_denied", description)
}

// refreshGrant serves refresh_token.
type refreshGrant struct {
	users  *users
	tokens *tokens
}

func (r *refreshGrant) grants() map[string]grantHandler {
	return map[string]grantHandler{grantRefresh: r.serve}
}

// serve issues anew; the tokens do not rotate, as by default.
func (r *refreshGrant) serve(c *api.Call, app Application) (map[string]any, error) {
	token, err := c.Need("refresh_token")
	if err != nil {
		return nil, err
	}
	scope, err := c.Text("scope")
	if err != nil {
		return nil, err
	}
	g, ok := r.tokens.refresh[token]
	if !ok || g.client != app.ClientID || !r.users.has(g.user) {
		return nil, api.Refuse(http.StatusForbidden, "invalid_grant", "Unknown or invalid refresh token.")
	}
	g.scopes = without(g.scopes, []string{"offline_access"}) // no second refresh token
	if wanted := strings.Fields(scope); len(wanted) > 0 {
		g.scopes = without(wanted, without(wanted, g.scopes))
	}
	return r.tokens.issue(g)
}

// without returns the elements of a that b lacks.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

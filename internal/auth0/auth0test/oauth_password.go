package auth0test

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// maxLogins is how many wrong passwords in a row block an account, the default
// of Auth0's brute-force protection.
const maxLogins = 10

// passwordGrant serves the password and the password-realm grant.
type passwordGrant struct {
	users  *users
	apps   *applications
	tokens *tokens
	demand *mfaDemand
}

func (p *passwordGrant) grants() map[string]grantHandler {
	return map[string]grantHandler{grantPassword: p.serve, grantRealm: p.serve}
}

// serve logs in, and issues tokens or demands a second factor.
func (p *passwordGrant) serve(c *api.Call, app Application) (map[string]any, error) {
	connection := defaultConnection
	if c.Params["grant_type"] == grantRealm {
		realm, err := c.Need("realm")
		if err != nil {
			return nil, err
		}
		connection = realm
	}
	if !p.users.knownConnection(connection) {
		return nil, api.Refuse(http.StatusForbidden, "invalid_request", "Unknown or invalid realm.")
	}
	user, err := p.logIn(c, connection)
	if err != nil {
		return nil, err
	}
	g, err := p.requestedGrant(c, app, user)
	if err != nil {
		return nil, err
	}
	if p.demand.meets(g) {
		return nil, p.demand.refusal(g)
	}
	return p.tokens.issue(g)
}

// logIn checks username and password.
func (p *passwordGrant) logIn(c *api.Call, connection string) (*account, error) {
	username, err := c.Need("username")
	if err != nil {
		return nil, err
	}
	password, err := c.Need("password")
	if err != nil {
		return nil, err
	}
	wrong := api.Refuse(http.StatusForbidden, "invalid_grant", "Wrong email or password.")
	user := p.users.named(connection, username)
	switch {
	case user == nil:
		return nil, wrong
	case user.logins >= maxLogins:
		return nil, api.Refuse(http.StatusTooManyRequests, "too_many_attempts", "Your account has been blocked after "+
			"multiple consecutive login attempts. We've sent you a notification via your preferred contact method "+
			"with instructions on how to unblock it.")
	case subtle.ConstantTimeCompare([]byte(user.Password), []byte(password)) != 1:
		user.logins++
		return nil, wrong
	case user.Blocked:
		return nil, api.Refuse(http.StatusForbidden, "unauthorized", "user is blocked")
	}
	user.logins = 0
	return user, nil
}

// requestedGrant works out which of the requested scopes the user gets: the
// unknown ones are dropped silently, and naming none asks for all.
func (p *passwordGrant) requestedGrant(c *api.Call, app Application, user *account) (grant, error) {
	audience, err := c.Text("audience")
	if err != nil {
		return grant{}, err
	}
	scope, err := c.Text("scope")
	if err != nil {
		return grant{}, err
	}
	if audience != "" && !p.apps.knownAudience(audience) {
		return grant{}, api.Refuse(http.StatusBadRequest, "invalid_request",
			"invalid audience specified for password grant exchange")
	}
	all := p.apps.scopesOf(audience)
	if audience == "" {
		all = profileScopes
	}
	g := grant{client: app.ClientID, user: user, audience: audience, scopes: slices.Clone(all)}
	if wanted := strings.Fields(scope); len(wanted) > 0 {
		known := slices.Concat(all, profileScopes)
		if slices.Contains(app.GrantTypes, grantRefresh) {
			known = append(known, "offline_access")
		}
		g.scopes = without(wanted, without(wanted, known))
	}
	return g, nil
}

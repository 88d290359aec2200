package auth0test

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
)

// maxLogins is how many wrong passwords in a row block an account, the default
// of Auth0's brute-force protection.
const maxLogins = 10

// passwordGrant serves the password and the password-realm grant.
func (t *Tenant) passwordGrant(c *call, app Application) (map[string]any, error) {
	connection := defaultConnection
	if c.params["grant_type"] == grantRealm {
		realm, err := c.need("realm")
		if err != nil {
			return nil, err
		}
		connection = realm
	}
	if !t.knownConnection(connection) {
		return nil, refuse(http.StatusForbidden, "invalid_request", "Unknown or invalid realm.")
	}
	user, err := t.logIn(c, connection)
	if err != nil {
		return nil, err
	}
	g, err := t.requestedGrant(c, app, user)
	if err != nil {
		return nil, err
	}
	if t.demandsMFA(g) {
		return nil, t.mfaRequired(g)
	}
	return t.issue(g)
}

// logIn checks username and password.
func (t *Tenant) logIn(c *call, connection string) (*account, error) {
	username, err := c.need("username")
	if err != nil {
		return nil, err
	}
	password, err := c.need("password")
	if err != nil {
		return nil, err
	}
	wrong := refuse(http.StatusForbidden, "invalid_grant", "Wrong email or password.")
	user := t.accountOf(connection, username)
	switch {
	case user == nil:
		return nil, wrong
	case user.logins >= maxLogins:
		return nil, refuse(http.StatusTooManyRequests, "too_many_attempts", "Your account has been blocked after "+
			"multiple consecutive login attempts. We've sent you a notification via your preferred contact method "+
			"with instructions on how to unblock it.")
	case subtle.ConstantTimeCompare([]byte(user.Password), []byte(password)) != 1:
		user.logins++
		return nil, wrong
	case user.Blocked:
		return nil, refuse(http.StatusForbidden, "unauthorized", "user is blocked")
	}
	user.logins = 0
	return user, nil
}

// requestedGrant works out which of the requested scopes the user gets: the
// unknown ones are dropped silently, and naming none asks for all.
func (t *Tenant) requestedGrant(c *call, app Application, user *account) (grant, error) {
	audience, err := c.text("audience")
	if err != nil {
		return grant{}, err
	}
	scope, err := c.text("scope")
	if err != nil {
		return grant{}, err
	}
	if audience != "" && !t.knownAudience(audience) {
		return grant{}, refuse(http.StatusBadRequest, "invalid_request",
			"invalid audience specified for password grant exchange")
	}
	all := t.scopesOf(audience)
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

// refreshGrant serves refresh_token; the tokens do not rotate, as by default.
func (t *Tenant) refreshGrant(c *call, app Application) (map[string]any, error) {
	token, err := c.need("refresh_token")
	if err != nil {
		return nil, err
	}
	scope, err := c.text("scope")
	if err != nil {
		return nil, err
	}
	g, ok := t.refresh[token]
	if !ok || g.client != app.ClientID || !t.exists(g.user) {
		return nil, refuse(http.StatusForbidden, "invalid_grant", "Unknown or invalid refresh token.")
	}
	g.scopes = without(g.scopes, []string{"offline_access"}) // no second refresh token
	if wanted := strings.Fields(scope); len(wanted) > 0 {
		g.scopes = without(wanted, without(wanted, g.scopes))
	}
	return t.issue(g)
}

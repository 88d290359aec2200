package auth0test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
)

// bearer is who may use the MFA API, and by which of the two kinds of token.
type bearer struct {
	grant

	token *mfaToken // nil for an access token
}

// bearer reads the Authorization header: an access token for the MFA API with
// the scope, or an mfa_token where one will do.
func (t *Tenant) bearer(c *call, scope string, mfaTokenDoes bool) (bearer, error) {
	invalid := refuse(http.StatusUnauthorized, "invalid_grant",
		"The mfa_token provided is invalid. Try getting a new token.")
	parts := strings.Fields(c.request.Header.Get("Authorization"))
	if len(parts) != 2 || !strings.EqualFold(parts[0], "Bearer") {
		return bearer{}, invalid
	}
	if token, ok := t.mfaTokens[parts[1]]; ok {
		if !mfaTokenDoes || !t.now().Before(token.expires) || !t.exists(token.grant.user) {
			return bearer{}, invalid
		}
		return bearer{grant: token.grant, token: token}, nil
	}
	g, err := t.accessGrant(parts[1])
	if err != nil {
		return bearer{}, invalid
	}
	if !slices.Contains(g.scopes, scope) {
		return bearer{}, refuse(http.StatusForbidden, "insufficient_scope",
			"Insufficient scope, expected any of: "+scope)
	}
	return bearer{grant: g}, nil
}

var errNoUser = errors.New("no such user")

// accessGrant reads an access token for the MFA API.
func (t *Tenant) accessGrant(token string) (grant, error) {
	c, err := t.verify(token, t.MFAAudience())
	if err != nil {
		return grant{}, err
	}
	user := t.account(c.Subject)
	if user == nil {
		return grant{}, errNoUser
	}
	return grant{client: c.Client, user: user, audience: t.MFAAudience(), scopes: strings.Fields(c.Scope)}, nil
}

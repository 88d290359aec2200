package auth0test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// mfaToken is the proof that a user has passed the first factor.
type mfaToken struct {
	value   string
	grant   grant // what the login asked for
	expires time.Time
	// exchanges are what may be made of codes for it; nil for any number.
	exchanges *api.Bucket
}

// mfaTokens are the proofs that are out, and read the other kind as well.
type mfaTokens struct {
	world  *api.World
	users  *users
	tokens *tokens
	paced  pace                 // of exchanges for one proof
	out    map[string]*mfaToken // by value
}

func newMFATokens(w *api.World, u *users, k *tokens, paced pace) *mfaTokens {
	return &mfaTokens{world: w, users: u, tokens: k, paced: paced, out: map[string]*mfaToken{}}
}

// issue makes a proof of a login.
func (m *mfaTokens) issue(g grant) *mfaToken {
	now := m.world.Now()
	token := &mfaToken{
		value: m.world.Secret(sealed(now)), grant: g, expires: now.Add(mfaTokenLifetime), exchanges: m.paced.bucket(),
	}
	m.out[token.value] = token
	return token
}

// bearer is who may use the MFA API, and by which of the two kinds of token.
type bearer struct {
	grant

	token *mfaToken // nil for an access token
}

// bearer reads the Authorization header: an access token for the MFA API with
// the scope, or an mfa_token where one will do.
func (m *mfaTokens) bearer(c *api.Call, scope string, mfaTokenDoes bool) (bearer, error) {
	invalid := api.Refuse(http.StatusUnauthorized, "invalid_grant",
		"The mfa_token provided is invalid. Try getting a new token.")
	parts := strings.Fields(c.Header("Authorization"))
	if len(parts) != 2 || !strings.EqualFold(parts[0], "Bearer") {
		return bearer{}, invalid
	}
	if token, ok := m.out[parts[1]]; ok {
		if !mfaTokenDoes || !m.world.Now().Before(token.expires) || !m.users.has(token.grant.user) {
			return bearer{}, invalid
		}
		return bearer{grant: token.grant, token: token}, nil
	}
	g, err := m.accessGrant(parts[1])
	if err != nil {
		return bearer{}, invalid
	}
	if !slices.Contains(g.scopes, scope) {
		return bearer{}, api.Refuse(http.StatusForbidden, "insufficient_scope",
			"Insufficient scope, expected any of: "+scope)
	}
	return bearer{grant: g}, nil
}

var errNoUser = errors.New("no such user")

// accessGrant reads an access token for the MFA API.
func (m *mfaTokens) accessGrant(token string) (grant, error) {
	c, err := m.tokens.verify(token, m.tokens.identity.MFAAudience())
	if err != nil {
		return grant{}, err
	}
	user := m.users.find(c.Subject)
	if user == nil {
		return grant{}, errNoUser
	}
	return grant{client: c.Client, user: user, audience: m.tokens.identity.MFAAudience(), scopes: strings.Fields(c.Scope)}, nil
}

// of finds a live mfa_token of the application. The access token that
// may stand in for one when an enrollment is confirmed is none.
func (m *mfaTokens) of(value string, app Application) (*mfaToken, error) {
	token, ok := m.out[value]
	switch {
	case !ok || !m.users.has(token.grant.user):
		return nil, api.Refuse(http.StatusForbidden, "invalid_grant", "Malformed mfa_token")
	case token.grant.client != app.ClientID:
		return nil, api.Refuse(http.StatusBadRequest, "invalid_request", "mfa_token not issued to this client")
	case !m.world.Now().Before(token.expires):
		return nil, api.Refuse(http.StatusForbidden, "expired_token", "mfa_token is expired")
	}
	return token, nil
}

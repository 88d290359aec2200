package auth0test

import (
	"slices"
	"strings"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/keys"
)

// Lifetimes of access tokens; that of the MFA API is fixed.
const (
	tokenLifetime    = 24 * time.Hour
	mfaTokenLifetime = 10 * time.Minute // of access tokens for /mfa/ and of mfa_tokens
)

// profileScopes are granted when a login names neither audience nor scope (recorded).
var profileScopes = []string{"openid", "profile", "email", "address", "phone"}

// grant is what tokens are issued for.
type grant struct {
	client   string
	user     *account // nil for client_credentials
	audience string
	scopes   []string
}

// tokens issues and verifies them.
type tokens struct {
	world    *api.World
	identity identity
	issuer   *keys.Issuer
	refresh  map[string]grant
}

func newTokens(w *api.World, n identity) (*tokens, error) {
	issuer, err := keys.NewIssuer(n.issuer())
	return &tokens{world: w, identity: n, issuer: issuer, refresh: map[string]grant{}}, err
}

func (k *tokens) sign(payload map[string]any, lifetime time.Duration) (string, error) {
	token, err := k.issuer.Sign(payload, k.world.Now(), lifetime)
	return k.world.Secret(token), err
}

// verify reads an access token of this tenant for the audience.
func (k *tokens) verify(token, audience string) (keys.Claims, error) {
	return k.issuer.Verify(token, audience, k.world.Now())
}

// issue makes the answer of the token endpoint.
func (k *tokens) issue(g grant) (map[string]any, error) {
	lifetime := tokenLifetime
	if g.audience == k.identity.MFAAudience() {
		lifetime = mfaTokenLifetime
	}
	access, err := k.accessToken(g, lifetime)
	if err != nil {
		return nil, err
	}
	body := map[string]any{
		"access_token": access,
		"expires_in":   int(lifetime / time.Second),
		"token_type":   "Bearer",
	}
	if len(g.scopes) > 0 { // recorded: no member at all when nothing was granted
		body["scope"] = strings.Join(g.scopes, " ")
	}
	if g.user != nil && slices.Contains(g.scopes, "openid") {
		if body["id_token"], err = k.idToken(g); err != nil {
			return nil, err
		}
	}
	if g.user != nil && slices.Contains(g.scopes, "offline_access") {
		token := k.world.Secret("v1." + random(base64URL, 60))
		k.refresh[token] = g
		body["refresh_token"] = token
	}
	return body, nil
}

// accessToken is a JWT for an API, and opaque without one.
func (k *tokens) accessToken(g grant, lifetime time.Duration) (string, error) {
	if g.audience == "" {
		return k.world.Secret(random(base64URL, 32)), nil
	}
	payload := map[string]any{"aud": g.audience, "azp": g.client, "jti": random(alphanumeric, 22)}
	if len(g.scopes) > 0 {
		payload["scope"] = strings.Join(g.scopes, " ")
	}
	if g.user == nil {
		payload["sub"], payload["gty"] = g.client+"@clients", "client-credentials"
		return k.sign(payload, lifetime)
	}
	payload["sub"], payload["gty"] = g.user.ID, "password"
	if slices.Contains(g.scopes, "openid") {
		payload["aud"] = []string{g.audience, k.identity.issuer() + "userinfo"}
	}
	return k.sign(payload, lifetime)
}

func (k *tokens) idToken(g grant) (string, error) {
	payload := map[string]any{"sub": g.user.ID, "aud": g.client}
	if slices.Contains(g.scopes, "email") {
		payload["email"], payload["email_verified"] = g.user.Email, g.user.EmailVerified
	}
	return k.sign(payload, 10*time.Hour)
}

// Token issues a Management API token of exactly these scopes, past the token
// endpoint. It lives for 24 hours of the tenant's clock.
func (k *tokens) Token(clientID string, scopes ...string) string {
	k.world.Lock()
	defer k.world.Unlock()
	token, err := k.accessToken(grant{client: clientID, audience: k.identity.ManagementAudience(), scopes: scopes}, tokenLifetime)
	if err != nil {
		return "" // cannot happen with a key that has signed before
	}
	return token
}

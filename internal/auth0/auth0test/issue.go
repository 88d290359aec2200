package auth0test

import (
	"slices"
	"strings"
	"time"
)

// issue makes the answer of the token endpoint.
func (t *Tenant) issue(g grant) (map[string]any, error) {
	lifetime := tokenLifetime
	if g.audience == t.MFAAudience() {
		lifetime = mfaTokenLifetime
	}
	access, err := t.accessToken(g, lifetime)
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
		if body["id_token"], err = t.idToken(g); err != nil {
			return nil, err
		}
	}
	if g.user != nil && slices.Contains(g.scopes, "offline_access") {
		token := t.secret("v1." + random(base64URL, 60))
		t.refresh[token] = g
		body["refresh_token"] = token
	}
	return body, nil
}

// accessToken is a JWT for an API, and opaque without one.
func (t *Tenant) accessToken(g grant, lifetime time.Duration) (string, error) {
	if g.audience == "" {
		return t.secret(random(base64URL, 32)), nil
	}
	payload := map[string]any{"aud": g.audience, "azp": g.client, "jti": random(alphanumeric, 22)}
	if len(g.scopes) > 0 {
		payload["scope"] = strings.Join(g.scopes, " ")
	}
	if g.user == nil {
		payload["sub"], payload["gty"] = g.client+"@clients", "client-credentials"
		return t.sign(payload, lifetime)
	}
	payload["sub"], payload["gty"] = g.user.ID, "password"
	if slices.Contains(g.scopes, "openid") {
		payload["aud"] = []string{g.audience, t.issuer() + "userinfo"}
	}
	return t.sign(payload, lifetime)
}

func (t *Tenant) idToken(g grant) (string, error) {
	payload := map[string]any{"sub": g.user.ID, "aud": g.client}
	if slices.Contains(g.scopes, "email") {
		payload["email"], payload["email_verified"] = g.user.Email, g.user.EmailVerified
	}
	return t.sign(payload, 10*time.Hour)
}

// Token issues a Management API token of exactly these scopes, past the token
// endpoint. It lives for 24 hours of the tenant's clock.
func (t *Tenant) Token(clientID string, scopes ...string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	token, err := t.accessToken(grant{client: clientID, audience: t.ManagementAudience(), scopes: scopes}, tokenLifetime)
	if err != nil {
		return "" // cannot happen with a key that has signed before
	}
	return token
}

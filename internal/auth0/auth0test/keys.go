package auth0test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"sync"

	"github.com/go-jose/go-jose/v4"
)

// signingKey generates one key per process: 2048 bits take longer than all
// else that a tenant needs.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("auth0test: signing key: %w", err)
	}
	return key, nil
})

// keyID derives a stable name for the public key.
func keyID(key *rsa.PrivateKey) string {
	sum := sha256.Sum256(key.N.Bytes())
	return base64.RawURLEncoding.EncodeToString(sum[:])[:21]
}

// jwks answers GET /.well-known/jwks.json.
func (t *Tenant) jwks(*call) (any, error) {
	return jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{
		Key: t.key.Public(), KeyID: keyID(t.key), Algorithm: string(jose.RS256), Use: "sig",
	}}}, nil
}

// discovery answers GET /.well-known/openid-configuration.
func (t *Tenant) discovery(*call) (any, error) {
	return map[string]any{
		"issuer":                                t.issuer(),
		"token_endpoint":                        t.URL() + "/oauth/token",
		"mfa_challenge_endpoint":                t.URL() + "/mfa/challenge",
		"jwks_uri":                              t.URL() + "/.well-known/jwks.json",
		"scopes_supported":                      append([]string{"offline_access"}, profileScopes...),
		"id_token_signing_alg_values_supported": []string{string(jose.RS256)},
		"token_endpoint_auth_methods_supported": []string{
			"client_secret_basic", "client_secret_post", "private_key_jwt",
		},
		"token_endpoint_auth_signing_alg_values_supported": []string{"RS256", "RS384", "PS256"},
	}, nil
}

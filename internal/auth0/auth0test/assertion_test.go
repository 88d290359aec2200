package auth0test_test

import (
	"crypto/rand"
	"crypto/rsa"
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

var clientKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// assertion signs claims with the key.
func assertion(t *testing.T, alg jose.SignatureAlgorithm, key any, claims map[string]any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: key}, nil)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// asserting is a tenant with an application that uses private_key_jwt.
func asserting(t *testing.T, alg string) (*auth0test.Tenant, *rsa.PrivateKey) {
	t.Helper()
	key, err := clientKey()
	if err != nil {
		t.Fatal(err)
	}
	tn := auth0test.NewTenant(t)
	tn.AddApplication(auth0test.Application{
		ClientID: "client", PublicKey: key.Public(), SigningAlg: alg, GrantTypes: []string{"client_credentials"},
		Grants: map[string][]string{tn.ManagementAudience(): {"read:guardian_factors"}},
	})
	return tn, key
}

func goodClaims(tn *auth0test.Tenant, jti string) map[string]any {
	now := time.Now()
	return map[string]any{
		"iss": "client", "sub": "client", "aud": "https://" + tn.Host() + "/", "jti": jti,
		"iat": now.Unix(), "exp": now.Add(time.Minute).Unix(),
	}
}

func present(t *testing.T, tn *auth0test.Tenant, token string, pairs ...string) answer {
	t.Helper()
	return send(t, tn, http.MethodPost, "/oauth/token", "", form(append([]string{
		"grant_type", "client_credentials", "audience", tn.ManagementAudience(), "client_assertion", token,
		"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
	}, pairs...)...))
}

func TestAssertionRules(t *testing.T) {
	t.Parallel()
	now := time.Now()
	long := strings.Repeat("x", 65)
	tests := []struct {
		name   string
		claims map[string]any // nil deletes
		status int
	}{
		{"good", nil, 200},
		{"token endpoint as audience", map[string]any{"aud": "TOKEN"}, 200},
		{"issuer as audience", map[string]any{"aud": "ISSUER"}, 200},
		{"no iat", map[string]any{"iat": nil}, 200},
		{"slow clock", map[string]any{"iat": now.Add(8 * time.Second).Unix()}, 200},
		{"other issuer", map[string]any{"iss": "x"}, 401},
		{"other subject", map[string]any{"sub": "x"}, 401},
		{"other audience", map[string]any{"aud": "https://x/"}, 401},
		{"audience without slash", map[string]any{"aud": "DOMAIN"}, 401},
		{"two audiences", map[string]any{"aud": []string{"DOMAIN", "https://x/"}}, 401},
		{"no exp", map[string]any{"exp": nil}, 401},
		{"expired", map[string]any{"exp": now.Add(-time.Second).Unix()}, 401},
		{"long-lived", map[string]any{"exp": now.Add(6 * time.Minute).Unix()}, 401},
		{"long-lived without iat", map[string]any{"iat": nil, "exp": now.Add(6 * time.Minute).Unix()}, 401},
		{"from the future", map[string]any{"iat": now.Add(time.Minute).Unix(), "exp": now.Add(2 * time.Minute).Unix()}, 401},
		{"not yet", map[string]any{"nbf": now.Add(time.Minute).Unix()}, 401},
		{"no jti", map[string]any{"jti": nil}, 401},
		{"long jti", map[string]any{"jti": long}, 401},
		{"large", map[string]any{"x": strings.Repeat("x", 2048)}, 401},
	}
	tn, key := asserting(t, "RS256")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			claims := goodClaims(tn, test.name)
			maps.Copy(claims, test.claims)
			maps.DeleteFunc(claims, func(_ string, value any) bool { return value == nil })
			switch claims["aud"] {
			case "TOKEN":
				claims["aud"] = "https://" + tn.Host() + "/oauth/token"
			case "ISSUER":
				claims["aud"] = tn.URL() + "/"
			case "DOMAIN":
				claims["aud"] = "https://" + tn.Host()
			}
			got := present(t, tn, assertion(t, jose.RS256, key, claims)).want(t, test.status)
			if test.status == 401 {
				got.want(t, 401, `"invalid_client"`)
			}
		})
	}
}

func TestAssertionsAreUsedOnce(t *testing.T) {
	t.Parallel()
	tn, key := asserting(t, "RS256")
	token := assertion(t, jose.RS256, key, goodClaims(tn, "once"))
	present(t, tn, token).want(t, 200)
	present(t, tn, token).want(t, 401, `"invalid_client"`)
	present(t, tn, assertion(t, jose.RS256, key, goodClaims(tn, "once"))).want(t, 401)
	present(t, tn, assertion(t, jose.RS256, key, goodClaims(tn, "twice")), "client_id", "client").want(t, 200)
	present(t, tn, assertion(t, jose.RS256, key, goodClaims(tn, "other")), "client_id", "x").want(t, 401)
	present(t, tn, assertion(t, jose.RS256, key, goodClaims(tn, "type")), "client_assertion_type", "x").want(t, 401)
}

func TestAssertionAlgorithms(t *testing.T) {
	t.Parallel()
	for _, registered := range []string{"RS256", "RS384", "PS256"} {
		tn, key := asserting(t, registered)
		for _, used := range []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.PS256, jose.RS512} {
			status := 401
			if string(used) == registered {
				status = 200
			}
			present(t, tn, assertion(t, used, key, goodClaims(tn, "jti-"+string(used)))).want(t, status)
		}
		present(t, tn, assertion(t, jose.HS256, []byte(strings.Repeat("k", 32)), goodClaims(tn, "hmac"))).want(t, 401)
		present(t, tn, "a.b.c").want(t, 401, `"invalid_client"`)
	}
	tn, _ := asserting(t, "RS256")
	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	present(t, tn, assertion(t, jose.RS256, stranger, goodClaims(tn, "key"))).want(t, 401)
	send(t, tn, http.MethodPost, "/oauth/token", "", form("grant_type", "client_credentials", "client_id", "client",
		"audience", tn.ManagementAudience())).want(t, 401)
}

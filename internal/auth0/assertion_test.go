package auth0_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func TestPrivateKeyJWT(t *testing.T) {
	t.Parallel()
	key, pkcs1 := newPrivateKey(t)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	inPKCS8 := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))
	pems := map[string]string{"RS256": pkcs1, "RS384": inPKCS8, "PS256": inPKCS8}
	for alg, content := range pems {
		t.Run(alg, func(t *testing.T) {
			t.Parallel()
			tokens := 0
			p := &peer{}
			p.answer = func(*http.Request) *http.Response {
				if tokens++; tokens == 1 { // the first attempt is repeated
					return jsonAnswer(429, `{"error":"too_many_requests"}`)
				}
				return jsonAnswer(200, `{"access_token":"t","expires_in":86400,"token_type":"Bearer"}`)
			}
			c := newClient(t, auth0.Config{ClientID: "id", PrivateKey: content, SigningAlg: alg, Transport: p})
			_, _ = c.Policies(t.Context()) // only the token matters here
			first, second := assertion(t, p.calls[0], key, alg), assertion(t, p.calls[1], key, alg)
			if first.ID == second.ID {
				t.Error("an assertion was sent twice; Auth0 takes each only once")
			}
		})
	}
}

// newPrivateKey returns a new key in PEM.
func newPrivateKey(t *testing.T) (*rsa.PrivateKey, string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key, string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
}

// assertion checks one as Auth0 does.
func assertion(t *testing.T, s sent, key *rsa.PrivateKey, alg string) jwt.Claims {
	t.Helper()
	form, err := url.ParseQuery(s.body)
	const bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" //nolint:gosec // a name
	if err != nil || form.Has("client_secret") || form.Get("client_assertion_type") != bearer {
		t.Fatalf("sent %v, %v", form, err)
	}
	token, err := jwt.ParseSigned(form.Get("client_assertion"), []jose.SignatureAlgorithm{jose.SignatureAlgorithm(alg)})
	if err != nil {
		t.Fatal(err)
	}
	var claims jwt.Claims
	if err := token.Claims(&key.PublicKey, &claims); err != nil {
		t.Fatal(err)
	}
	want := jwt.Expected{Issuer: "id", Subject: "id", AnyAudience: jwt.Audience{"https://example.eu.auth0.com/"}, Time: time.Now()}
	if err := claims.ValidateWithLeeway(want, 0); err != nil {
		t.Error(err)
	}
	if life := claims.Expiry.Time().Sub(claims.IssuedAt.Time()); life > 5*time.Minute || claims.ID == "" || len(claims.ID) > 64 {
		t.Errorf("an assertion of %s with the id %q", life, claims.ID)
	}
	return claims
}

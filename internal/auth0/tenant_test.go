package auth0_test

import (
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// tokenFor is an access token for some audiences.
func tokenFor(t *testing.T, audiences ...string) string {
	t.Helper()
	key := jose.SigningKey{Algorithm: jose.HS256, Key: []byte("a key of thirty-two bytes, or so")}
	signer, err := jose.NewSigner(key, nil)
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.Signed(signer).Claims(jwt.Claims{Audience: audiences}).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// A tenant is known by its own domain, however it is reached.
func TestATenantIsKnownByItsOwnDomain(t *testing.T) {
	t.Parallel()
	const own, api, custom = "example.eu.auth0.com", "https://example.eu.auth0.com/api/v2/", "login.example.com"
	for name, tc := range map[string]struct {
		config auth0.Config
		want   string
	}{
		"its own domain":             {auth0.Config{Domain: own}, own},
		"a custom domain":            {auth0.Config{Domain: custom, Audience: api}, own},
		"in capitals":                {auth0.Config{Domain: custom, Audience: "https://Example.EU.auth0.com/api/v2/"}, own},
		"a token":                    {auth0.Config{Domain: custom, APIToken: tokenFor(t, api)}, own},
		"a token for several APIs":   {auth0.Config{Domain: custom, APIToken: tokenFor(t, "https://"+own+"/userinfo", api)}, own},
		"a token for no such API":    {auth0.Config{Domain: own, APIToken: tokenFor(t, "https://other.example.com/")}, own},
		"a token that is none":       {auth0.Config{Domain: own, APIToken: "not.a.token"}, own},
		"a token before the setting": {auth0.Config{Domain: custom, Audience: "https://x/api/v2/", APIToken: tokenFor(t, api)}, own},
	} {
		c, err := auth0.New(tc.config)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Tenant(); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

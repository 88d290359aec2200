package auth0test_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestClientCredentials(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	app, user := tn.Management(), tn.AddUser(auth0test.User{Email: "user@example.com"})
	tests := []struct {
		name   string
		change []string
		status int
		texts  []string
	}{
		{"all scopes", nil, 200, []string{`"expires_in":86400`, `"token_type":"Bearer"`, "read:mfa_policies", "update:guardian_factors"}},
		{"one scope", []string{"scope", "read:mfa_policies"}, 200, []string{`"scope":"read:mfa_policies"`}},
		{"scopes not granted", []string{"scope", "read:mfa_policies write:a write:b"}, 403, []string{`"access_denied"`, "Client has not been granted scopes: write:a, write:b"}},
		{"wrong secret", []string{"client_secret", "x"}, 401, []string{`"access_denied"`, "Unauthorized"}},
		{"no secret", []string{"client_secret", ""}, 401, []string{"Unauthorized"}},
		{"unknown client", []string{"client_id", "x"}, 401, []string{`"access_denied"`, "Unauthorized"}},
		{"no audience", []string{"audience", ""}, 403, []string{"Non-global clients are not allowed access to APIv1"}},
		{"unknown audience", []string{"audience", "https://x/"}, 403, []string{"Service not enabled within domain: https://x/"}},
		{"no client grant", []string{"audience", tn.MFAAudience()}, 403, []string{`Client is not authorized to access \"` + tn.MFAAudience() + `\". You need to create`}},
		{"no grant type", []string{"grant_type", ""}, 400, []string{`"invalid_request"`, "Missing required parameter: grant_type"}},
		{"unknown grant type", []string{"grant_type", "x"}, 403, []string{`"unsupported_grant_type"`}},
		{"grant type off", []string{"grant_type", password, "username", user.Email}, 403, []string{`"unauthorized_client"`, "Grant type 'password' not allowed for the client.", "error_uri"}},
		{"without slash", []string{"audience", "https://" + tn.Host() + "/api/v2"}, 403, []string{"Service not enabled"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			pairs := append([]string{
				"grant_type", "client_credentials", "client_id", app.ClientID, "client_secret", app.ClientSecret,
				"audience", tn.ManagementAudience(),
			}, test.change...)
			got := send(t, tn, http.MethodPost, "/oauth/token", "", form(pairs...)).want(t, test.status, test.texts...)
			if contentType := got.header.Get("Content-Type"); contentType != plainJSON {
				t.Error(contentType)
			}
			send(t, tn, http.MethodPost, "/oauth/token", "", quoted(t, pairs...)).want(t, test.status, test.texts...)
		})
	}
}

func TestBasicAuthentication(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	app := tn.Management()
	for _, test := range []struct {
		secret string
		status int
	}{{app.ClientSecret, 200}, {"x", 401}} {
		body := strings.NewReader(form("grant_type", "client_credentials", "audience", tn.ManagementAudience()).Encode())
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, tn.URL()+"/oauth/token", body)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.SetBasicAuth(app.ClientID, test.secret)
		do(t, http.DefaultClient, request).want(t, test.status)
	}
}

func TestAccessTokensVerifyWithTheJWKS(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	discovery := send(t, tn, http.MethodGet, "/.well-known/openid-configuration", "", nil).want(t, 200)
	issuer := discovery.text(t, "issuer")
	if issuer != tn.URL()+"/" || discovery.text(t, "jwks_uri") != issuer+".well-known/jwks.json" {
		t.Error(discovery.body)
	}
	var keys jose.JSONWebKeySet
	jwks := send(t, tn, http.MethodGet, "/.well-known/jwks.json", "", nil).want(t, 200)
	if err := json.Unmarshal([]byte(jwks.body), &keys); err != nil {
		t.Fatal(err)
	}
	token, err := jwt.ParseSigned(tn.Token("client", "read:mfa_policies"), []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		t.Fatal(err)
	}
	var claims map[string]any
	if err := token.Claims(keys.Key(token.Headers[0].KeyID)[0], &claims); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"iat", "exp", "jti"} {
		if _, ok := claims[name]; !ok {
			t.Errorf("no %s", name)
		}
		delete(claims, name)
	}
	want := map[string]any{
		"iss": issuer, "sub": "client@clients", "azp": "client", "gty": "client-credentials",
		"aud": tn.ManagementAudience(), "scope": "read:mfa_policies",
	}
	if diff := cmp.Diff(want, claims); diff != "" {
		t.Error(diff)
	}
}

func TestPasswordGrant(t *testing.T) {
	t.Parallel()
	s := enforced(t, false)
	api := auth0test.Application{ClientID: "api", Grants: map[string][]string{"https://api/": {"read:a", "write:a"}}}
	s.AddApplication(api)
	s.login("audience", "https://api/").want(t, 200, `"scope":"read:a write:a"`)
	s.login("audience", "https://api/", "scope", "openid read:a read:b").want(t, 200, `"scope":"openid read:a"`, "id_token")
	s.login("audience", "https://x/").want(t, 400, `"invalid_request"`, "invalid audience specified for password grant exchange")
	s.login("password", "x").want(t, 403, `"invalid_grant"`, "Wrong email or password.")
	s.login("username", "x").want(t, 403, "Wrong email or password.")
	s.login("username", "").want(t, 400, "Missing required parameter: username")
	s.token(realm, "username", s.user.Email, "password", s.user.Password).want(t, 400, "Missing required parameter: realm")
	s.token(realm, "username", s.user.Email, "password", s.user.Password, "realm", "x").want(t, 403, `"invalid_request"`)
	s.token(realm, "username", s.user.Email, "password", s.user.Password, "realm", "Username-Password-Authentication").want(t, 200)
	refresh := s.login("scope", "openid offline_access").want(t, 200).text(t, "refresh_token")
	renewed := s.token("refresh_token", "refresh_token", refresh).want(t, 200, `"scope":"openid"`, "id_token")
	if _, rotated := renewed.object(t)["refresh_token"]; rotated {
		t.Error(renewed.body)
	}
	s.token("refresh_token", "refresh_token", "x").want(t, 403, "Unknown or invalid refresh token.")
	s.user = s.AddUser(auth0test.User{Email: "blocked@example.com", Blocked: true})
	s.login().want(t, 403, `"unauthorized"`, "user is blocked")
}

func TestTenWrongPasswordsBlockTheAccount(t *testing.T) {
	t.Parallel()
	s := enforced(t, false)
	for range 10 {
		s.login("password", "x").want(t, 403)
	}
	s.login().want(t, 429, `"too_many_attempts"`)

	s.user = s.AddUser(auth0test.User{Email: "other@example.com"})
	for range 2 {
		for range 9 {
			s.login("password", "x").want(t, 403)
		}
		s.login().want(t, 200) // and the count starts again
	}
	old := s.user.Password
	s.user = s.AddUser(auth0test.User{ID: s.user.ID, Email: s.user.Email})
	s.login("password", old).want(t, 403)
	s.login().want(t, 200)
}

func TestReplayMFARequired(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp")
	got := s.login()
	got.recorded(t, 403, plainJSON, `{"error":"mfa_required","error_description":"Multifactor authentication required","mfa_token":"Fe26...Ha"}`)
}

func TestAssociateIsValidated(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp", "email", "sms")
	token := s.mfaToken()
	for body, text := range map[string]string{
		`{}`:                              "Missing required parameter: authenticator_types",
		`{"authenticator_types":"otp"}`:   "Missing required parameter: authenticator_types",
		`{"authenticator_types":["x"]}`:   "Invalid authenticator_types",
		`{"authenticator_types":["oob"]}`: "Missing required parameter: oob_channels",
		`{"authenticator_types":["oob"],"oob_channels":["x"]}`:                         "Invalid oob_channels",
		`{"authenticator_types":["oob"],"oob_channels":["sms"]}`:                       "Missing required parameter: phone_number",
		`{"authenticator_types":["oob"],"oob_channels":["sms"],"phone_number":"0170"}`: "The phone number is invalid.",
		`{"authenticator_types":["oob"],"oob_channels":["email"],"email":"x"}`:         "The email is invalid.",
		`{"authenticator_types":["otp"],"client_id":"x"}`:                              "mfa_token not issued to this client",
	} {
		s.associate(token, body).want(t, 400, `"invalid_request"`, text)
	}
	otp := `{"authenticator_types":["otp"]}`
	s.associate("x", otp).want(t, 401, `"invalid_grant"`, "The mfa_token provided is invalid. Try getting a new token.")
	s.associate("", otp).want(t, 401)
	s.associate(token, `{"authenticator_types":["otp"],"client_id":"`+s.app.ClientID+`","client_secret":"x"}`).want(t, 401, "Unauthorized")
	reader := s.login("audience", s.MFAAudience(), "scope", "read:authenticators").want(t, 200).text(t, "access_token")
	s.associate(reader, otp).want(t, 403, `"insufficient_scope"`)
}

func TestChallengeIsValidated(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp", "email")
	id := s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	pending := s.AddMethod(s.user.ID, auth0test.Method{Type: "totp"})
	token := s.mfaToken()
	s.challenge("").want(t, 400, "Missing required parameter: mfa_token")
	s.challenge(token, "client_id", "").want(t, 400, "Missing required parameter: client_id")
	s.challenge(token, "client_secret", "x").want(t, 401, "Unauthorized")
	s.challenge(token, "authenticator_id", "totp|dev_x").want(t, 400, "Invalid authenticator ID")
	s.challenge(token, "authenticator_id", pending).want(t, 400, "Invalid authenticator ID")
	s.challenge(token, "authenticator_id", id, "challenge_type", "oob").want(t, 400,
		`"unsupported_challenge_type"`, `Requested: [\"oob\"]. Available: [\"otp\"].`)
	s.challenge(token, "challenge_type", "otp oob").want(t, 200, `"otp"`)
	s.user = s.AddUser(auth0test.User{Email: "key@example.com"})
	s.AddMethod(s.user.ID, auth0test.Method{Type: "webauthn-roaming", Confirmed: true})
	s.challenge(s.mfaToken()).want(t, 401, `"unsupported_challenge_type"`, "User is not enrolled with guardian")
}

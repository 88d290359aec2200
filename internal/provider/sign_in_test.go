package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	canaryPassword = "correct-horse-battery"
	canarySecret   = "the-shop's-own-secret" //nolint:gosec // of the emulated tenant
)

// withCanary is a tenant that asks for MFA, with a canary and an application
// that it can sign in to; what is opened with.
func withCanary(t *testing.T, like auth0test.Config) (tenant, map[string]string) {
	t.Helper()
	tn := emulatedLike(t, like)
	tn.SetFactor("otp", true)
	tn.SetPolicies("all-applications")
	tn.AddUser(auth0test.User{ID: breakGlass, Email: "canary@example.com", EmailVerified: true, Password: canaryPassword})
	tn.AddApplication(auth0test.Application{
		ClientID: application, ClientSecret: canarySecret, GrantTypes: []string{auth0.GrantPassword, auth0.GrantOTP},
	})
	return tn, map[string]string{
		"client_id": application, "client_secret": canarySecret, "username": "canary@example.com", "password": canaryPassword,
	}
}

// open opens an ephemeral resource, and returns its attributes and the errors.
func open(t *testing.T, tn tenant, typeName string, config map[string]string) (map[string]tftypes.Value, string) {
	t.Helper()
	_, schemas := newServer(t)
	schema := schemas.EphemeralResourceSchemas[typeName]
	resp, err := serverFor(t, tn).OpenEphemeralResource(t.Context(), &tfprotov6.OpenEphemeralResourceRequest{
		TypeName: typeName, Config: object(t, schema, config),
	})
	if err != nil {
		t.Fatal(err)
	}
	errs := failures(resp.Diagnostics)
	search(t, errs, append(tn.Secrets(), canaryPassword, canarySecret, totpKey))
	if errs != "" {
		return nil, errs
	}
	value, err := resp.Result.Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	result := map[string]tftypes.Value{}
	if err := value.As(&result); err != nil {
		t.Fatal(err)
	}
	return result, ""
}

// has states that an attribute is a bool.
func isBool(t *testing.T, got map[string]tftypes.Value, name string, want bool) {
	t.Helper()
	if v := got[name]; !v.Equal(tftypes.NewValue(tftypes.Bool, want)) {
		t.Errorf("%s is %s, and not %t", name, v, want)
	}
}

// The sign-in tells what became of the password alone, whatever the settings say.
func TestSignInTellsWhetherThePasswordIsEnough(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		prepare         func(tenant)
		required, token bool
	}{
		"policies":                {func(tenant) {}, true, true},
		"no policies":             {func(tn tenant) { tn.SetPolicies() }, false, false},
		"no factor":               {func(tn tenant) { tn.SetFactor("otp", false) }, false, false},
		"an Action that skips it": {func(tn tenant) { tn.SetPostLoginAction(auth0test.ActionSkipsMFA) }, false, false},
		"only an Action": {func(tn tenant) {
			tn.SetPolicies()
			tn.SetPostLoginAction(auth0test.ActionDemandsMFA)
		}, true, false},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn, config := withCanary(t, auth0test.Config{})
			tc.prepare(tn)
			got, errs := open(t, tn, "guardian_sign_in", config)
			if errs != "" {
				t.Fatal(errs)
			}
			isBool(t, got, "mfa_required", tc.required)
			isBool(t, got, "signed_in", !tc.required)
			if got["mfa_token"].IsNull() == tc.token || got["authenticators"].IsNull() == tc.token {
				t.Errorf("token %t, authenticators %s", !got["mfa_token"].IsNull(), got["authenticators"])
			}
			for _, call := range tn.calls() {
				if strings.Contains(call, "/api/v2/") {
					t.Errorf("asked %s", call)
				}
			}
		})
	}
}

// Where the tenant says what can be enrolled and asked for, the sign-in passes it on.
func TestSignInTellsWhatTheTenantOffers(t *testing.T) {
	t.Parallel()
	tn, config := withCanary(t, auth0test.Config{Requirements: true})
	got, errs := open(t, tn, "guardian_sign_in", config)
	otp := tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{tftypes.NewValue(tftypes.String, "otp")})
	if errs != "" || !got["enroll_types"].Equal(otp) || !got["challenge_types"].IsNull() {
		t.Errorf("%s: enroll %s, challenge %s", errs, got["enroll_types"], got["challenge_types"])
	}
	tn.enrollCanary(t)
	got, errs = open(t, tn, "guardian_sign_in", config)
	if errs != "" || !got["challenge_types"].Equal(otp) || !got["enroll_types"].IsNull() {
		t.Errorf("%s: enroll %s, challenge %s", errs, got["enroll_types"], got["challenge_types"])
	}
	var list []tftypes.Value
	if err := got["authenticators"].As(&list); err != nil || len(list) != 1 || !strings.Contains(list[0].String(), `"otp"`) {
		t.Errorf("%v: %s", err, got["authenticators"])
	}
}

// enrollCanary gives the canary an authenticator app.
func (tn tenant) enrollCanary(t *testing.T) {
	t.Helper()
	_, err := tn.api.CreateAuthenticationMethod(t.Context(), breakGlass, auth0.NewAuthenticationMethod{Type: "totp", TOTPSecret: totpKey})
	if err != nil {
		t.Fatal(err)
	}
}

// With the key of an authenticator app the whole sign-in is proven, also twice in
// the same half minute, as by a plan and its apply.
func TestSignInIsCompletedByAnAuthenticatorApp(t *testing.T) {
	t.Parallel()
	tn, config := withCanary(t, auth0test.Config{})
	tn.enrollCanary(t)
	config["totp_secret"] = totpKey
	got, errs := open(t, tn, "guardian_sign_in", config)
	if errs != "" {
		t.Fatal(errs)
	}
	isBool(t, got, "mfa_required", true)
	isBool(t, got, "signed_in", true)
	if !got["mfa_token"].IsNull() {
		t.Error("a token that was used is passed on")
	}
}

// A code that the plan has used is not taken again: the next one is.
func TestSignInWaitsForTheNextCode(t *testing.T) {
	t.Parallel()
	tn, config := withCanary(t, auth0test.Config{})
	tn.enrollCanary(t)
	config["totp_secret"] = totpKey
	tn.OnRequest(func(r auth0test.Request) {
		if r.Path == "/mfa/challenge" {
			tn.Fail(auth0test.Fault{
				Path: "/oauth/token", Times: 1, Status: 403, Body: `{"error":"invalid_grant","error_description":"Invalid otp_code."}`,
			})
		}
	})
	got, errs := open(t, tn, "guardian_sign_in", config)
	if errs != "" {
		t.Fatal(errs)
	}
	isBool(t, got, "signed_in", true)
}

// in_effect says whether MFA is asked for by the policies, and nothing while they change.
func TestPoliciesInEffect(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_policies"})
	for body, want := range map[string]bool{`policies = ["all-applications"]`: true, `policies = []`: false} {
		planned := c.undynamic(c.plan(c.process(), body).PlannedState)
		if v := c.attributes(planned)["in_effect"]; v.IsKnown() {
			t.Errorf("%s: it is known while they change: %s", body, v)
		}
		c.must(body)
		isBool(t, c.attributes(c.value), "in_effect", want)
	}
}

// What stands in the way of a canary is told in its own words: it is never the
// provider's credentials.
func TestSignInTellsWhatStandsInTheWay(t *testing.T) {
	t.Parallel()
	with := func(name, value string) func(tenant, map[string]string) {
		return func(_ tenant, config map[string]string) { config[name] = value }
	}
	withGrants := func(grants ...string) func(tenant, map[string]string) {
		return func(tn tenant, _ map[string]string) { tn.SetGrantTypes(application, grants...) }
	}
	tests := map[string]struct {
		spoil func(tenant, map[string]string)
		want  string
	}{
		"another password":    {with("password", "another"), "check username, password and realm"},
		"no such user":        {with("username", "nobody@example.com"), "check username, password and realm"},
		"another secret":      {with("client_secret", "another"), "check client_id and client_secret"},
		"no such application": {with("client_id", "another"), "check client_id and client_secret"},
		"no such connection":  {with("realm", "another"), "grant-type/password-realm"},
		"another audience":    {with("audience", "https://another.example"), "check audience"},
		"no password grant":   {withGrants(auth0.GrantOTP), `grant_types = ["password"]`},
		"no grant of the code": {func(tn tenant, config map[string]string) {
			tn.enrollCanary(t)
			config["totp_secret"] = totpKey
			tn.SetGrantTypes(application, "password")
		}, `grant_types = ["http://auth0.com/oauth/grant-type/mfa-otp"]`},
		"another key": {func(tn tenant, config map[string]string) {
			tn.enrollCanary(t)
			config["totp_secret"] = "GEZDGNBVGY3TQOJQ"
		}, "totp_secret is not the key"},
		"no authenticator app": {with("totp_secret", totpKey), "has no authenticator app"},
		"only an Action asks": {func(tn tenant, config map[string]string) {
			tn.SetPolicies()
			tn.SetPostLoginAction(auth0test.ActionDemandsMFA)
			config["totp_secret"] = totpKey
		}, "gives no mfa_token"},
		"a blocked canary": {func(tn tenant, config map[string]string) {
			tn.AddUser(auth0test.User{Email: "blocked@example.com", Password: canaryPassword, Blocked: true})
			config["username"] = "blocked@example.com"
		}, "The canary is blocked"},
		"an unverified address": {func(tn tenant, _ map[string]string) {
			tn.Fail(auth0test.Fault{
				Path: "/oauth/token", Times: -1, Status: 401,
				Body: `{"error":"unauthorized","error_description":"Please verify your email before logging in."}`,
			})
		}, "email address is not verified"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn, config := withCanary(t, auth0test.Config{})
			tc.spoil(tn, config)
			_, errs := open(t, tn, "guardian_sign_in", config)
			if !strings.Contains(errs, tc.want) || strings.Contains(errs, "provider itself") || strings.Contains(errs, "AUTH0_CLIENT") {
				t.Errorf("it does not say %q: %s", tc.want, errs)
			}
		})
	}
}

// The token of the run is the one that the provider has, whole and with its end.
func TestAccessTokenIsTheProvidersOwn(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	got, errs := open(t, tn, "guardian_access_token", nil)
	if errs != "" {
		t.Fatal(errs)
	}
	var token string
	if err := got["access_token"].As(&token); err != nil {
		t.Fatal(err)
	}
	c := client(t, auth0.Config{Domain: tn.URL(), APIToken: token})
	if _, err := c.Factors(t.Context()); err != nil {
		t.Error(err)
	}
	if got["expires_at"].IsNull() || !strings.Contains(got["scopes"].String(), "update:guardian_factors") {
		t.Errorf("it expires at %s and may %s", got["expires_at"], got["scopes"])
	}
	if tokens := strings.Count(strings.Join(tn.calls(), "\n"), postToken); tokens != 1 {
		t.Errorf("%d tokens", tokens)
	}
}

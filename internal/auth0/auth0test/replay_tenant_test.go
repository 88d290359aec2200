package auth0test_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	verifyRequest = `{"template":"verify_email","body":"<html><body><h1>Verify your email</h1></body></html>","from":"me@example.com",` +
		`"resultUrl":"https://www.example.com/verify-email","subject":"Verify your email","syntax":"liquid","enabled":true,"includeEmailInRedirect":true}`
	verified = `{"template":"verify_email","body":"<html><body><h1>Let's get you verified!</h1></body></html>","from":"someone@example.com",` +
		`"resultUrl":"https://www.example.com/verify-email","subject":"Let's get you verified!","syntax":"liquid","includeEmailInRedirect":true,"enabled":true}`
)

func TestReplayEmailTemplates(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/email-templates/verify_email"
	off := strings.Replace(verified, `"enabled":true`, `"enabled":false`, 1)
	changed := strings.Replace(off, `"includeEmailInRedirect":true`, `"includeEmailInRedirect":false`, 1)
	manage(t, tn, http.MethodPost, "/email-templates", verifyRequest).exactly(t, 200, utf8JSON, verifyRequest)
	manage(t, tn, http.MethodPost, "/email-templates", verifyRequest).exactly(t, 409, utf8JSON,
		`{"statusCode":409,"error":"Conflict","message":"Template verify_email already exists."}`)
	manage(t, tn, http.MethodPut, path, verified).exactly(t, 200, utf8JSON, verified)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, verified)
	manage(t, tn, http.MethodPatch, path, `{"enabled":false}`).exactly(t, 200, utf8JSON, off)
	manage(t, tn, http.MethodPatch, path, `{"body":"<html><body><h1>Let's get you verified!</h1></body></html>","includeEmailInRedirect":false}`).
		exactly(t, 200, utf8JSON, changed)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, changed)
}

func TestEmailTemplateRefusals(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/email-templates/mfa_oob_code"
	code := strings.Replace(verifyRequest, "verify_email", "mfa_oob_code", 1)
	const absent = `{"statusCode":404,"error":"Not Found","message":"The template does not exist.","errorCode":"inexistent_email_template"}`
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 404, utf8JSON, absent)
	manage(t, tn, http.MethodPut, path, code).exactly(t, 404, utf8JSON, absent)
	manage(t, tn, http.MethodPatch, path, `{"enabled":false}`).exactly(t, 404, utf8JSON, absent)
	if _, ok := tn.EmailTemplate("mfa_oob_code"); ok {
		t.Fatal("a refused body made a template")
	}
	tn.SetEmailTemplate("mfa_oob_code", map[string]any{"subject": "a", "enabled": true, "from": "b"})
	manage(t, tn, http.MethodGet, "/email-templates/mfa", nil).want(t, 400, `Path validation error: 'Invalid value \"mfa\"' on property templateName (Template name. Can be`)
	manage(t, tn, http.MethodPut, path, verifyRequest).want(t, 400, `Invalid value \"verify_email\"' on property template`)
	manage(t, tn, http.MethodPut, path, `{}`).want(t, 400, "Missing required property: body", "Missing required property: enabled",
		"Missing required property: from", "Missing required property: subject", "Missing required property: syntax", "Missing required property: template")
	manage(t, tn, http.MethodPatch, path, `{"x":1}`).want(t, 400, "Additional properties not allowed: x")
	manage(t, tn, http.MethodPatch, path, `{"urlLifetimeInSeconds":-1}`).want(t, 400, "less than minimum 0")
	manage(t, tn, http.MethodPatch, path, `{"from":null,"urlLifetimeInSeconds":60}`).exactly(t, 200, utf8JSON,
		`{"template":"mfa_oob_code","subject":"a","enabled":true,"urlLifetimeInSeconds":60}`)
	got, _ := tn.EmailTemplate("mfa_oob_code")
	if got["subject"] != "a" || len(got) != 4 {
		t.Error(got)
	}
	tn.SetEmailTemplate("mfa_oob_code", nil)
	manage(t, tn, http.MethodGet, path, nil).want(t, 404)
}

func TestClientsShowAndTakeGrantTypes(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	path := "/clients/" + s.app.ClientID
	const some = "?fields=client_id,grant_types&include_fields=true"
	s.manage(http.MethodPatch, path, `{"grant_types":["password"]}`).want(t, 200, `"grant_types":["password"]`, s.app.ClientSecret)
	s.manage(http.MethodGet, path+some, nil).exactly(t, 200, utf8JSON, `{"client_id":"`+s.app.ClientID+`","grant_types":["password"]}`)
	s.manage(http.MethodGet, path, nil).want(t, 200, `"client_secret":"`+s.app.ClientSecret+`"`)
	for query, scope := range map[string]string{"": "read:clients", "?fields=client_secret&include_fields=false": "read:client_keys"} {
		got := send(t, s.Tenant, http.MethodGet, "/api/v2"+path+query, s.Token("c", scope), nil).want(t, 200, "grant_types")
		if strings.Contains(got.body, s.app.ClientSecret) {
			t.Errorf("%s with %s shows the secret", query, scope)
		}
	}
	token := s.mfaToken()
	s.token(mfaCode, "mfa_token", token, "recovery_code", "x").want(t, 403, "unauthorized_client")
	s.SetGrantTypes(s.app.ClientID, mfaCode)
	s.token(mfaCode, "mfa_token", token, "recovery_code", "x").want(t, 403, "MFA Authorization rejected.")
	s.manage(http.MethodGet, path+some, nil).want(t, 200, mfaCode)
}

func TestClientRefusals(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.AddApplication(auth0test.Application{ClientID: "public", GrantTypes: []string{"implicit"}})
	const path = "/clients/public"
	for _, method := range []string{http.MethodGet, http.MethodPatch} {
		manage(t, tn, method, "/clients/x", `{}`).exactly(t, 404, utf8JSON,
			`{"statusCode":404,"error":"Not Found","message":"The client does not exist","errorCode":"inexistent_client"}`)
	}
	manage(t, tn, http.MethodPatch, path, `{"grant_types":["implicit","passwordless"]}`).want(t, 400, `"message":"Invalid grant types: passwordless"`)
	manage(t, tn, http.MethodPatch, path, `{"grant_types":["client_credentials"]}`).want(t, 400, `"message":"Invalid grant types: client_credentials"`)
	manage(t, tn, http.MethodPatch, path, `{"grant_types":["password","password"]}`).want(t, 400,
		"'Array items are not unique (indexes 0 and 1)' on property grant_types (A set of grant types that the client is authorized to use).")
	manage(t, tn, http.MethodPatch, path, `{"grant_types":null}`).want(t, 400, "Expected type array but found type null")
	manage(t, tn, http.MethodPatch, path, `{"client_id":"x"}`).want(t, 400, "Additional properties not allowed: client_id")
	manage(t, tn, http.MethodGet, path+"?include=x", nil).want(t, 400, `"errorCode":"invalid_query_string"`)
	if got := tn.GrantTypes("public"); !slices.Equal(got, []string{"implicit"}) {
		t.Errorf("refused, and yet it has %v", got)
	}
	manage(t, tn, http.MethodPatch, path, `{"grant_types":[]}`).want(t, 200, `"grant_types":[]`)
}

func TestReplayEnrollments(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	user := tn.AddUser(auth0test.User{Email: "user@example.com", EmailVerified: true})
	path := "/users/" + user.ID + "/enrollments"
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `[]`)
	tn.AddMethod(user.ID, auth0test.Method{Type: "email", Email: "a@example.com", Confirmed: true})
	tn.AddMethod(user.ID, auth0test.Method{Type: "totp"})
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `[]`)
	tn.AddMethod(user.ID, auth0test.Method{Type: "phone", PhoneNumber: "+44207183875044", Confirmed: true})
	tn.AddMethod(user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	manage(t, tn, http.MethodGet, path, nil).recorded(t, 200, utf8JSON, `[{"id":"dev_a","status":"confirmed","name":"X","phone_number":"X",`+
		`"enrolled_at":"2023-03-10T16:25:52.099Z","auth_method":"sms","type":"phone"}]`).want(t, 200, `"auth_method":"sms"`, `"XXXXXXXXXXX5044"`)
	manage(t, tn, http.MethodGet, "/users/auth0%7Cx/enrollments", nil).want(t, 404, `"inexistent_user"`)
}

func TestTenantSettingsAreMerged(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path, some = "/tenants/settings", "/tenants/settings?fields=customize_mfa_in_postlogin_action,flags&include_fields=true"
	before := tn.TenantSettings()
	got := manage(t, tn, http.MethodGet, some, nil).want(t, 200, `"enable_sso":true`)
	for _, name := range []string{"customize_mfa", "mfa_show_factor_list", "friendly_name"} {
		if strings.Contains(got.body, name) {
			t.Errorf("%s is in %s", name, got.body)
		}
	}
	manage(t, tn, http.MethodPatch, path, `{"customize_mfa_in_postlogin_action":true,"flags":{"mfa_show_factor_list_on_enrollment":true}}`).
		want(t, 200, `"friendly_name":"My Test Tenant"`, `"customize_mfa_in_postlogin_action":true`, `"mfa_show_factor_list_on_enrollment":true`, `"enable_sso":true`)
	tn.SetTenantSetting("customize_mfa_in_postlogin_action", nil)
	tn.SetTenantFlag("mfa_show_factor_list_on_enrollment", nil)
	if diff := cmp.Diff(before, tn.TenantSettings()); diff != "" {
		t.Errorf("something else has changed:\n%s", diff)
	}
	for body, message := range map[string]string{
		`{"customize_mfa_in_postlogin_action":null}`:              "Expected type boolean but found type null",
		`{"flags":{"mfa_show_factor_list_on_enrollment":"true"}}`: "on property flags.mfa_show_factor_list_on_enrollment (Used to allow users",
	} {
		manage(t, tn, http.MethodPatch, path, body).want(t, 400, message)
	}
}

// What is not emulated of the tenant's settings is kept and shown, so that
// clients which manage all of them can run.
func TestUnknownTenantSettingsAreKept(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/tenants/settings"
	manage(t, tn, http.MethodPatch, path, `{"picture_url":"https://example.com/logo.png","flags":{"enable_pipeline2":true}}`).want(t, 200)
	manage(t, tn, http.MethodGet, path, nil).want(t, 200,
		`"picture_url":"https://example.com/logo.png"`, `"enable_pipeline2":true`, `"enable_sso":true`)
}

// Recorded, with the deploy CLI's own request.
func TestReplaySessionLifetimes(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/tenants/settings"
	manage(t, tn, http.MethodPatch, path, `{"session_lifetime_in_minutes":181,"idle_session_lifetime_in_minutes":60}`).want(t, 200,
		`"session_lifetime":3.0166666666666666`, `"idle_session_lifetime":1,`)
	if got := manage(t, tn, http.MethodGet, path, nil).want(t, 200); strings.Contains(got.body, "in_minutes") {
		t.Errorf("minutes are shown: %s", got.body)
	}
	manage(t, tn, http.MethodPatch, path, `{"session_lifetime_in_minutes":0}`).want(t, 400, "Value 0 is less than minimum 1")
}

func TestEveryDocumentAsksForItsScope(t *testing.T) {
	t.Parallel()
	tests := []struct{ method, path, scopes string }{
		{"GET", "/guardian/factors/phone/selected-provider", "read:guardian_factors"},
		{"PUT", "/guardian/factors/phone/selected-provider", "update:guardian_factors"},
		{"GET", "/guardian/factors/phone/providers/twilio", "read:guardian_factors"},
		{"PUT", "/guardian/factors/phone/providers/twilio", "update:guardian_factors"},
		{"GET", "/guardian/factors/phone/templates", "read:guardian_factors"},
		{"PUT", "/guardian/factors/phone/templates", "update:guardian_factors"},
		{"GET", "/branding/phone/providers", "read:phone_providers"},
		{"POST", "/branding/phone/providers", "create:phone_providers"},
		{"GET", "/branding/phone/providers/x", "read:phone_providers"},
		{"PATCH", "/branding/phone/providers/x", "update:phone_providers"},
		{"DELETE", "/branding/phone/providers/x", "delete:phone_providers"},
		{"GET", "/branding/phone/templates", "read:phone_templates"},
		{"POST", "/branding/phone/templates", "create:phone_templates"},
		{"GET", "/branding/phone/templates/x", "read:phone_templates"},
		{"PATCH", "/branding/phone/templates/x", "update:phone_templates"},
		{"DELETE", "/branding/phone/templates/x", "delete:phone_templates"},
		{"POST", "/email-templates", "create:email_templates"},
		{"GET", "/email-templates/mfa_oob_code", "read:email_templates"},
		{"PUT", "/email-templates/mfa_oob_code", "update:email_templates"},
		{"PATCH", "/email-templates/mfa_oob_code", "update:email_templates"},
		{"GET", "/clients/x", "read:clients,read:client_keys"},
		{"PATCH", "/clients/x", "update:clients"},
		{"GET", "/users/x/enrollments", "read:users"},
		{"GET", "/tenants/settings", "read:tenant_settings"},
		{"PATCH", "/tenants/settings", "update:tenant_settings"},
	}
	tn := auth0test.NewTenant(t)
	app := tn.Management()
	for _, test := range tests {
		scopes := strings.Split(test.scopes, ",")
		others := slices.DeleteFunc(slices.Clone(app.Grants[tn.ManagementAudience()]), func(s string) bool { return slices.Contains(scopes, s) })
		send(t, tn, test.method, "/api/v2"+test.path, tn.Token(app.ClientID, others...), nil).
			want(t, 403, `"message":"Insufficient scope, expected any of: `+test.scopes+`"`)
		for _, scope := range scopes {
			if got := send(t, tn, test.method, "/api/v2"+test.path, tn.Token(app.ClientID, scope), nil); got.status == 403 {
				t.Errorf("%s %s with %s: %s", test.method, test.path, scope, got.body)
			}
		}
	}
}

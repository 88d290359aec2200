package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Each attribute reaches the tenant, and what is removed is not left there.
func TestEachAttributeOfADocument(t *testing.T) {
	t.Parallel()
	const apple, google = "apple_app_link = \"https://apps.apple.com/app/id1\"", "google_app_link = \"https://play.google.com/app\""
	app := func(links ...string) string {
		return "enabled = true\ncustom_app = {\n  app_name = \"Example\"\n" + strings.Join(links, "\n") + "\n}\n"
	}
	byService := strings.Replace(twilioBody, "from = \"+15550100\"", "messaging_service_sid = \"MG1\"", 1)
	for name, tc := range map[string]struct {
		typeName string
		steps    [][2]string // a body and what the tenant has then
		subject  string
	}{
		"custom app": {"guardian_factor_push", [][2]string{
			{app(apple, google), "Example,https://apps.apple.com/app/id1,https://play.google.com/app"},
			{app(apple), "Example,https://apps.apple.com/app/id1,"},
			{app(google), "Example,,https://play.google.com/app"},
			{app(), "Example,,"},
			{"enabled = true", ",,"},
		}, "custom app"},
		"APNs": {"guardian_factor_push", [][2]string{
			{"enabled = true\n" + strings.Replace(apnsBody, "p12_wo =", "sandbox = true\np12_wo =", 1), "com.example.app:" + p12 + ", sandbox true"},
			{"enabled = true\n" + apnsBody, "com.example.app:" + p12 + ", sandbox false"},
		}, "apns"},
		"Twilio": {"guardian_legacy_phone", [][2]string{
			{byService, "AC1," + twilioToken + ",,MG1"},
			{twilioBody, "AC1," + twilioToken + ",+15550100,"},
			{byService, "AC1," + twilioToken + ",,MG1"},
		}, "twilio"},
		"customize": {"guardian_tenant_settings", [][2]string{
			{"customize_mfa_in_postlogin_action = true", "true, true"},
			{"", "false, true"},
		}, "tenant settings"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tn.SetTenantFlag("mfa_show_factor_list_on_enrollment", true) // somebody else's
			c := newCore(t, tn, lifecycle{typeName: tc.typeName})
			for _, step := range tc.steps {
				c.must(step[0])
				c.settled(step[0], []string{tc.subject, step[1]})
			}
		})
	}
}

// Auth0 answers an empty string, or an identifier that is not used, for nothing.
func TestWhatAuth0LeavesBehindIsNothing(t *testing.T) {
	t.Parallel()
	for typeName, tc := range map[string]struct{ body, path, answer string }{
		"guardian_legacy_phone":             {"selected_provider = \"auth0\"", "/api/v2/guardian/factors/phone/providers/twilio", `{"from":"","messaging_service_sid":"","auth_token":"","sid":""}`},
		"guardian_factor_webauthn_platform": {"enabled = false", "/api/v2/guardian/factors/webauthn-platform/settings", `{"overrideRelyingParty":false,"relyingPartyIdentifier":"old.example.com"}`},
		"guardian_factor_push":              {"enabled = false", "/api/v2/prompts/mfa-push", `{"app_name":"","apple_app_link":"","google_app_link":""}`},
	} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: typeName})
			c.must(tc.body)
			imported := newCore(t, c.tn, c.row)
			c.tn.Fail(auth0test.Fault{Method: "GET", Path: tc.path, Status: 200, Body: tc.answer})
			imported.takeOver(c.tn.domain())
			for name, v := range imported.attributes(imported.value) {
				if name != "enabled" && !v.IsNull() {
					t.Errorf("%s is %s", name, v)
				}
			}
		})
	}
	for typeName, tc := range map[string]struct{ body, path, answer string }{
		"guardian_legacy_phone": {twilioBody, "/api/v2/guardian/factors/phone/providers/twilio", `{"from":"+15550100","messaging_service_sid":"","sid":"AC1"}`},
		"guardian_factor_push":  {"enabled = true\n" + apnsBody, "/api/v2/guardian/factors/push-notification/providers/apns", `{"enabled":true,"bundle_id":"com.example.app"}`},
	} {
		c := newCore(t, emulated(t), lifecycle{typeName: typeName})
		c.must(tc.body)
		c.tn.Fail(auth0test.Fault{Method: "GET", Path: tc.path, Status: 200, Body: tc.answer})
		c.settled(tc.body, nil)
	}
}

// takeOver imports and reads, as Terraform always does after it.
func (c core) takeOver(id string) {
	c.t.Helper()
	server := c.process()
	resp, err := server.ImportResourceState(c.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: c.row.typeName, ID: id})
	if err != nil || len(resp.ImportedResources) != 1 {
		c.t.Fatal(err, text(resp.Diagnostics))
	}
	c.value, c.private = c.undynamic(resp.ImportedResources[0].State), resp.ImportedResources[0].Private
	if errs := c.refresh(server); errs != "" {
		c.t.Fatal(errs)
	}
}

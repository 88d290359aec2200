package provider_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// apnsAnd is a body with APNs credentials, and more of their attributes.
func apnsAnd(more string) string {
	return fmt.Sprintf(`
enabled = true
apns = {
  bundle_id      = "com.example.app"
  p12_wo         = %q
  p12_wo_version = 1
  %s
}
`, p12, more)
}

// customAppWith is a body with a custom app and its links.
func customAppWith(links string) string {
	return fmt.Sprintf(`
enabled = true
custom_app = {
  app_name = "Example"
  %s
}
`, links)
}

// twilioWith is a body with a Twilio account and its sender.
func twilioWith(sender string) string {
	return fmt.Sprintf(`
twilio = {
  sid                   = "AC1"
  auth_token_wo         = %q
  auth_token_wo_version = 1
  %s
}
`, twilioToken, sender)
}

// Each attribute reaches the tenant, and what is removed is not left there.
func TestEachAttributeReachesTheTenant(t *testing.T) {
	t.Parallel()
	const (
		apple   = `apple_app_link = "https://apps.apple.com/app/id1"`
		google  = `google_app_link = "https://play.google.com/app"`
		number  = `from = "+15550100"`
		service = `messaging_service_sid = "MG1"`
		both    = `
  apple_app_link  = "https://apps.apple.com/app/id1"
  google_app_link = "https://play.google.com/app"
`
	)
	type step struct{ body, has string }
	for name, tc := range map[string]struct {
		typeName string
		subject  string // what the steps are about
		steps    []step
	}{
		"custom app": {
			typeName: "guardian_factor_push",
			subject:  "custom app",
			steps: []step{
				{customAppWith(both), "Example,https://apps.apple.com/app/id1,https://play.google.com/app"},
				{customAppWith(apple), "Example,https://apps.apple.com/app/id1,"},
				{customAppWith(google), "Example,,https://play.google.com/app"},
				{customAppWith(""), "Example,,"},
				{"enabled = true", ",,"},
			},
		},
		"APNs": {
			typeName: "guardian_factor_push",
			subject:  "apns",
			steps: []step{
				{apnsAnd("sandbox = true"), "com.example.app:" + p12 + ", sandbox true"},
				{apnsAnd(""), "com.example.app:" + p12 + ", sandbox false"},
			},
		},
		"Twilio": {
			typeName: "guardian_legacy_phone",
			subject:  "twilio",
			steps: []step{
				{twilioWith(service), "AC1," + twilioToken + ",,MG1"},
				{twilioWith(number), "AC1," + twilioToken + ",+15550100,"},
				{twilioWith(service), "AC1," + twilioToken + ",,MG1"},
			},
		},
		"one of the tenant's settings": {
			typeName: "guardian_tenant_settings",
			subject:  "tenant settings",
			steps: []step{
				{"customize_mfa_in_postlogin_action = true", "true, true"},
				{"", "false, true"},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tn.SetTenantFlag("mfa_show_factor_list_on_enrollment", true) // somebody else's
			c := newCore(t, tn, lifecycle{typeName: tc.typeName})
			for _, step := range tc.steps {
				c.must(step.body)
				c.settled(step.body, []string{tc.subject, step.has})
			}
		})
	}
}

// An empty string, or an identifier that is not in use, is null after an import.
func TestEmptyAnswersAreImportedAsNull(t *testing.T) {
	t.Parallel()
	for typeName, tc := range map[string]struct{ body, path, answer string }{
		"guardian_legacy_phone": {
			body:   `selected_provider = "phone-message-hook"`,
			path:   "/api/v2/guardian/factors/phone/providers/twilio",
			answer: `{"from":"","messaging_service_sid":"","auth_token":"","sid":""}`,
		},
		"guardian_factor_webauthn_platform": {
			body:   "enabled = false",
			path:   "/api/v2/guardian/factors/webauthn-platform/settings",
			answer: `{"overrideRelyingParty":false,"relyingPartyIdentifier":"old.example.com"}`,
		},
		"guardian_factor_push": {
			body:   "enabled = false",
			path:   "/api/v2/prompts/mfa-push",
			answer: `{"app_name":"","apple_app_link":"","google_app_link":""}`,
		},
	} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: typeName})
			c.must(tc.body)
			imported := c.another()
			c.tn.Fail(auth0test.Fault{Method: "GET", Path: tc.path, Status: 200, Body: tc.answer})
			server := c.process()
			imported.importState(server, tfprotov6.ImportResourceStateRequest{ID: c.tn.domain()})
			if errs := imported.refresh(server); errs != "" {
				t.Fatal(errs)
			}
			for name, v := range imported.attributes(imported.value) {
				if !slices.Contains([]string{"enabled", "in_effect", "tenant", "selected_provider"}, name) && !v.IsNull() {
					t.Errorf("%s is %s", name, v)
				}
			}
		})
	}
}

// Nor is an empty or a missing attribute a difference to one that is not declared.
func TestEmptyAnswersAreNoDifference(t *testing.T) {
	t.Parallel()
	for typeName, tc := range map[string]struct{ body, path, answer string }{
		"guardian_legacy_phone": {
			body:   twilioBody,
			path:   "/api/v2/guardian/factors/phone/providers/twilio",
			answer: `{"from":"+15550100","messaging_service_sid":"","sid":"AC1"}`,
		},
		"guardian_factor_push": {
			body:   apnsAnd(""),
			path:   "/api/v2/guardian/factors/push-notification/providers/apns",
			answer: `{"enabled":true,"bundle_id":"com.example.app"}`,
		},
	} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: typeName})
			c.must(tc.body)
			c.tn.Fail(auth0test.Fault{Method: "GET", Path: tc.path, Status: 200, Body: tc.answer})
			c.settled(tc.body, nil)
		})
	}
}

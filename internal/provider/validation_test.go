package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// validate is what terraform validate finds in a resource's body.
func validate(t *testing.T, typeName, body string, capable bool) string {
	t.Helper()
	c := newCore(t, tenant{}, lifecycle{typeName: typeName})
	server, _ := newServer(t)
	resp, err := server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: typeName, Config: c.dynamic(c.config(body)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: capable},
	})
	if err != nil {
		t.Fatal(err)
	}
	return failures(resp.Diagnostics)
}

// What Auth0 would refuse, or take and not do, is refused before any request.
func TestBadInputIsRefusedBeforeAnyRequest(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ typeName, body, says string }{
		"unknown message type":      {"guardian_factor_phone", `enabled = true; message_types = ["fax"]`, `"fax"`},
		"no message type":           {"guardian_factor_phone", `enabled = true; message_types = []`, "at least 1"},
		"short codes by phone":      {"guardian_factor_phone", `enabled = true; settings = { otp_length = 3 }`, "between 4 and 10"},
		"unknown verification":      {"guardian_factor_webauthn_roaming", `enabled = true; user_verification = "always"`, `"discouraged"`},
		"party without the rest":    {"guardian_factor_webauthn_roaming", `enabled = true; relying_party_identifier = "example.com"`, "user_verification"},
		"an address as a party":     {"guardian_factor_webauthn_roaming", `enabled = true; user_verification = "required"; relying_party_identifier = "https://example.com"`, "must be a domain in lower case"},
		"the same by device":        {"guardian_factor_webauthn_platform", `enabled = true; relying_party_identifier = "Example.com"`, "must be a domain in lower case"},
		"half of Duo":               {"guardian_factor_duo", `enabled = true; hostname = "host"`, "must be configured together"},
		"unknown push provider":     {"guardian_factor_push", `enabled = true; selected_provider = "pigeon"`, `"guardian"`},
		"SNS without credentials":   {"guardian_factor_push", `enabled = true; selected_provider = "sns"`, `"sns" needs the attribute sns`},
		"direct without any":        {"guardian_factor_push", `enabled = true; selected_provider = "direct"; sns = null`, `needs apns, fcm or both`},
		"an app link without https": {"guardian_factor_push", `enabled = true; custom_app = { app_name = "x", apple_app_link = "http://x" }`, "https"},
		"a region elsewhere":        {"guardian_factor_push", "enabled = true\n" + strings.Replace(snsBody, "eu-west-1", "sa-east-1", 1), "must be an AWS region that Auth0 takes"},
		"an ARN of something else":  {"guardian_factor_push", "enabled = true\n" + strings.Replace(snsBody, "app/GCM/example", "topic", 1), "must be the ARN of an SNS platform application"},
		"a short session":           {"guardian_settings", `mfa_session_overall_timeout = 60`, "between 3600 and 7776000"},
		"inactive for too long":     {"guardian_settings", `mfa_session_inactivity_timeout = 7200; mfa_session_overall_timeout = 3600`, "Longer than the whole session"},
		"inactive by default":       {"guardian_settings", `mfa_session_overall_timeout = 3600`, "604800 and 3600 seconds"},
		"no tenant setting":         {"guardian_tenant_settings", `customize_mfa_in_postlogin_action = null`, "At least one"},
		"unknown phone provider":    {"guardian_legacy_phone", `selected_provider = "pigeon"`, `"phone-message-hook"`},
		"Twilio without account":    {"guardian_legacy_phone", `selected_provider = "twilio"`, "No account with Twilio"},
		"a certificate as it is":    {"guardian_factor_push", "enabled = true\n" + strings.Replace(apnsBody, p12, "-----BEGIN-----", 1), "apns.p12_wo must be a file, base64 encoded"},
		"no service account":        {"guardian_factor_push", "enabled = true\nfcm = {\n  server_credentials_wo = \"key\"\n  server_credentials_wo_version = 1\n}", "fcm.server_credentials_wo must be a JSON object"},
		"an address for Duo's host": {"guardian_factor_duo", strings.Replace(duoOn("first-key", 1), "api-", "https://api-", 1), "must be a hostname"},
		"no sender":                 {"guardian_legacy_phone", strings.Replace(twilioBody, "from = \"+15550100\"", "", 1), "messaging_service_sid"},
		"an empty template":         {"guardian_legacy_phone", `templates = { verification_message = "" }`, "at least 1"},
		"no legacy phone setting":   {"guardian_legacy_phone", `selected_provider = null`, "At least one"},
		"an empty secret":           {"guardian_factor_push", "enabled = true\n" + strings.Replace(apnsBody, p12, "", 1), "of 1 to 10000 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if errs := validate(t, tc.typeName, strings.ReplaceAll(tc.body, "; ", "\n"), true); !strings.Contains(errs, tc.says) {
				t.Errorf("the error does not say %q: %s", tc.says, errs)
			}
		})
	}
}

// What the rows of all types say is right.
func TestGoodInputIsTaken(t *testing.T) {
	t.Parallel()
	for _, row := range allRows() {
		for _, body := range []string{row.first, row.second} {
			if errs := validate(t, row.typeName, body, true); errs != "" {
				t.Errorf("%s%s: %s", row.typeName, row.variant, errs)
			}
		}
	}
}

// A Terraform that is too old for write-only attributes would put them into the
// state: that it cannot is said, with what it takes.
func TestAnOldTerraformIsToldWhatSecretsNeed(t *testing.T) {
	t.Parallel()
	for typeName, body := range map[string]string{
		"guardian_factor_duo":   duoOn("first-key", 1),
		"guardian_factor_push":  "enabled = true\n" + apnsBody,
		"guardian_legacy_phone": twilioBody,
	} {
		errs := validate(t, typeName, body, false)
		if !strings.Contains(errs, "Write-only attributes are only supported in Terraform 1.11 and later") {
			t.Errorf("%s: %s", typeName, errs)
		}
		search(t, errs, []string{"first-key", p12, twilioToken})
	}
}

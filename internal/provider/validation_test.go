package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
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

// long is longer than any name that Auth0 takes.
var long = strings.Repeat("x", 1001)

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
		"no phone type":             {"guardian_factor_phone", `enabled = true; message_types = [null]`, "null"},
		"no session":                {"guardian_settings", `mfa_session_inactivity_timeout = 60`, "between 3600 and 2592000"},
		"inactive for a year":       {"guardian_settings", `mfa_session_inactivity_timeout = 2592001; mfa_session_overall_timeout = 7776000`, "between 3600 and 2592000"},
		"a session without end":     {"guardian_settings", `mfa_session_overall_timeout = 7776001`, "between 3600 and 7776000"},
		"longer than by default":    {"guardian_settings", `mfa_session_inactivity_timeout = 2592000; mfa_session_overall_timeout = 2591999`, "They are 2592000 and 2591999 seconds"},
		"a path as a party":         {"guardian_factor_webauthn_platform", `enabled = true; relying_party_identifier = "example.com/login"`, "must be a domain in lower case"},
		"a party in upper case":     {"guardian_factor_webauthn_platform", `enabled = true; relying_party_identifier = "example.Com"`, "must be a domain in lower case"},
		"Duo without a version":     {"guardian_factor_duo", `enabled = true; integration_key = "i"; hostname = "h"; secret_key_wo = "s"`, "must be configured together"},
		"Duo without a secret":      {"guardian_factor_duo", `enabled = true; integration_key = "i"; hostname = "h"; secret_key_wo_version = 1`, "must be configured together"},
		"an empty integration key":  {"guardian_factor_duo", `enabled = true; integration_key = ""; hostname = "h"; secret_key_wo = "s"; secret_key_wo_version = 1`, "integration_key string length"},
		"an empty hostname":         {"guardian_factor_duo", `enabled = true; integration_key = "i"; hostname = ""; secret_key_wo = "s"; secret_key_wo_version = 1`, "must be a hostname"},
		"an empty secret key":       {"guardian_factor_duo", `enabled = true; integration_key = "i"; hostname = "h"; secret_key_wo = ""; secret_key_wo_version = 1`, "secret_key_wo must have"},
		"an app without a name":     {"guardian_factor_push", `enabled = true; custom_app = { app_name = "" }`, "app_name string length"},
		"an app link to nowhere":    {"guardian_factor_push", `enabled = true; custom_app = { app_name = "x", google_app_link = "https://" }`, "https"},
		"no bundle":                 {"guardian_factor_push", "enabled = true\n" + strings.Replace(apnsBody, "com.example.app", "", 1), "bundle_id string length"},
		"a long bundle ID":          {"guardian_factor_push", "enabled = true\n" + strings.Replace(apnsBody, "com.example.app", long, 1), "bundle_id string length"},
		"APNs without certificate":  {"guardian_factor_push", "enabled = true\n" + strings.Replace(apnsBody, "p12_wo = \""+p12+"\"", "", 1), "p12_wo"},
		"APNs without a version":    {"guardian_factor_push", "enabled = true\n" + strings.Replace(apnsBody, "p12_wo_version = 1", "", 1), "p12_wo_version"},
		"FCM without an account":    {"guardian_factor_push", `enabled = true; fcm = { server_credentials_wo = "", server_credentials_wo_version = 1 }`, "server_credentials_wo must be a JSON object"},
		"a zone for a region":       {"guardian_factor_push", "enabled = true\n" + strings.Replace(snsBody, "eu-west-1", "eu-west-1a", 1), "must be an AWS region that Auth0 takes"},
		"a government's region":     {"guardian_factor_push", "enabled = true\n" + strings.Replace(snsBody, "\"eu-west-1\"", "\"gov-us-east-1\"", 1), "must be an AWS region that Auth0 takes"},
		"an ARN in something":       {"guardian_factor_push", "enabled = true\n" + strings.Replace(snsBody, "arn:aws", "x:arn:aws", 1), "must be the ARN of an SNS platform application"},
		"a long sender":             {"guardian_legacy_phone", strings.Replace(twilioBody, "+15550100", long[:65], 1), "from string length"},
		"an empty sender":           {"guardian_legacy_phone", strings.Replace(twilioBody, "+15550100", "", 1), "from string length"},
		"a method of nobody":        {"guardian_authentication_method", "user_id = \"\"\n" + byEmail, "user_id string length"},
		"a phone without a plus":    {"guardian_authentication_method", "user_id = \"u\"\n" + strings.Replace(byPhone, "+", "", 1), "E.164"},
		"a phone with an extension": {"guardian_authentication_method", "user_id = \"u\"\n" + strings.Replace(byPhone, "044\"", "044x1\"", 1), "E.164"},
		"a phone in a sentence":     {"guardian_authentication_method", "user_id = \"u\"\n" + strings.Replace(byPhone, "+", "call +", 1), "E.164"},
		"a masked domain":           {"guardian_authentication_method", "user_id = \"u\"\n" + strings.Replace(byEmail, "example.com", "exam*******", 1), "not masked"},
		"an email with a space":     {"guardian_authentication_method", "user_id = \"u\"\n" + strings.Replace(byEmail, "chuck334", "chuck 334", 1), "must be an email address"},
		"a key of half a byte":      {"guardian_authentication_method", "user_id = \"u\"\n" + byTOTP("JBSWY3", 1), "must be base32"},
		"a key of one letter more":  {"guardian_authentication_method", "user_id = \"u\"\n" + byTOTP("JBSWY3DPE", 1), "must be base32"},
		"a key of three letters":    {"guardian_authentication_method", "user_id = \"u\"\n" + byTOTP("JBS", 1), "must be base32"},
		"a key of nothing":          {"guardian_authentication_method", "user_id = \"u\"\n" + byTOTP("====", 1), "must be base32"},
		"an empty number":           {"guardian_phone_provider", twilioPhone(`default_from = ""`, "a-token", 1), "default_from string length"},
		"an empty service":          {"guardian_phone_provider", twilioPhone(`mssid = ""`, "a-token", 1), "mssid string length"},
		"an empty account":          {"guardian_phone_provider", strings.Replace(twilioPhone(`mssid = "MG0"`, "a-token", 1), "AC0", "", 1), "sid string length"},
		"no way of delivery":        {"guardian_phone_provider", strings.Replace(customPhone, `"text"`, "null", 1), "null"},
		"custom with a service":     {"guardian_phone_provider", strings.Replace(customPhone, "{", `{ mssid = "MG0", `, 1), "Not for a custom phone provider"},
		"custom with an account":    {"guardian_phone_provider", strings.Replace(customPhone, "{", `{ sid = "AC0", `, 1), "Not for a custom phone provider"},
		"custom with a version":     {"guardian_phone_provider", customPhone + "; auth_token_wo_version = 1", "Not for a custom phone provider"},
		"an empty call":             {"guardian_phone_template", `type = "otp_verify"; content = { body = { voice = "" } }`, "voice string length"},
		"an empty text":             {"guardian_phone_template", `type = "otp_verify"; content = { body = { text = "" } }`, "text string length"},
		"a template from nobody":    {"guardian_phone_template", `type = "otp_verify"; content = { from = "", body = { text = "x" } }`, "from string length"},
		"a template of silence":     {"guardian_phone_template", `type = "otp_verify"; content = { body = {} }`, "At least one"},
		"no policy at all":          {"guardian_policies", `policies = [null]`, "null"},
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

// What just fits is not refused.
func TestValuesAtTheLimitsAreTaken(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ typeName, body string }{
		"nothing but defaults":   {"guardian_settings", "display_remember_me_checkbox = null"},
		"as short as can be":     {"guardian_settings", `mfa_session_inactivity_timeout = 3600; mfa_session_overall_timeout = 3600`},
		"as long as can be":      {"guardian_settings", `mfa_session_inactivity_timeout = 2592000; mfa_session_overall_timeout = 7776000`},
		"as long as by default":  {"guardian_settings", `mfa_session_inactivity_timeout = 2592000`},
		"templates alone":        {"guardian_legacy_phone", `templates = {}`},
		"an account alone":       {"guardian_legacy_phone", twilioBody},
		"a messaging service":    {"guardian_legacy_phone", strings.Replace(twilioBody, "from = \"+15550100\"", "messaging_service_sid = \"MG1\"", 1)},
		"FCM alone":              {"guardian_factor_push", "enabled = true; selected_provider = \"direct\"; " + fcmBody},
		"APNs alone":             {"guardian_factor_push", "enabled = true; selected_provider = \"direct\"; " + apnsBody},
		"a long certificate":     {"guardian_factor_push", "enabled = true; " + strings.Replace(apnsBody, p12, strings.Repeat("x", 10000), 1)},
		"a long service account": {"guardian_factor_push", `enabled = true; fcm = { server_credentials_wo = "{\"x\":\"` + strings.Repeat("x", 10000-len(`{"x":""}`)) + `\"}", server_credentials_wo_version = 1 }`},
		"a region in the middle": {"guardian_factor_push", "enabled = true; " + strings.Replace(snsBody, `"eu-west-1"`, `"ap-central-1"`, 1)},
		"an ARN in China":        {"guardian_factor_push", "enabled = true; " + strings.Replace(snsBody, "arn:aws:", "arn:aws-cn:", 1)},
		"a host as a party":      {"guardian_factor_webauthn_platform", `enabled = true; relying_party_identifier = "localhost"`},
		"inactive until later":   {"guardian_settings", `mfa_session_inactivity_timeout = later; mfa_session_overall_timeout = 3600`},
		"a session until later":  {"guardian_settings", `mfa_session_inactivity_timeout = 7200; mfa_session_overall_timeout = later`},
		"SNS of later":           {"guardian_factor_push", `enabled = true; selected_provider = "sns"; sns = later`},
		"a provider of later":    {"guardian_factor_push", `enabled = true; selected_provider = later`},
		"an account of later":    {"guardian_legacy_phone", `selected_provider = "twilio"; twilio = later`},
		"a connection of later":  {"guardian_factor_duo", `enabled = later; integration_key = later; hostname = later; secret_key_wo = later; secret_key_wo_version = later`},
		"a phone of later":       {"guardian_phone_provider", `name = later; configuration = later`},
		"a sender of later":      {"guardian_phone_provider", `name = "twilio"; configuration = { default_from = later, mssid = later, sid = later, delivery_methods = later }; auth_token_wo = later; auth_token_wo_version = later`},
		"a template of later":    {"guardian_phone_template", `type = later; content = { body = { text = later } }`},
		"a method of later":      {"guardian_authentication_method", `user_id = later; type = later; email = later; phone_number = later; totp_secret_wo = later`},
		"a key of later":         {"guardian_authentication_method", `user_id = later; type = "totp"; totp_secret_wo = later; totp_secret_wo_version = later; email = later`},
		"a key with padding":     {"guardian_authentication_method", "user_id = \"u\"; " + byTOTP("JBSWY3DPJA======", 1)},
		"a call alone":           {"guardian_phone_template", `type = "otp_verify"; content = { body = { voice = "Code" } }`},
		"an asynchronous mail":   {"guardian_email_template", strings.Replace(mfaCode, "mfa_oob_code", "async_approval", 1)},
		"a link for no time":     {"guardian_email_template", mfaCode + "; url_lifetime_in_seconds = 0"},
		"a party with a hyphen":  {"guardian_factor_webauthn_platform", `enabled = true; relying_party_identifier = "log-in.example-1.com"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if errs := validate(t, tc.typeName, strings.ReplaceAll(tc.body, "; ", "\n"), true); errs != "" {
				t.Error(errs)
			}
		})
	}
}

// What is left out has Auth0's default, whatever the tenant has.
func TestWhatIsLeftOutHasItsDefault(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		typeName, body string
		prepare        func(tenant)
		has            []string
	}{
		"settings": {"guardian_settings", "display_remember_me_checkbox = null", func(tn tenant) {
			tn.SetMFASettings(auth0test.MFASettings{RememberMeByDefault: true, InactivityTimeout: 7200, OverallTimeout: 7776000})
		}, []string{"MFA settings", "true, false, 604800 s, 2592000 s"}},
		"templates": {"guardian_legacy_phone", "templates = {}", onlyEmulated, []string{"legacy phone templates", freshTemplates}},
		"sandbox":   {"guardian_factor_push", "enabled = true\n" + apnsBody, onlyEmulated, []string{"apns", "com.example.app:" + p12 + ", sandbox false"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tc.prepare(tn)
			c := newCore(t, tn, lifecycle{typeName: tc.typeName})
			c.must(tc.body)
			c.settled(tc.body, tc.has)
		})
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

package provider_test

import (
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What is created needs its secret, and what it is of no use without. The plan
// refuses it, and not validate, which does not know what is there already.
func TestACreateNeedsWhatItIsOfNoUseWithout(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typeName, body, want string }{
		{
			"Duo", "guardian_factor_duo",
			lines(`enabled = true`, `integration_key = "i"`, `hostname = "h"`, `secret_key_wo_version = 1`), "Set secret_key_wo,",
		},
		{"Twilio of the legacy phone", "guardian_legacy_phone", `twilio = { sid = "AC0", from = "+15550100" }`, "Set twilio.auth_token_wo,"},
		{"APNs", "guardian_factor_push", lines(`enabled = true`, `apns = { bundle_id = "com.example.app" }`), "Set apns.p12_wo,"},
		{"FCM", "guardian_factor_push", lines(`enabled = true`, `fcm = {}`), "Set fcm.server_credentials_wo,"},
		{
			"SNS", "guardian_factor_push",
			lines(`enabled = true`, `sns = { aws_access_key_id = "A", aws_region = "eu-west-1" }`), "Set sns.aws_secret_access_key_wo,",
		},
		{
			"phone provider", "guardian_phone_provider",
			strings.Replace(validTwilioPhone, `auth_token_wo = "a-token"`, "", 1), "Set auth_token_wo,",
		},
		{"authenticator app", "guardian_authentication_method", methodBody(`type = "totp"`), "Set totp_secret_wo,"},
		{
			"masked address", "guardian_authentication_method",
			methodBody(`type = "email"`, `email = "chuc****@exam*******"`), "cannot be enrolled",
		},
		{"masked number", "guardian_authentication_method", methodBody(`type = "phone"`, `phone_number = "XXXXXXXX0006"`), "cannot be enrolled"},
		{"legacy phone through Twilio", "guardian_legacy_phone", `selected_provider = "twilio"`, "Nobody would get a code"},
		{
			"Twilio with nothing but its name", "guardian_phone_provider", strings.Replace(customPhone, "custom", "twilio", 1),
			"Missing: configuration.sid, configuration.default_from (or mssid).",
		},
		{
			"phone provider without an account", "guardian_phone_provider", strings.Replace(validTwilioPhone, `sid = "AC0"`, "", 1),
			"Missing: configuration.sid.",
		},
		{
			"phone provider without a sender", "guardian_phone_provider", twilioPhone("", "a-token", 1),
			"Missing: configuration.default_from (or mssid).",
		},
		{
			"phone template without a message", "guardian_phone_template", lines(`type = "otp_verify"`, `content = { body = {} }`),
			"content.body needs text, voice or both",
		},
		{
			"empty legacy message", "guardian_legacy_phone", `templates = { verification_message = "" }`,
			"templates.verification_message is empty",
		},
		{
			"Twilio of the legacy phone without a sender", "guardian_legacy_phone", strings.Replace(twilioBody, `from = "+15550100"`, "", 1),
			"needs from or messaging_service_sid",
		},
		{
			"URL as Duo's hostname", "guardian_factor_duo", strings.Replace(duoOn("first-key", 1), "api-", "https://api-", 1),
			"must be a hostname",
		},
		{"prefix before an ARN", "guardian_factor_push", snsWith("arn:aws", "x:arn:aws"), "must be the ARN of an SNS platform application"},
		{"ARN of a topic", "guardian_factor_push", snsWith("app/GCM/example", "topic"), "must be the ARN of an SNS platform application"},
		{
			"app link without TLS", "guardian_factor_push",
			lines(`enabled = true`, `custom_app = { app_name = "x", apple_app_link = "http://x" }`),
			"custom_app.apple_app_link must be an https address",
		},
		{
			"app link without a host", "guardian_factor_push",
			lines(`enabled = true`, `custom_app = { app_name = "x", google_app_link = "https://" }`),
			"custom_app.google_app_link must be an https address",
		},
		{
			"app without a name", "guardian_factor_push", lines(`enabled = true`, `custom_app = { apple_app_link = "https://x" }`),
			"custom_app.app_name is missing",
		},
		{
			"relying party in capitals", "guardian_factor_webauthn_platform", lines(`enabled = true`, `relying_party_identifier = "Example.com"`),
			"must be a domain in lower case",
		},
		{
			"path of a relying party", "guardian_factor_webauthn_platform",
			lines(`enabled = true`, `relying_party_identifier = "example.com/login"`),
			"must be a domain in lower case",
		},
		{
			"URL as relying party", "guardian_factor_webauthn_roaming",
			lines(`enabled = true`, `user_verification = "required"`, `relying_party_identifier = "https://example.com"`),
			"must be a domain in lower case",
		},
		{"push through SNS", "guardian_factor_push", lines(`enabled = true`, `selected_provider = "sns"`), `"sns" needs the attribute sns`},
		{"direct push", "guardian_factor_push", lines(`enabled = true`, `selected_provider = "direct"`), "needs apns, fcm or both"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			c := newCore(t, tn, lifecycle{typeName: tc.typeName})
			if errs := failures(c.plan(c.process(), tc.body).Diagnostics); !strings.Contains(errs, tc.want) {
				t.Errorf("the error does not say %q: %s", tc.want, errs)
			}
			if err := tn.wrote()(nil); err != nil {
				t.Error(err)
			}
		})
	}
}

// What was imported needs its secret only where it is written, and the error
// says why: because of which attribute.
func TestAnImportNeedsItsSecretOnlyWhereItChanges(t *testing.T) {
	t.Parallel()
	const duo = `enabled = true
		integration_key = "ikey"
		hostname = "api-0123abcd.duosecurity.com"`
	const awsKey = `aws_secret_access_key_wo = "` + awsSecret + `", aws_secret_access_key_wo_version = 1`
	tests := []struct {
		name, typeName string
		first          string   // with the secret
		adopted        string   // as it is, without one
		change         []string // pairs that make something else of it, old and new
		why, needs     string
		completed      string // with the secret of the change
	}{
		{
			"Duo", "guardian_factor_duo", duoOn("first-key", 1), duo,
			[]string{"api-0123abcd", "api-9876"},
			"this changes: hostname.", "Set secret_key_wo,",
			lines(strings.Replace(duo, "api-0123abcd", "api-9876", 1), `secret_key_wo = "second-key"`, `secret_key_wo_version = 1`),
		},
		{
			"Twilio of the legacy phone", "guardian_legacy_phone",
			`twilio = { sid = "AC0", from = "+15550100", auth_token_wo = "a-twilio-token", auth_token_wo_version = 7 }`,
			`twilio = { sid = "AC0", from = "+15550100" }`,
			[]string{"+15550100", "+15550199"},
			"this changes: twilio.from.", "Set twilio.auth_token_wo,",
			`twilio = { sid = "AC0", from = "+15550199", auth_token_wo = "a-twilio-token", auth_token_wo_version = 8 }`,
		},
		{
			"APNs", "guardian_factor_push",
			lines(`enabled = true`, `apns = { bundle_id = "com.example.app", p12_wo = "`+p12+`", p12_wo_version = 1 }`),
			lines(`enabled = true`, `apns = { bundle_id = "com.example.app" }`),
			[]string{"com.example", "com.example.other"},
			"this changes: apns.bundle_id.", "Set apns.p12_wo,",
			lines(`enabled = true`, `apns = { bundle_id = "com.example.other.app", p12_wo = "`+p12+`", p12_wo_version = 1 }`),
		},
		{
			"SNS", "guardian_factor_push",
			lines(`enabled = true`, `sns = { aws_access_key_id = "A", aws_region = "eu-west-1", `+awsKey+` }`),
			lines(`enabled = true`, `sns = { aws_access_key_id = "A", aws_region = "eu-west-1" }`),
			[]string{"eu-west-1", "eu-west-2"},
			"this changes: sns.aws_region.", "Set sns.aws_secret_access_key_wo,",
			lines(`enabled = true`, `sns = { aws_access_key_id = "A", aws_region = "eu-west-2", `+awsKey+` }`),
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			newCore(t, tn, lifecycle{typeName: tc.typeName}).must(tc.first)
			c := newCore(t, tn, lifecycle{typeName: tc.typeName})
			c.importState(c.process(), tfprotov6.ImportResourceStateRequest{ID: tn.domain()})
			tn.ResetRequests()
			if errs, changed := c.apply(tc.adopted); errs != "" || changed {
				t.Fatalf("it changes without a reason: %v %s", changed, errs)
			}
			other := strings.NewReplacer(tc.change...).Replace(tc.adopted)
			errs, _ := c.apply(other)
			if !strings.Contains(errs, tc.why) || !strings.Contains(errs, tc.needs) {
				t.Errorf("it does not say %q, %q: %s", tc.why, tc.needs, errs)
			}
			if err := tn.wrote()(nil); err != nil {
				t.Error(err)
			}
			c.must(tc.completed)
			c.settled(tc.completed, nil)
			secretless := strings.NewReplacer(`secret_key_wo = "second-key"`, "", `auth_token_wo = "a-twilio-token", `, "",
				`p12_wo = "`+p12+`", `, "", `aws_secret_access_key_wo = "`+awsSecret+`", `, "").Replace(tc.completed)
			c.settled(secretless, nil) // it can go, and its number stays
			versionless := regexp.MustCompile(`,? *\w+_wo_version = \d+`).ReplaceAllString(secretless, "")
			if errs, _ := c.apply(versionless); !strings.Contains(errs, "Leave the number as it is") {
				t.Errorf("without its number: %s", errs)
			}
		})
	}
}

// A phone provider is changed without its token, which Auth0 keeps, unless the
// token is to be another or another sends.
func TestAnImportedPhoneProviderNeedsItsTokenOnlyForAnother(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	row := lifecycle{typeName: "guardian_phone_provider"}
	newCore(t, tn, row).must(validTwilioPhone)
	list, err := tn.api.PhoneProviders(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := newCore(t, tn, row)
	c.importState(c.process(), tfprotov6.ImportResourceStateRequest{ID: list[0].ID})
	adopted := strings.NewReplacer(`auth_token_wo = "a-token"`, "", "auth_token_wo_version = 1", "").Replace(validTwilioPhone)
	if errs, changed := c.apply(adopted); errs != "" || changed {
		t.Fatalf("it changes without a reason: %v %s", changed, errs)
	}
	c.must(lines(adopted, "disabled = true"))
	if errs, _ := c.apply(lines(adopted, "auth_token_wo_version = 2")); !strings.Contains(errs, "name or auth_token_wo_version changes") {
		t.Errorf("another version needs no token: %s", errs)
	}
	c.must(lines(adopted, "auth_token_wo_version = 2", `auth_token_wo = "another-token"`))
}

// generated is the configuration that Terraform writes of what is in state: what
// is computed and no more is left out.
func (c core) generated() tftypes.Value {
	c.t.Helper()
	config := maps.Clone(c.attributes(c.value)) // the map is the value's own
	for _, a := range c.schema.Block.Attributes {
		if a.Computed && !a.Optional {
			config[a.Name] = tftypes.NewValue(a.ValueType(), nil)
		}
	}
	return tftypes.NewValue(c.schema.ValueType(), config)
}

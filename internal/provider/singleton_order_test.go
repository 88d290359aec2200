package provider_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Nothing is live half-configured: credentials come before who uses them, and
// the switch last when it goes on and first when it goes off.
func TestTheOrderOfWrites(t *testing.T) {
	t.Parallel()
	const factors, push, phone = "/api/v2/guardian/factors/", "push-notification/", "phone/"
	direct := "selected_provider = \"direct\"\n" + apnsBody + fcmBody + snsBody + customAppBody
	for typeName, steps := range map[string][]struct {
		body   string
		writes []string
	}{
		"guardian_factor_push": {
			{"enabled = true\n" + direct, []string{push + "providers/apns", push + "providers/fcmv1", push + "providers/sns", "/api/v2/prompts/mfa-push", push + "selected-provider", "push-notification"}},
			{"enabled = false\nselected_provider = \"guardian\"\n" + strings.ReplaceAll(apnsBody+fcmBody+snsBody, "_version = 1", "_version = 2"), []string{"push-notification", push + "selected-provider", "/api/v2/prompts/mfa-push", push + "providers/sns", push + "providers/fcmv1", push + "providers/apns"}},
			{"enabled = true\n" + direct, []string{push + "providers/apns", push + "providers/fcmv1", push + "providers/sns", "/api/v2/prompts/mfa-push", push + "selected-provider", "push-notification"}},
			{"", []string{"push-notification", push + "selected-provider", "/api/v2/prompts/mfa-push"}},
		},
		"guardian_legacy_phone": {
			{"selected_provider = \"twilio\"\ntemplates = { verification_message = \"{{code}}\" }\n" + twilioBody, []string{phone + "templates", phone + "providers/twilio", phone + "selected-provider"}},
			{"", []string{phone + "selected-provider", phone + "templates"}},
		},
		"guardian_factor_phone": {
			{"enabled = true\nmessage_types = [\"voice\"]\nsettings = { otp_length = 8 }", []string{phone + "message-types", phone + "settings", "sms"}},
			{"", []string{"sms", phone + "settings", phone + "message-types"}},
		},
		"guardian_factor_duo": {
			{duoOn("first-key", 1), []string{"duo/settings", "duo"}},
			{"", []string{"duo", "duo/settings"}},
		},
		"guardian_factor_webauthn_roaming": {
			{"enabled = true\nuser_verification = \"required\"", []string{"webauthn-roaming/settings", "webauthn-roaming"}},
			{"", []string{"webauthn-roaming", "webauthn-roaming/settings"}},
		},
		"guardian_factor_webauthn_platform": {
			{"enabled = true\nrelying_party_identifier = \"example.com\"", []string{"webauthn-platform/settings", "webauthn-platform"}},
			{"", []string{"webauthn-platform", "webauthn-platform/settings"}},
		},
	} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: typeName})
			for _, step := range steps {
				c.tn.ResetRequests()
				c.must(step.body)
				var got []string
				for _, w := range c.tn.writes() {
					got = append(got, strings.TrimPrefix(w.path, factors))
				}
				if diff := cmp.Diff(step.writes, got); diff != "" {
					t.Errorf("%s: written (-want +got):\n%s", step.body, diff)
				}
			}
		})
	}
}

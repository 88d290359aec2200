package provider_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Nothing is live half-configured: credentials are written before the provider
// that uses them is selected, and the switch last when it goes on and first
// when it goes off.
func TestSettingsAreWrittenBeforeTheSwitchGoesOn(t *testing.T) {
	t.Parallel()
	const factors = "/api/v2/guardian/factors/"
	const (
		push       = "push-notification"
		apns       = "push-notification/providers/apns"
		fcm        = "push-notification/providers/fcmv1"
		sns        = "push-notification/providers/sns"
		pushBy     = "push-notification/selected-provider"
		customApp  = "/api/v2/prompts/mfa-push"
		phone      = "sms"
		phoneTypes = "phone/message-types"
		phoneCodes = "phone/settings"
		templates  = "phone/templates"
		twilio     = "phone/providers/twilio"
		phoneBy    = "phone/selected-provider"
	)
	credentials := apnsBody + fcmBody + snsBody
	renewed := strings.ReplaceAll(credentials, "_version = 1", "_version = 2")
	direct := `
enabled           = true
selected_provider = "direct"
` + credentials + customAppBody
	type step struct {
		body   string
		writes []string
	}
	for typeName, steps := range map[string][]step{
		"guardian_factor_push": {
			{
				body:   direct,
				writes: []string{apns, fcm, sns, customApp, pushBy, push},
			},
			{
				body: `
enabled           = false
selected_provider = "guardian"
` + renewed,
				writes: []string{push, pushBy, customApp, sns, fcm, apns},
			},
			{
				body:   direct,
				writes: []string{apns, fcm, sns, customApp, pushBy, push},
			},
			{
				writes: []string{push, pushBy, customApp},
			},
		},
		"guardian_legacy_phone": {
			{
				body: `
selected_provider = "twilio"
templates = {
  verification_message = "{{code}}"
}
` + twilioBody,
				writes: []string{templates, twilio, phoneBy},
			},
			{
				writes: []string{phoneBy, templates},
			},
		},
		"guardian_factor_phone": {
			{
				body: `
enabled       = true
message_types = ["voice"]
settings = {
  otp_length = 8
}
`,
				writes: []string{phoneTypes, phoneCodes, phone},
			},
			{
				writes: []string{phone, phoneCodes, phoneTypes},
			},
		},
		"guardian_factor_duo": {
			{
				body:   duoOn("first-key", 1),
				writes: []string{"duo/settings", "duo"},
			},
			{
				writes: []string{"duo", "duo/settings"},
			},
		},
		"guardian_factor_webauthn_roaming": {
			{
				body: `
enabled           = true
user_verification = "required"
`,
				writes: []string{"webauthn-roaming/settings", "webauthn-roaming"},
			},
			{
				writes: []string{"webauthn-roaming", "webauthn-roaming/settings"},
			},
		},
		"guardian_factor_webauthn_platform": {
			{
				body: `
enabled                  = true
relying_party_identifier = "example.com"
`,
				writes: []string{"webauthn-platform/settings", "webauthn-platform"},
			},
			{
				writes: []string{"webauthn-platform", "webauthn-platform/settings"},
			},
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

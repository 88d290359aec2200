package provider_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A tenant on the Unified Phone Experience refuses the older phone settings: the
// error says what to use there instead.
func TestErrorsOnTheUnifiedPhoneExperienceSayWhatToUse(t *testing.T) {
	t.Parallel()
	const config = `
		resource "guardian_factor_phone" "this" {
		  enabled       = true
		  message_types = ["voice"]
		}
	`
	for code, tc := range map[string]struct {
		fault bool // otherwise the emulated tenant refuses it
		want  string
	}{
		"voice_mfa_not_allowed": {
			want: "guardian_phone_provider says who sends the codes, and its delivery_methods how, instead of message_types",
		},
		"legacy_mfa_phone_provider_not_allowed": {
			fault: true,
			want:  "use guardian_phone_provider and guardian_phone_template instead of guardian_legacy_phone",
		},
		"hooks_not_allowed": {
			fault: true,
			want:  "let an Action send the messages, with a guardian_phone_provider named custom",
		},
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tn.SetUnifiedPhone(!tc.fault)
			if tc.fault {
				tn.Fail(auth0test.Fault{
					Method: "PUT",
					Status: 403,
					Body:   `{"statusCode":403,"error":"Forbidden","message":"Not here.","errorCode":"` + code + `"}`,
				})
			}
			out := fails(t, tn.workspace(t, config), "apply", "-auto-approve")
			if !strings.Contains(out, code) || !strings.Contains(out, tc.want) {
				t.Errorf("the error does not say %q:\n%s", tc.want, out)
			}
		})
	}
}

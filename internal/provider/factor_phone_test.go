package provider_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A tenant that moves to the Unified Phone Experience refuses the message
// types: the factor can still be planned, stop managing them, and be destroyed.
func TestTheMessageTypesOfATenantThatMovesToUnifiedPhone(t *testing.T) {
	t.Parallel()
	const body = `
enabled       = true
message_types = ["voice"]
`
	moved := func() core {
		c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_phone"})
		c.must(body)
		c.tn.SetUnifiedPhone(true)
		return c
	}
	c := moved()
	if errs, changed := c.apply(body); errs != "" || changed {
		t.Errorf("%v %s", changed, errs)
	}
	c.says("Not read: the message types of the phone factor")
	c.must("enabled = true")
	c.says("Forgotten: the message types of the phone factor")
	c.settled("enabled = true", []string{"sms", "true"})
	c = moved()
	c.must("")
	if err := c.tn.check("sms", "false"); err != nil {
		t.Error(err)
	}
}

// Where such a tenant refuses a setting, the error names what takes its place.
func TestARefusalByUnifiedPhoneNamesTheAlternative(t *testing.T) {
	t.Parallel()
	const config = `
resource "guardian_factor_phone" "this" {
  enabled       = true
  message_types = ["voice"]
}
`
	for code, tc := range map[string]struct {
		fault bool // otherwise the emulated tenant refuses it
		says  string
	}{
		"voice_mfa_not_allowed": {
			says: "guardian_phone_provider says who sends the codes, and its delivery_methods how, instead of message_types",
		},
		"legacy_mfa_phone_provider_not_allowed": {
			fault: true,
			says:  "use guardian_phone_provider and guardian_phone_template instead of guardian_legacy_phone",
		},
		"hooks_not_allowed": {
			fault: true,
			says:  "let an Action send the messages, with a guardian_phone_provider whose name is custom",
		},
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tn.SetUnifiedPhone(!tc.fault)
			if tc.fault {
				refusal := `{"statusCode":403,"error":"Forbidden","message":"Not here.","errorCode":"` + code + `"}`
				tn.Fail(auth0test.Fault{Method: "PUT", Status: 403, Body: refusal})
			}
			out := fails(t, tn.workspace(t, config), "apply", "-auto-approve")
			if !strings.Contains(out, code) || !strings.Contains(out, tc.says) {
				t.Errorf("the error does not say %q:\n%s", tc.says, out)
			}
		})
	}
}

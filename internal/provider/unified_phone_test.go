package provider_test

import (
	"strings"
	"sync/atomic"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A tenant moves to the Unified Phone Experience in one apply: nothing is
// switched off on the way, and the plan does not say that anything would be.
func TestAMoveToTheUnifiedPhoneExperience(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, "")
	w.Env = append(w.Env, "TF_VAR_twilio_auth_token="+twilioToken)
	use := func(example string) {
		t.Helper()
		writeExample(t, w, "examples/unified-phone/"+example+"/main.tf")
	}
	use("before")
	run(t, w, "apply", "-auto-approve")

	var off atomic.Int64
	tn.OnRequest(func(auth0test.Request) {
		if !tn.Factor("sms") || len(tn.Policies()) == 0 {
			off.Add(1)
		}
	})
	use("after")
	plan := run(t, w, "plan")
	for _, needless := range []string{"goes away", "Reset to Auth0's default", "switch off"} {
		if strings.Contains(plan, needless) {
			t.Errorf("the plan says %q:\n%s", needless, plan)
		}
	}
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-detailed-exitcode")
	if off.Load() != 0 {
		t.Errorf("MFA was off at %d requests", off.Load())
	}
	err := tn.check("phone experience", "unified", "message types", "sms", "sms", "true", "policies", "all-applications",
		"phone provider", "twilio from +12025550123 by text with AC0123456789abcdef:"+twilioToken)
	if err != nil {
		t.Error(err)
	}
	tn.OnRequest(nil)
	out := run(t, w, "destroy", "-auto-approve")
	if !strings.Contains(out, "Not reset: the tenant's phone_consolidated_experience") {
		t.Error(out)
	}
}

// Auth0's own migration to the Unified Phone Experience, with this provider's
// types: the provider, and then the message types that it delivers.
func TestAuth0sMigrationToTheUnifiedPhoneExperience(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetUnifiedPhone(true)
	w := tn.workspace(t, `
resource "guardian_phone_provider" "this" {
  name          = "custom"
  configuration = { delivery_methods = ["text"] }
}

resource "guardian_factor_phone" "this" {
  enabled       = true
  message_types = ["sms"]
  depends_on    = [guardian_phone_provider.this]
}
`)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-detailed-exitcode")
	run(t, w, "destroy", "-auto-approve")
	if err := tn.check("sms", "false", "phone provider", "none"); err != nil {
		t.Error(err)
	}
}

package provider_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A 403 for a create leaves nothing in state; one for an update shows the change
// again; a lost answer to the POST is made up for by a PUT.
func TestFailedWritesOfAnEmailTemplateAreRepeated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	planned := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return plan(plancheck.ExpectResourceAction(emailTemplate, action))
	}
	lost := auth0test.Fault{Method: "POST", Path: emailTemplates, Reset: true, After: true}
	tn.Fail(forbidden("POST", emailTemplates))
	tn.steps(t,
		resource.TestStep{
			Config:      emailTemplateOf(mfaCode),
			ExpectError: regexp.MustCompile(`(?s)Could not create the email template mfa_oob_code.*insufficient_scope`),
		},
		resource.TestStep{
			PreConfig:        func() { tn.Fail(lost) },
			Config:           emailTemplateOf(mfaCode),
			ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
			Check:            tn.has("email template", mfaCodeOn),
		},
		resource.TestStep{
			PreConfig:   func() { tn.Fail(forbidden("PATCH", emailTemplates+"/*")) },
			Config:      emailTemplateOf(mfaCodeTuned),
			ExpectError: regexp.MustCompile(`(?s)Could not change the email template mfa_oob_code.*insufficient_scope`),
		},
		resource.TestStep{
			Config:           emailTemplateOf(mfaCodeTuned),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			Check:            tn.has("email template", mfaCodeTunedOn),
		},
	)
	if n := tn.posts(); n != 2 { // one refused, one lost
		t.Errorf("%d POSTs", n)
	}
}

// A rename without a moved block writes and disables in either order: the
// template ends enabled.
func TestRenameKeepsTheEmailTemplateEnabled(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Latency(50 * time.Millisecond)
	steps := make([]resource.TestStep, 6)
	for i := range steps {
		steps[i] = resource.TestStep{
			Config: strings.Replace(emailTemplateOf(mfaCode), "this", fmt.Sprintf("name%d", i), 1),
			Check:  tn.has("email template", mfaCodeOn),
		}
	}
	tn.steps(t, steps...)
}

// The same where the new address is certainly written first: what depends on it
// is what the old one depended on.
func TestRenameThatWritesFirstKeepsTheEmailTemplateEnabled(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, `
		resource "terraform_data" "between" {
		  input = 1
		}
	`+emailTemplateOf(lines(mfaCode, `
		depends_on = [terraform_data.between]
		lifecycle {
		  create_before_destroy = true
		}
	`)))
	run(t, w, "apply", "-auto-approve")
	tn.ResetRequests()
	write(t, w, strings.Replace(emailTemplateOf(mfaCode), "this", "that", 1)+`
		resource "terraform_data" "between" {
		  input      = 2
		  depends_on = [guardian_email_template.that]
		}
	`)
	if out := run(t, w, "apply", "-auto-approve"); !strings.Contains(out, "Left as it is") {
		t.Error(out)
	}
	tn.wroteEmail(t, "POST "+emailTemplates, putMFACode)
	if err := tn.check("email template", mfaCodeOn); err != nil {
		t.Error(err)
	}
}

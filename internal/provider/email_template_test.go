package provider_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	emailTemplate  = "guardian_email_template.this"
	emailTemplates = "/api/v2/email-templates"
	putMFACode     = "PUT " + emailTemplates + "/mfa_oob_code"
)

// Two bodies of the template with the code, and what subjects say of it then.
const (
	mfaCode = `template = "mfa_oob_code"
subject = "Your code"
body = "<b>{{ code }}</b>"
from = "mfa@example.com"`
	mfaCodeOn = `"Your code" "<b>{{ code }}</b>" from mfa@example.com`

	mfaCodeTuned = `template = "mfa_oob_code"
subject = "The code"
body = "{{ code }}"
from = "mfa@example.com"
enabled = false
result_url = "https://example.com"
url_lifetime_in_seconds = 600
include_email_in_redirect = false`
	mfaCodeTunedOn = `disabled "The code" "{{ code }}" from mfa@example.com to https://example.com within 600 s without address`
)

func emailTemplateOf(body string) string {
	return lifecycle{typeName: "guardian_email_template"}.config(body)
}

var emailTemplateLifecycles = []lifecycle{
	{
		typeName:  "guardian_email_template",
		keys:      []string{"template"},
		first:     mfaCode,
		hasFirst:  []string{"email template", mfaCodeOn},
		second:    mfaCodeTuned,
		hasSecond: []string{"email template", mfaCodeTunedOn},
		fresh:     []string{"email template", "disabled " + mfaCodeOn}, // the API cannot delete it
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.DisableEmailTemplate(ctx, auth0.EmailTemplateMFACode)
			return err
		},
	},
}

// mfaCodeOf asks the API, of an emulated tenant and of a real one, for the
// template that the tests manage.
func mfaCodeOf(ctx context.Context, c *auth0.Client) (string, error) {
	m, err := c.EmailTemplate(ctx, auth0.EmailTemplateMFACode)
	var e *auth0.Error
	if errors.As(err, &e) && e.Code == auth0.CodeInexistentEmailTemplate {
		return "none", nil
	}
	if err != nil {
		return "", err
	}
	said := fmt.Sprintf("%q %q from %s", value(m.Subject), value(m.Body), value(m.From))
	if !*m.Enabled {
		said = "disabled " + said
	}
	if m.ResultURL != nil {
		said += " to " + *m.ResultURL
	}
	if m.URLLifetime != nil {
		said += fmt.Sprintf(" within %d s", *m.URLLifetime)
	}
	if m.IncludeEmailInRedirect != nil && !*m.IncludeEmailInRedirect {
		said += " without address"
	}
	return said, nil
}

// wroteEmail states what was written, in order, and forgets it.
func (tn tenant) wroteEmail(t *testing.T, want ...string) {
	t.Helper()
	got := slices.DeleteFunc(tn.calls(), func(call string) bool {
		return strings.HasPrefix(call, "GET ") || strings.HasSuffix(call, "/oauth/token")
	})
	tn.ResetRequests()
	if !slices.Equal(got, want) {
		t.Errorf("wrote %v, want %v", got, want)
	}
}

// A tenant without the template takes one POST. Destroy only disables it, so
// that from then on POST is refused, and PUT replaces it.
func TestEmailTemplateIsCreatedWhereThereIsNone(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailTemplateOf(mfaCode))
	if out := run(t, w, "apply", "-auto-approve"); strings.Contains(out, "This would replace") {
		t.Error(out)
	}
	tn.wroteEmail(t, "POST "+emailTemplates)
	run(t, w, "destroy", "-auto-approve")
	tn.wroteEmail(t, "PATCH "+emailTemplates+"/mfa_oob_code")
	if out := run(t, w, "apply", "-auto-approve"); strings.Contains(out, "This would replace") {
		t.Errorf("warned of a template that nobody gets:\n%s", out)
	}
	tn.wroteEmail(t, "POST "+emailTemplates, putMFACode)
	if err := tn.check("email template", mfaCodeOn); err != nil {
		t.Error(err)
	}
}

// The first apply overwrites what users get now, and the plan says so, but not
// to whom may not read it, and not of a template that is known after apply.
func TestPlanWarnsBeforeAnEmailTemplateIsReplaced(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetEmailTemplate("mfa_oob_code", map[string]any{
		"subject": "Old",
		"body":    "Old",
		"from":    "old@example.com",
		"syntax":  "liquid",
		"enabled": true,
	})
	w := tn.workspace(t, emailTemplateOf(mfaCode))
	out := run(t, w, "plan")
	for _, want := range []string{
		"This would replace the email template mfa_oob_code",
		tn.Host(),
		`terraform import guardian_email_template.NAME "mfa_oob_code"`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
	tn.Fail(auth0test.Fault{Method: "GET", Path: emailTemplates + "/*", Status: 403})
	run(t, w, "plan")
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("email template", mfaCodeOn); err != nil {
		t.Error(err)
	}
	if out := run(t, w, "plan", "-detailed-exitcode"); strings.Contains(out, "This would replace") {
		t.Error(out)
	}
	tn.ResetRequests()
	write(t, w, emailTemplateOf(mfaCode)+`
		resource "terraform_data" "later" {
		  input = "reset_email"
		}

		resource "guardian_email_template" "that" {
		  template = terraform_data.later.output
		  subject  = "Your code"
		  body     = "<b>{{ code }}</b>"
		  from     = "mfa@example.com"
		}
	`)
	if out := run(t, w, "plan"); strings.Contains(out, "This would replace") {
		t.Error(out)
	}
}

// An attribute that is removed from the configuration goes from the tenant too.
func TestAttributesRemovedFromAnEmailTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	without := func(attribute, effect string) resource.TestStep {
		return resource.TestStep{
			Config: emailTemplateOf(strings.Replace(mfaCodeTuned, attribute, "", 1)),
			Check:  tn.has("email template", strings.Replace(mfaCodeTunedOn, effect, "", 1)),
		}
	}
	tn.steps(t,
		resource.TestStep{
			Config: emailTemplateOf(mfaCodeTuned),
			Check:  tn.has("email template", mfaCodeTunedOn),
		},
		without(`enabled = false`, "disabled "),
		without(`result_url = "https://example.com"`, " to https://example.com"),
		without(`url_lifetime_in_seconds = 600`, " within 600 s"),
		without(`include_email_in_redirect = false`, " without address"),
	)
}

// Auth0 shows its default of the redirect: that is no difference from an
// attribute that is left out, but false is one.
func TestDefaultRedirectOfAnEmailTemplateIsNoDifference(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	filled := func(body []byte) []byte {
		return bytes.Replace(body, []byte("{"), []byte(`{"includeEmailInRedirect":true,`), 1)
	}
	w := tn.workspace(t, emailTemplateOf(mfaCode))
	tn.Fail(auth0test.Fault{Method: "POST", Path: emailTemplates, Rewrite: filled})
	run(t, w, "apply", "-auto-approve")
	tn.Fail(auth0test.Fault{Method: "GET", Path: emailTemplates + "/*", Rewrite: filled})
	run(t, w, "plan", "-detailed-exitcode")
	template, _ := tn.EmailTemplate("mfa_oob_code")
	template["includeEmailInRedirect"] = false
	tn.SetEmailTemplate("mfa_oob_code", template)
	out, err := w.Run(t.Context(), "plan", "-detailed-exitcode", "-no-color")
	if err == nil || !strings.Contains(out, "include_email_in_redirect") {
		t.Errorf("%v\n%s", err, out)
	}
}

// A template that is gone from the tenant is created again, and destroy has
// nothing left to do.
func TestDeletedEmailTemplateIsRecreated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	remove := func() { tn.SetEmailTemplate("mfa_oob_code", nil) }
	tn.steps(t,
		resource.TestStep{Config: emailTemplateOf(mfaCode)},
		resource.TestStep{
			PreConfig:        remove,
			Config:           emailTemplateOf(mfaCode),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(emailTemplate, plancheck.ResourceActionCreate)),
			Check:            tn.has("email template", mfaCodeOn),
		},
		resource.TestStep{
			PreConfig: remove,
			Config:    emailTemplateOf(mfaCode),
			Destroy:   true,
		},
	)
}

// The name tells one template from another; the old one is only disabled.
func TestAnotherNameReplacesAnEmailTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: emailTemplateOf(mfaCode)},
		resource.TestStep{
			Config:           emailTemplateOf(strings.Replace(mfaCode, "mfa_oob_code", "enrollment_email", 1)),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(emailTemplate, plancheck.ResourceActionDestroyBeforeCreate)),
			Check:            tn.has("email template", "disabled "+mfaCodeOn),
		},
	)
}

// A tainted template is replaced without a warning, since what would be
// overwritten is the resource's own; of anybody else's the plan warns.
func TestATaintedEmailTemplateIsReplacedWithoutAWarning(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), emailTemplateLifecycles[0])
	c.must(c.row.first)
	server := c.process()
	if errs := c.refresh(server); errs != "" {
		t.Fatal(errs)
	}
	if tainted := c.another(); strings.Contains(text(tainted.plan(server, c.row.first).Diagnostics), "This would replace") {
		t.Error(tainted.said)
	}
	if stranger := c.another(); !strings.Contains(text(stranger.plan(c.process(), c.row.first).Diagnostics), "This would replace") {
		t.Errorf("no warning: %s", stranger.said)
	}
}

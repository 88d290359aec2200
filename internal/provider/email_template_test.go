package provider_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	emailTemplate  = "guardian_email_template.this"
	emailTemplates = "/api/v2/email-templates"
	mfaCode        = "template = \"mfa_oob_code\"\nsubject = \"Your code\"\nbody = \"<b>{{ code }}</b>\"\nfrom = \"mfa@example.com\""
	mfaCodeTuned   = "template = \"mfa_oob_code\"\nsubject = \"The code\"\nbody = \"{{ code }}\"\nfrom = \"mfa@example.com\"\nenabled = false\n" +
		"result_url = \"https://example.com\"\nurl_lifetime_in_seconds = 600\ninclude_email_in_redirect = false"
	mfaCodeOn      = `"Your code" "<b>{{ code }}</b>" from mfa@example.com`
	mfaCodeTunedOn = `disabled "The code" "{{ code }}" from mfa@example.com to https://example.com within 600 s without address`
)

func emailTemplateOf(body string) string {
	return "resource \"guardian_email_template\" \"this\" {\n" + body + "\n}\n"
}

var emailTemplateLifecycles = []lifecycle{
	{
		typeName: "guardian_email_template", keys: []string{"template"},
		first: mfaCode, hasFirst: []string{"email template", mfaCodeOn},
		second: mfaCodeTuned, hasSecond: []string{"email template", mfaCodeTunedOn},
		fresh: []string{"email template", "disabled " + mfaCodeOn}, // the API cannot delete it
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

// Where the tenant has none, PUT says so and POST makes it; after a destroy, which only disables it, PUT does.
func TestAnEmailTemplateIsCreatedWhereThereIsNone(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailTemplateOf(mfaCode))
	const put, patch = "PUT " + emailTemplates + "/mfa_oob_code", "PATCH " + emailTemplates + "/mfa_oob_code"
	if out := run(t, w, "apply", "-auto-approve"); strings.Contains(out, "would be replaced") {
		t.Error(out)
	}
	tn.wroteEmail(t, put, "POST "+emailTemplates)
	run(t, w, "destroy", "-auto-approve")
	tn.wroteEmail(t, patch)
	if out := run(t, w, "apply", "-auto-approve"); strings.Contains(out, "would be replaced") {
		t.Errorf("warned of a template that nobody gets:\n%s", out)
	}
	tn.wroteEmail(t, put)
	if err := tn.check("email template", mfaCodeOn); err != nil {
		t.Error(err)
	}
}

// The first apply overwrites what users get now, and the plan says so.
func TestAPlanWarnsBeforeAnEmailTemplateIsReplaced(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetEmailTemplate("mfa_oob_code", map[string]any{"subject": "Old", "body": "Old", "from": "old@example.com", "syntax": "liquid", "enabled": true})
	w := tn.workspace(t, emailTemplateOf(mfaCode))
	for _, want := range []string{"What is in use would be replaced: the email template mfa_oob_code", tn.Host(), `terraform import guardian_email_template.NAME "mfa_oob_code"`} {
		if out := run(t, w, "plan"); !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
	tn.Fail(auth0test.Fault{Method: "GET", Path: emailTemplates + "/*", Status: 403})
	run(t, w, "plan") // who may not read it is not warned
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("email template", mfaCodeOn); err != nil {
		t.Error(err)
	}
	if out := run(t, w, "plan", "-detailed-exitcode"); strings.Contains(out, "would be replaced") {
		t.Error(out)
	}
	tn.ResetRequests()
	later := "resource \"terraform_data\" \"later\" { input = \"reset_email\" }\nresource \"guardian_email_template\" \"that\" {\n" + strings.Replace(mfaCode, `"mfa_oob_code"`, "terraform_data.later.output", 1) + "\n}\n"
	write(t, w, emailTemplateOf(mfaCode)+later)
	if out := run(t, w, "plan"); strings.Contains(out, "would be replaced") {
		t.Error(out)
	}
}

// An attribute that is removed goes from the tenant too.
func TestWhatIsRemovedFromAnEmailTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	without := func(line string) string { return emailTemplateOf(strings.Replace(mfaCodeTuned, line, "", 1)) }
	tn.apply(t,
		resource.TestStep{Config: emailTemplateOf(mfaCodeTuned), Check: tn.has("email template", mfaCodeTunedOn)},
		resource.TestStep{Config: without("enabled = false\n"), Check: tn.has("email template", strings.TrimPrefix(mfaCodeTunedOn, "disabled "))},
		resource.TestStep{Config: without("result_url = \"https://example.com\"\n"), Check: tn.has("email template", strings.Replace(mfaCodeTunedOn, " to https://example.com", "", 1))},
		resource.TestStep{Config: without("url_lifetime_in_seconds = 600\n"), Check: tn.has("email template", strings.Replace(mfaCodeTunedOn, " within 600 s", "", 1))},
		resource.TestStep{Config: without("include_email_in_redirect = false"), Check: tn.has("email template", strings.Replace(mfaCodeTunedOn, " without address", "", 1))},
	)
}

// Auth0's default for the redirect is no difference to nothing, but is one to false.
func TestTheDefaultRedirectOfAnEmailTemplateIsNoDifference(t *testing.T) {
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
	if out, err := w.Run(t.Context(), "plan", "-detailed-exitcode", "-no-color"); err == nil || !strings.Contains(out, "include_email_in_redirect") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestAnEmailTemplateThatIsGoneIsCreated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	remove := func() { tn.SetEmailTemplate("mfa_oob_code", nil) }
	tn.apply(t,
		resource.TestStep{Config: emailTemplateOf(mfaCode)},
		resource.TestStep{
			PreConfig: remove,
			Config:    emailTemplateOf(mfaCode), ConfigPlanChecks: plan(plancheck.ExpectResourceAction(emailTemplate, plancheck.ResourceActionCreate)),
			Check: tn.has("email template", mfaCodeOn),
		},
		resource.TestStep{PreConfig: remove, Config: emailTemplateOf(mfaCode), Destroy: true},
	)
}

// Another name is another template; the old one is only disabled.
func TestAnotherNameReplacesAnEmailTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t,
		resource.TestStep{Config: emailTemplateOf(mfaCode)},
		resource.TestStep{
			Config:           emailTemplateOf(strings.Replace(mfaCode, "mfa_oob_code", "enrollment_email", 1)),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(emailTemplate, plancheck.ResourceActionDestroyBeforeCreate)),
			Check:            tn.has("email template", "disabled "+mfaCodeOn),
		},
	)
}

// A 403 in the middle of a create, between PUT and POST, leaves nothing in
// state; one in an update shows the change again; a lost answer to the POST is
// made up for by the next apply's PUT.
func TestAFailedWriteOfAnEmailTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	created := plan(plancheck.ExpectResourceAction(emailTemplate, plancheck.ResourceActionCreate))
	tn.Fail(forbidden("POST", emailTemplates))
	tn.apply(t,
		resource.TestStep{Config: emailTemplateOf(mfaCode), ExpectError: regexp.MustCompile(`(?s)Could not create the email template mfa_oob_code.*insufficient_scope`)},
		resource.TestStep{
			PreConfig: func() { tn.Fail(auth0test.Fault{Method: "POST", Path: emailTemplates, Reset: true, After: true}) },
			Config:    emailTemplateOf(mfaCode), ConfigPlanChecks: created, ExpectError: regexp.MustCompile(`(?s)Could not create the email template mfa_oob_code.*got no answer`),
		},
		resource.TestStep{Config: emailTemplateOf(mfaCode), ConfigPlanChecks: created, Check: tn.has("email template", mfaCodeOn)},
		resource.TestStep{
			PreConfig: func() { tn.Fail(forbidden("PUT", emailTemplates+"/*")) },
			Config:    emailTemplateOf(mfaCodeTuned), ExpectError: regexp.MustCompile(`(?s)Could not change the email template mfa_oob_code.*insufficient_scope`),
		},
		resource.TestStep{
			Config: emailTemplateOf(mfaCodeTuned), ConfigPlanChecks: plan(plancheck.ExpectResourceAction(emailTemplate, plancheck.ResourceActionUpdate)),
			Check: tn.has("email template", mfaCodeTunedOn),
		},
	)
	if n := tn.posts(); n != 2 { // one refused, one lost
		t.Errorf("%d POSTs", n)
	}
}

// A rename without a moved block: whichever of the two comes first, the
// template ends enabled.
func TestARenameEndsWithTheEmailTemplateEnabled(t *testing.T) {
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
	tn.apply(t, steps...)
}

// The same where the new address is certainly written first: what depends on it
// is what the old one depended on.
func TestARenamedEmailTemplateIsNotDisabledAfterwards(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, "resource \"terraform_data\" \"between\" { input = 1 }\n"+
		emailTemplateOf(mfaCode+"\ndepends_on = [terraform_data.between]\nlifecycle {\ncreate_before_destroy = true\n}"))
	run(t, w, "apply", "-auto-approve")
	tn.ResetRequests()
	write(t, w, strings.Replace(emailTemplateOf(mfaCode), "this", "that", 1)+
		"resource \"terraform_data\" \"between\" {\ninput = 2\ndepends_on = [guardian_email_template.that]\n}\n")
	if out := run(t, w, "apply", "-auto-approve"); !strings.Contains(out, "Left as it is") {
		t.Error(out)
	}
	tn.wroteEmail(t, "PUT "+emailTemplates+"/mfa_oob_code")
	if err := tn.check("email template", mfaCodeOn); err != nil {
		t.Error(err)
	}
}

func TestAnEmailTemplateThatIsNone(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ body, says string }{
		"another name":        {strings.Replace(mfaCode, "mfa_oob_code", "mfa", 1), `"mfa_oob_code" "enrollment_email" "verify_email"`},
		"no subject":          {strings.Replace(mfaCode, `subject = "Your code"`, "", 1), `"subject" is required`},
		"another syntax":      {mfaCode + "\nsyntax = \"handlebars\"", `"liquid"`},
		"a negative lifetime": {mfaCode + "\nurl_lifetime_in_seconds = -1", "at least 0"},
		"an empty URL":        {mfaCode + "\nresult_url = \"\"", "at least 1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			out := fails(t, tn.workspace(t, emailTemplateOf(tc.body)), "validate")
			if !strings.Contains(strings.ReplaceAll(out, `", "`, `" "`), tc.says) {
				t.Errorf("the error does not say %q:\n%s", tc.says, out)
			}
		})
	}
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
	if tainted := c.another(); strings.Contains(text(tainted.plan(server, c.row.first).Diagnostics), "would be replaced") {
		t.Error(tainted.said)
	}
	if stranger := c.another(); !strings.Contains(text(stranger.plan(c.process(), c.row.first).Diagnostics), "would be replaced") {
		t.Errorf("no warning: %s", stranger.said)
	}
}

package provider_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	phoneTemplate  = "guardian_phone_template.this"
	phoneTemplates = "/api/v2/branding/phone/templates"
	verifyText     = "type = \"otp_verify\"\ncontent = { body = { text = \"Code {{ code }}\" } }"
	verifyBoth     = "type = \"otp_verify\"\ndisabled = true\ncontent = {\nfrom = \"+12025550123\"\nbody = { text = \"{{ code }}!\", voice = \"Say {{ code }}\" }\n}"
)

func phoneTemplateOf(body string) string {
	return "resource \"guardian_phone_template\" \"this\" {\n" + body + "\n}\n"
}

var phoneTemplateLifecycles = []lifecycle{
	{
		typeName: "guardian_phone_template", prepare: onUnifiedPhone, keys: []string{"id"},
		first: verifyText, hasFirst: []string{"phone templates", `otp_verify "Code {{ code }}" "" from ""`},
		second: verifyBoth, hasSecond: []string{"phone templates", `disabled otp_verify "{{ code }}!" "Say {{ code }}" from "+12025550123"`},
		fresh: []string{"phone templates", ""},
		drift: func(ctx context.Context, c *auth0.Client) error {
			list, err := c.PhoneTemplates(ctx)
			if err != nil {
				return err
			}
			other := "Other"
			_, err = c.UpdatePhoneTemplate(ctx, list[0].ID, auth0.PhoneTemplateChange{
				Content: &auth0.PhoneTemplateContent{From: &other, Body: auth0.PhoneTemplateBody{Voice: &other}},
			})
			return err
		},
	},
}

// phoneTemplatesOn is what subjects say of them.
func phoneTemplatesOn(tn *auth0test.Tenant) string {
	var list []string
	for _, m := range tn.UnifiedPhoneTemplates() {
		said := fmt.Sprintf("%s %q %q from %q", m.Type, m.Text, m.Voice, m.From)
		if m.Disabled {
			said = "disabled " + said
		}
		list = append(list, said)
	}
	return sorted(list)
}

// An attribute that is removed goes from the tenant too.
func TestWhatIsRemovedFromAPhoneTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t,
		resource.TestStep{Config: phoneTemplateOf(verifyBoth), Check: tn.has("phone templates", `disabled otp_verify "{{ code }}!" "Say {{ code }}" from "+12025550123"`)},
		resource.TestStep{Config: phoneTemplateOf(strings.Replace(verifyBoth, "from = \"+12025550123\"\n", "", 1)), Check: tn.has("phone templates", `disabled otp_verify "{{ code }}!" "Say {{ code }}" from ""`)},
		resource.TestStep{Config: phoneTemplateOf(strings.Replace(verifyBoth, `text = "{{ code }}!", `, "", 1)), Check: tn.has("phone templates", `disabled otp_verify "" "Say {{ code }}" from "+12025550123"`)},
		resource.TestStep{Config: phoneTemplateOf(strings.Replace(verifyBoth, "disabled = true\n", "", 1)), Check: tn.has("phone templates", `otp_verify "{{ code }}!" "Say {{ code }}" from "+12025550123"`)},
		resource.TestStep{Config: phoneTemplateOf(strings.Replace(verifyBoth, `, voice = "Say {{ code }}"`, "", 1)), Check: tn.has("phone templates", `disabled otp_verify "{{ code }}!" "" from "+12025550123"`)},
	)
}

// Another type is another template.
func TestAnotherTypeReplacesAPhoneTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t,
		resource.TestStep{Config: phoneTemplateOf(verifyText)},
		resource.TestStep{
			Config:           phoneTemplateOf(strings.Replace(verifyText, "otp_verify", "otp_enroll", 1)),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionDestroyBeforeCreate)),
			Check:            tn.has("phone templates", `otp_enroll "Code {{ code }}" "" from ""`),
		},
	)
}

// Templates of different types stand beside each other.
func TestAPhoneTemplateOfEachType(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, "resource \"guardian_phone_template\" \"each\" {\n  for_each = toset([\"otp_verify\", \"otp_enroll\", \"change_password\", \"blocked_account\", \"password_breach\"])\n  type = each.key\n  content = { body = { text = each.key } }\n}\n")
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-detailed-exitcode")
	if n := len(tn.UnifiedPhoneTemplates()); n != 5 {
		t.Errorf("%d templates", n)
	}
	run(t, w, "destroy", "-auto-approve")
	if err := tn.check("phone templates", ""); err != nil {
		t.Error(err)
	}
}

func TestAPhoneTemplateThatIsGoneIsCreated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	remove := func() { tn.RemoveUnifiedPhoneTemplate(tn.UnifiedPhoneTemplates()[0].ID) }
	tn.apply(t,
		resource.TestStep{Config: phoneTemplateOf(verifyText)},
		resource.TestStep{
			PreConfig: remove,
			Config:    phoneTemplateOf(verifyText), ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionCreate)),
			Check: tn.has("phone templates", `otp_verify "Code {{ code }}" "" from ""`),
		},
		resource.TestStep{PreConfig: remove, Config: phoneTemplateOf(verifyText), Destroy: true},
	)
}

// A template of the type is never adopted, one of another type is in nobody's way,
// and a POST whose answer was lost is not repeated.
func TestAnExistingPhoneTemplateIsNotAdopted(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetUnifiedPhoneTemplate(auth0test.UnifiedPhoneTemplate{Type: "otp_enroll", Text: "Enroll"})
	w := tn.workspace(t, phoneTemplateOf(verifyText))
	tn.Fail(auth0test.Fault{Method: "POST", Path: phoneTemplates, Reset: true, After: true})
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, "Could not create the phone template otp_verify") {
		t.Error(out)
	}
	if n := tn.posts(); n != 1 {
		t.Errorf("%d POSTs", n)
	}
	id := tn.UnifiedPhoneTemplates()[1].ID
	out := fails(t, w, "apply", "-auto-approve")
	for _, want := range []string{"Exists already: the phone template otp_verify", `terraform import guardian_phone_template.NAME "` + id + `"`} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
	run(t, w, "import", phoneTemplate, id)
	run(t, w, "plan", "-detailed-exitcode")
}

// A 403 leaves the state as it was, and the next apply does it.
func TestAFailedWriteOfAPhoneTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(forbidden("POST", phoneTemplates))
	tn.apply(t,
		resource.TestStep{Config: phoneTemplateOf(verifyText), ExpectError: regexp.MustCompile(`(?s)Could not create the phone template otp_verify.*insufficient_scope`)},
		resource.TestStep{
			Config: phoneTemplateOf(verifyText), ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionCreate)),
		},
		resource.TestStep{
			PreConfig: func() { tn.Fail(forbidden("PATCH", phoneTemplates+"/*")) },
			Config:    phoneTemplateOf(verifyBoth), ExpectError: regexp.MustCompile(`(?s)Could not change the phone template otp_verify.*insufficient_scope`),
		},
		resource.TestStep{
			Config: phoneTemplateOf(verifyBoth), ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionUpdate)),
			Check: tn.has("phone templates", `disabled otp_verify "{{ code }}!" "Say {{ code }}" from "+12025550123"`),
		},
	)
}

func TestAPhoneTemplateThatIsNone(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ body, says string }{
		"another type":     {strings.Replace(verifyText, "otp_verify", "otp", 1), `"otp_verify" "otp_enroll" "change_password" "blocked_account" "password_breach"`},
		"no message":       {strings.Replace(verifyText, `text = "Code {{ code }}"`, "", 1), "At least one of these attributes must be configured: [content.body.text,content.body.voice]"},
		"an empty message": {strings.Replace(verifyText, "Code {{ code }}", "", 1), "content.body.text string length must be at least 1"},
		"another syntax":   {strings.Replace(verifyText, "body", "syntax = \"handlebars\"\nbody", 1), `"liquid"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			out := fails(t, tn.workspace(t, phoneTemplateOf(tc.body)), "validate")
			if !strings.Contains(strings.ReplaceAll(out, `", "`, `" "`), tc.says) {
				t.Errorf("the error does not say %q:\n%s", tc.says, out)
			}
		})
	}
}

// A message that is not known before an apply is not taken for none.
func TestAPhoneTemplateOfUnknownValues(t *testing.T) {
	t.Parallel()
	for _, content := range []string{"{ body = { text = terraform_data.later.output.text } }", "{ body = terraform_data.later.output }", "{ body = { voice = null, text = terraform_data.later.output.text }, from = terraform_data.later.output.from }"} {
		t.Run(content, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.workspace(t, "resource \"terraform_data\" \"later\" { input = { text = \"Later\", voice = null, from = null } }\n"+phoneTemplateOf("type = \"otp_verify\"\ncontent = "+content))
			run(t, w, "apply", "-auto-approve")
			if err := tn.check("phone templates", `otp_verify "Later" "" from ""`); err != nil {
				t.Error(err)
			}
		})
	}
}

// A rename without a moved block: where the creation comes first, Auth0 refuses
// it, and the old one is kept.
func TestARenameNeverEndsWithoutPhoneTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneTemplateOf(verifyText))
	run(t, w, "apply", "-auto-approve")
	for i := range 3 {
		tn.Fail(auth0test.Fault{Method: "DELETE", Path: phoneTemplates + "/*", Status: 503}) // which is repeated, after the POST if that does not wait
		write(t, w, strings.Replace(phoneTemplateOf(verifyText), "this", fmt.Sprintf("name%d", i), 1))
		out, err := w.Run(t.Context(), "apply", "-auto-approve", "-no-color")
		if err != nil && !strings.Contains(unwrapped(out), "Exists already: the phone template otp_verify") {
			t.Error(out)
		}
		if err := tn.check("phone templates", `otp_verify "Code {{ code }}" "" from ""`); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

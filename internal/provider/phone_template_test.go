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
)

// Two bodies of a template, and what subjects say of it then.
const (
	verifyText = `type = "otp_verify"
content = { body = { text = "Code {{ code }}" } }`
	verifyTextOn = `otp_verify "Code {{ code }}" "" from ""`

	verifyBoth = `type = "otp_verify"
disabled = true
content = {
  from = "+12025550123"
  body = {
    text = "{{ code }}!"
    voice = "Say {{ code }}"
  }
}`
	verifyBothOn = `disabled otp_verify "{{ code }}!" "Say {{ code }}" from "+12025550123"`
)

func phoneTemplateOf(body string) string {
	return lifecycle{typeName: "guardian_phone_template"}.config(body)
}

var phoneTemplateLifecycles = []lifecycle{
	{
		typeName:  "guardian_phone_template",
		prepare:   onUnifiedPhone,
		keys:      []string{"id"},
		first:     verifyText,
		hasFirst:  []string{"phone templates", verifyTextOn},
		second:    verifyBoth,
		hasSecond: []string{"phone templates", verifyBothOn},
		fresh:     []string{"phone templates", ""},
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
	for _, m := range tn.PhoneTemplates() {
		said := fmt.Sprintf("%s %q %q from %q", m.Type, m.Text, m.Voice, m.From)
		if m.Disabled {
			said = "disabled " + said
		}
		list = append(list, said)
	}
	return sorted(list)
}

// An attribute that is removed from the configuration goes from the tenant too.
func TestAttributesRemovedFromAPhoneTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	without := func(attribute, has string) resource.TestStep {
		return resource.TestStep{
			Config: phoneTemplateOf(strings.Replace(verifyBoth, attribute, "", 1)),
			Check:  tn.has("phone templates", has),
		}
	}
	tn.steps(t,
		resource.TestStep{
			Config: phoneTemplateOf(verifyBoth),
			Check:  tn.has("phone templates", verifyBothOn),
		},
		without(`from = "+12025550123"`, `disabled otp_verify "{{ code }}!" "Say {{ code }}" from ""`),
		without(`text = "{{ code }}!"`, `disabled otp_verify "" "Say {{ code }}" from "+12025550123"`),
		without(`disabled = true`, `otp_verify "{{ code }}!" "Say {{ code }}" from "+12025550123"`),
		without(`voice = "Say {{ code }}"`, `disabled otp_verify "{{ code }}!" "" from "+12025550123"`),
	)
}

// The type tells one template of a tenant from another.
func TestAnotherTypeReplacesAPhoneTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: phoneTemplateOf(verifyText)},
		resource.TestStep{
			Config:           phoneTemplateOf(strings.Replace(verifyText, "otp_verify", "otp_enroll", 1)),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionDestroyBeforeCreate)),
			Check:            tn.has("phone templates", `otp_enroll "Code {{ code }}" "" from ""`),
		},
	)
}

// One configuration can have a template of each type.
func TestPhoneTemplatesOfAllTypes(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, `
		resource "guardian_phone_template" "each" {
		  for_each = toset(["otp_verify", "otp_enroll", "change_password", "blocked_account", "password_breach"])
		  type     = each.key
		  content  = { body = { text = each.key } }
		}
	`)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-detailed-exitcode")
	if n := len(tn.PhoneTemplates()); n != 5 {
		t.Errorf("%d templates", n)
	}
	run(t, w, "destroy", "-auto-approve")
	if err := tn.check("phone templates", ""); err != nil {
		t.Error(err)
	}
}

// A template that was deleted outside of Terraform is created again, and
// destroy has nothing left to do.
func TestDeletedPhoneTemplateIsRecreated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	remove := func() { tn.RemovePhoneTemplate(tn.PhoneTemplates()[0].ID) }
	tn.steps(t,
		resource.TestStep{Config: phoneTemplateOf(verifyText)},
		resource.TestStep{
			PreConfig:        remove,
			Config:           phoneTemplateOf(verifyText),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionCreate)),
			Check:            tn.has("phone templates", verifyTextOn),
		},
		resource.TestStep{
			PreConfig: remove,
			Config:    phoneTemplateOf(verifyText),
			Destroy:   true,
		},
	)
}

// Another template of the same type is not adopted, one of another type is no
// obstacle, and a POST whose answer was lost is not repeated.
func TestExistingPhoneTemplateHasToBeImported(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetPhoneTemplate(auth0test.PhoneTemplate{Type: "otp_enroll", Text: "Enroll"})
	w := tn.workspace(t, phoneTemplateOf(verifyText))
	tn.Fail(auth0test.Fault{Method: "POST", Path: phoneTemplates, Reset: true, After: true})
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, "Could not create the phone template otp_verify") {
		t.Error(out)
	}
	if n := tn.posts(); n != 1 {
		t.Errorf("%d POSTs", n)
	}
	tn.RemovePhoneTemplate(tn.PhoneTemplates()[1].ID)
	id := tn.SetPhoneTemplate(auth0test.PhoneTemplate{Type: "otp_verify", Text: "Verify"})
	out := fails(t, w, "apply", "-auto-approve")
	for _, want := range []string{
		"The phone template otp_verify already exists",
		`terraform import guardian_phone_template.NAME "` + id + `"`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
	run(t, w, "import", phoneTemplate, id)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-detailed-exitcode")
}

// A 403 leaves the state as it was, so that the next apply repeats the write.
func TestFailedWritesOfAPhoneTemplateAreRepeated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(forbidden("POST", phoneTemplates))
	tn.steps(t,
		resource.TestStep{
			Config:      phoneTemplateOf(verifyText),
			ExpectError: regexp.MustCompile(`(?s)Could not create the phone template otp_verify.*insufficient_scope`),
		},
		resource.TestStep{
			Config:           phoneTemplateOf(verifyText),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionCreate)),
		},
		resource.TestStep{
			PreConfig:   func() { tn.Fail(forbidden("PATCH", phoneTemplates+"/*")) },
			Config:      phoneTemplateOf(verifyBoth),
			ExpectError: regexp.MustCompile(`(?s)Could not change the phone template otp_verify.*insufficient_scope`),
		},
		resource.TestStep{
			Config:           phoneTemplateOf(verifyBoth),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneTemplate, plancheck.ResourceActionUpdate)),
			Check:            tn.has("phone templates", verifyBothOn),
		},
	)
}

// A message that is known only after apply is not taken for a missing one.
func TestPhoneTemplateKnownAfterApply(t *testing.T) {
	t.Parallel()
	const later = `
		resource "terraform_data" "later" {
		  input = {
		    text  = "Later"
		    voice = null
		    from  = null
		  }
		}
	`
	for name, content := range map[string]string{
		"text": `{
			  body = { text = terraform_data.later.output.text }
			}`,
		"body": `{
			  body = terraform_data.later.output
			}`,
		"text and sender": `{
			  from = terraform_data.later.output.from
			  body = {
			    text  = terraform_data.later.output.text
			    voice = null
			  }
			}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.workspace(t, later+phoneTemplateOf(lines(`type = "otp_verify"`, `content = `+content)))
			run(t, w, "apply", "-auto-approve")
			if err := tn.check("phone templates", `otp_verify "Later" "" from ""`); err != nil {
				t.Error(err)
			}
		})
	}
}

// A rename without a moved block creates and destroys at the same time. Where
// the creation comes first, Auth0 refuses it, and the old template is kept.
func TestRenameKeepsThePhoneTemplate(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneTemplateOf(verifyText))
	run(t, w, "apply", "-auto-approve")
	for i := range 3 {
		// The DELETE is repeated, after the POST if that does not wait.
		tn.Fail(auth0test.Fault{Method: "DELETE", Path: phoneTemplates + "/*", Status: 503})
		write(t, w, strings.Replace(phoneTemplateOf(verifyText), "this", fmt.Sprintf("name%d", i), 1))
		out, err := w.Run(t.Context(), "apply", "-auto-approve", "-no-color")
		if err != nil && !strings.Contains(unwrapped(out), "The phone template otp_verify already exists") {
			t.Error(out)
		}
		if err := tn.check("phone templates", verifyTextOn); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

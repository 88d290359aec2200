package provider_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A tenant has one phone provider. Another one than is declared is not adopted:
// the plan fails, with the command that imports it.
func TestExistingPhoneProviderHasToBeImported(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	id := tn.SetPhoneProvider(auth0test.PhoneProvider{Name: "custom", DeliveryMethods: []string{"voice"}})
	w := tn.workspace(t, phoneProviderOf(customPhone))
	out := fails(t, w, "plan")
	for _, want := range []string{
		"The phone provider already exists",
		`terraform import guardian_phone_provider.NAME "` + id + `"`,
		"moved block",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
	if err := tn.check("phone provider", "custom from  by voice with :"); err != nil {
		t.Error(err)
	}
	run(t, w, "import", phoneProvider, id)
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("phone provider", customPhoneOn); err != nil {
		t.Error(err)
	}
}

// A POST without an answer may have been carried out: it is not repeated, and
// the next apply takes what there is.
func TestPhoneProviderIsNotCreatedTwice(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneProviderOf(customPhone))
	tn.Fail(auth0test.Fault{Method: "POST", Path: phoneProviders, Reset: true, After: true})
	out := fails(t, w, "apply", "-auto-approve")
	for _, want := range []string{"Could not create the phone provider", "got no answer"} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
	if n := tn.posts(); n != 1 {
		t.Errorf("%d POSTs", n)
	}
	if out = run(t, w, "apply", "-auto-approve"); !strings.Contains(out, "It was there already: the phone provider") {
		t.Error(out)
	}
	if p, _ := tn.PhoneProvider(); !strings.Contains(out, p.ID) {
		t.Errorf("it is not %s:\n%s", p.ID, out)
	}
	run(t, w, "plan", "-detailed-exitcode")
}

// A 403 leaves nothing in state, so that the next apply creates the provider.
func TestFailedCreateOfAPhoneProviderIsRepeated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	config := phoneProviderOf(twilioPhone(`mssid = "MG0"`, "first-token", 1))
	tn.Fail(forbidden("POST", phoneProviders))
	tn.steps(t,
		resource.TestStep{
			Config:      config,
			ExpectError: regexp.MustCompile(`(?s)Could not create the phone provider.*insufficient_scope`),
		},
		resource.TestStep{
			Config:           config,
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneProvider, plancheck.ResourceActionCreate)),
			Check:            tn.has("phone provider", "twilio from MG0 by text,voice with AC0:first-token"),
		},
	)
}

// A rename without a moved block creates and destroys at the same time. Where
// the creation comes first, Auth0 refuses it, and the old provider is kept as
// the new one.
func TestRenameKeepsThePhoneProvider(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneProviderOf(customPhone))
	run(t, w, "apply", "-auto-approve")
	for i := range 3 {
		// The DELETE is repeated, after the POST if that does not wait.
		tn.Fail(auth0test.Fault{Method: "DELETE", Path: phoneProviders + "/*", Status: 503})
		write(t, w, strings.Replace(phoneProviderOf(customPhone), "this", fmt.Sprintf("name%d", i), 1))
		out, err := w.Run(t.Context(), "apply", "-auto-approve", "-no-color")
		if err != nil {
			t.Error(out)
		}
		if err := tn.check("phone provider", customPhoneOn); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

// What a proxy answers in Auth0's place says nothing of what was carried out.
func TestACreateThatSomebodyElseAnswersMayHaveBeenCarriedOut(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_phone_provider"})
	c.tn.Fail(auth0test.Fault{Method: "POST", Path: phoneProviders, After: true, Status: 200, Body: "<html>Welcome</html>"})
	errs, _ := c.apply(lines(`name = "custom"`, `configuration = { delivery_methods = ["text"] }`))
	if !strings.Contains(errs, "It may have been created nevertheless") {
		t.Error(errs)
	}
}

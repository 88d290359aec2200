package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	phoneProvider  = "guardian_phone_provider.this"
	phoneProviders = "/api/v2/branding/phone/providers"
	customPhone    = "name = \"custom\"\nconfiguration = { delivery_methods = [\"text\"] }"
)

// twilioPhone is the body of a provider, whose token is sent again with a new version.
func twilioPhone(sender, token string, version int) string {
	return fmt.Sprintf("name = \"twilio\"\nconfiguration = {\n%s\nsid = \"AC0\"\ndelivery_methods = [\"voice\", \"text\"]\n}\nauth_token_wo = %q\nauth_token_wo_version = %d", sender, token, version)
}

func phoneProviderOf(body string) string {
	return "resource \"guardian_phone_provider\" \"this\" {\n" + body + "\n}\n"
}

func onUnifiedPhone(tn tenant) { tn.SetUnifiedPhone(true) }

var phoneProviderLifecycles = []lifecycle{
	{
		typeName: "guardian_phone_provider", variant: " with Twilio", prepare: onUnifiedPhone, keys: []string{"id"},
		first: twilioPhone(`default_from = "+12025550123"`, "first-token", 1), hasFirst: []string{"phone provider", "twilio from +12025550123 by text,voice with AC0:first-token"},
		second:    "disabled = true\n" + twilioPhone(`mssid = "MG0"`, "second-token", 2),
		hasSecond: []string{"phone provider", "disabled twilio from MG0 by text,voice with AC0:second-token"},
		fresh:     []string{"phone provider", "none"},
		drift:     changePhoneProvider, unread: []string{"auth_token_wo_version"},
	},
	{
		typeName: "guardian_phone_provider", variant: " of the tenant's own", prepare: onUnifiedPhone, keys: []string{"id"},
		first: customPhone, hasFirst: []string{"phone provider", "custom from  by text with :"},
		second: strings.Replace(customPhone, `"text"`, `"text", "voice"`, 1), hasSecond: []string{"phone provider", "custom from  by text,voice with :"},
		fresh: []string{"phone provider", "none"},
		drift: changePhoneProvider,
	},
}

func changePhoneProvider(ctx context.Context, c *auth0.Client) error {
	list, err := c.PhoneProviders(ctx)
	if err != nil {
		return err
	}
	configuration := list[0].Configuration
	configuration.DeliveryMethods = []string{"voice"}
	_, err = c.UpdatePhoneProvider(ctx, list[0].ID, auth0.PhoneProviderChange{Configuration: configuration})
	return err
}

// phoneProviderOn is what subjects say of it.
func phoneProviderOn(tn *auth0test.Tenant) string {
	p, ok := tn.UnifiedPhoneProvider()
	if !ok {
		return "none"
	}
	said := fmt.Sprintf("%s from %s by %s with %s:%s", p.Name, p.DefaultFrom+p.MSSID, sorted(p.DeliveryMethods), p.SID, p.AuthToken)
	if p.Disabled {
		return "disabled " + said
	}
	return said
}

// The order in which the tenant lists what it sends by is none.
func TestTheOrderOfDeliveryMethodsIsNoDifference(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	backwards := func(body []byte) []byte {
		body = bytes.Replace(body, []byte(`["voice","text"]`), []byte(`["text","voice"]`), 1)
		if !bytes.Contains(body, []byte(`["text","voice"]`)) {
			t.Errorf("nothing to turn around: %s", body)
		}
		return body
	}
	w := tn.workspace(t, phoneProviderOf(twilioPhone(`mssid = "MG0"`, "first-token", 1)))
	tn.Fail(auth0test.Fault{Method: "POST", Path: phoneProviders, Rewrite: backwards})
	run(t, w, "apply", "-auto-approve")
	tn.Fail(auth0test.Fault{Method: "GET", Path: phoneProviders + "/*", Rewrite: backwards})
	run(t, w, "plan", "-detailed-exitcode")
}

// The token is sent when its version, or the sender, changes, and with nothing else.
func TestATwilioTokenIsNotSentUnasked(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	step := func(body string, secret bool, has string) resource.TestStep {
		return resource.TestStep{PreConfig: tn.ResetRequests, Config: phoneProviderOf(body), Check: resource.ComposeTestCheckFunc(
			tn.has("phone provider", has),
			resource.TestCheckNoResourceAttr(phoneProvider, "auth_token_wo"),
			tn.sentCredentials(secret),
		)}
	}
	from, service := `default_from = "+12025550123"`, `mssid = "MG0"`
	tn.apply(t,
		step(twilioPhone(from, "first-token", 1), true, "twilio from +12025550123 by text,voice with AC0:first-token"),
		step("disabled = true\n"+twilioPhone(from, "other-token", 1), false, "disabled twilio from +12025550123 by text,voice with AC0:first-token"),
		step(twilioPhone(service, "other-token", 1), false, "twilio from MG0 by text,voice with AC0:first-token"),
		step(twilioPhone(service, "second-token", 2), true, "twilio from MG0 by text,voice with AC0:second-token"),
		step(customPhone, true, "custom from  by text with :"), // empty ones: they take the token away
		step(twilioPhone(service, "third-token", 3), true, "twilio from MG0 by text,voice with AC0:third-token"),
		resource.TestStep{PreConfig: func() {
			tn.ResetRequests()
			p, _ := tn.UnifiedPhoneProvider()
			tn.SetUnifiedPhoneProvider(auth0test.UnifiedPhoneProvider{ID: p.ID, Name: "custom", DeliveryMethods: []string{"text"}})
		}, Config: phoneProviderOf(twilioPhone(service, "third-token", 3)), Check: tn.has("phone provider", "twilio from MG0 by text,voice with AC0:third-token")},
	)
}

// sentCredentials states whether a step's writes had credentials.
func (tn tenant) sentCredentials(want bool) resource.TestCheckFunc {
	return func(*terraform.State) error {
		sent := slices.ContainsFunc(tn.Requests(), func(r auth0test.Request) bool { return bytes.Contains(r.Body, []byte(`"credentials"`)) })
		if sent != want {
			return errorf("credentials were sent: %v, want %v", sent, want)
		}
		return nil
	}
}

// A provider that was deleted on the tenant is planned anew, and its token is sent with it.
func TestAPhoneProviderThatIsGoneIsCreated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	config := phoneProviderOf(twilioPhone(`mssid = "MG0"`, "first-token", 1))
	tn.apply(t,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig: tn.RemoveUnifiedPhoneProvider,
			Config:    config, ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneProvider, plancheck.ResourceActionCreate)),
			Check: tn.has("phone provider", "twilio from MG0 by text,voice with AC0:first-token"),
		},
		resource.TestStep{PreConfig: tn.RemoveUnifiedPhoneProvider, Config: config, Destroy: true},
	)
}

// A tenant's provider is never adopted: the error has the command that imports it.
func TestAnExistingPhoneProviderIsNotAdopted(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	id := tn.SetUnifiedPhoneProvider(auth0test.UnifiedPhoneProvider{Name: "custom", DeliveryMethods: []string{"voice"}})
	w := tn.workspace(t, phoneProviderOf(customPhone))
	out := fails(t, w, "apply", "-auto-approve")
	for _, want := range []string{"Exists already: the phone provider", `terraform import guardian_phone_provider.NAME "` + id + `"`, "moved block", "409 Conflict"} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
	if err := tn.check("phone provider", "custom from  by voice with :"); err != nil {
		t.Error(err)
	}
	run(t, w, "import", phoneProvider, id)
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("phone provider", "custom from  by text with :"); err != nil {
		t.Error(err)
	}
}

// A POST without an answer may have been carried out: it is not repeated, and
// the next apply says what there is.
func TestAPhoneProviderIsNotCreatedTwice(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneProviderOf(customPhone))
	tn.Fail(auth0test.Fault{Method: "POST", Path: phoneProviders, Reset: true, After: true})
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, "Could not create the phone provider") || !strings.Contains(out, "got no answer") {
		t.Error(out)
	}
	if n := tn.posts(); n != 1 {
		t.Errorf("%d POSTs", n)
	}
	p, _ := tn.UnifiedPhoneProvider()
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, `terraform import guardian_phone_provider.NAME "`+p.ID+`"`) {
		t.Error(out)
	}
	run(t, w, "import", phoneProvider, p.ID)
	run(t, w, "plan", "-detailed-exitcode")
}

// posts counts the requests of the Management API that must not be repeated.
func (tn tenant) posts() (n int) {
	for _, call := range tn.calls() {
		if strings.HasPrefix(call, "POST /api/v2/") {
			n++
		}
	}
	return n
}

// A 403 leaves nothing in state, and the next apply creates.
func TestAFailedCreateOfAPhoneProvider(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	config := phoneProviderOf(twilioPhone(`mssid = "MG0"`, "first-token", 1))
	tn.Fail(forbidden("POST", phoneProviders))
	tn.apply(t,
		resource.TestStep{Config: config, ExpectError: regexp.MustCompile(`(?s)Could not create the phone provider.*insufficient_scope`)},
		resource.TestStep{
			Config: config, ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneProvider, plancheck.ResourceActionCreate)),
			Check: tn.has("phone provider", "twilio from MG0 by text,voice with AC0:first-token"),
		},
	)
}

// A token that could not be sent shows again in the next plan, and is nowhere.
func TestAFailedUpdateOfATwilioTokenShowsAgain(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneProviderOf(twilioPhone(`mssid = "MG0"`, "first-token", 1)))
	run(t, w, "apply", "-auto-approve")
	write(t, w, phoneProviderOf(twilioPhone(`mssid = "MG0"`, "second-token", 2)))
	tn.Fail(forbidden("PATCH", phoneProviders+"/*"))
	said := fails(t, w, "apply", "-auto-approve")
	if !strings.Contains(said, "Could not change the phone provider") {
		t.Error(said)
	}
	search(t, said+read(t, w, "terraform.tfstate"), []string{"first-token", "second-token"})
	if out, err := w.Run(t.Context(), "plan", "-detailed-exitcode", "-no-color"); err == nil || !strings.Contains(out, "auth_token_wo_version") {
		t.Errorf("the plan does not show it again: %v\n%s", err, out)
	}
	said = run(t, w, "apply", "-auto-approve")
	search(t, said+read(t, w, "terraform.tfstate")+read(t, w, "terraform.tfstate.backup"), []string{"first-token", "second-token"})
	if err := tn.check("phone provider", "twilio from MG0 by text,voice with AC0:second-token"); err != nil {
		t.Error(err)
	}
}

// What Auth0 stores otherwise is an error, with nothing in state.
func TestAnotherPhoneProviderThanWasSent(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{Method: "POST", Path: phoneProviders, Rewrite: func(body []byte) []byte {
		return bytes.Replace(body, []byte(`"disabled":false`), []byte(`"disabled":true`), 1)
	}})
	tn.apply(t, resource.TestStep{Config: phoneProviderOf(customPhone), ExpectError: regexp.MustCompile(`(?s)Auth0 stored something else.*the\s+phone\s+provider`)})
}

// What Auth0 would refuse is refused before anything is asked, and no token is printed.
func TestInvalidPhoneProvidersAreRefused(t *testing.T) {
	t.Parallel()
	const both = "default_from = \"+12025550123\"\nmssid = \"MG0\""
	for name, tc := range map[string]struct{ body, says string }{
		"another name":         {`name = "vonage"` + "\nconfiguration = { delivery_methods = [\"text\"] }", `"twilio" "custom"`},
		"two senders":          {twilioPhone(both, "a-token", 1), "Two senders for one phone provider"},
		"no sender":            {twilioPhone("", "a-token", 1), "No sender for the phone provider"},
		"no account":           {strings.Replace(twilioPhone(`mssid = "MG0"`, "a-token", 1), `sid = "AC0"`, "", 1), "Incomplete Twilio account"},
		"no token":             {strings.Replace(twilioPhone(`mssid = "MG0"`, "a-token", 1), `auth_token_wo = "a-token"`, "", 1), "Incomplete Twilio account"},
		"an empty token":       {twilioPhone(`mssid = "MG0"`, "", 1), "auth_token_wo must have 1 to 10000 characters"},
		"no version":           {strings.Replace(twilioPhone(`mssid = "MG0"`, "a-token", 1), "auth_token_wo_version = 1", "", 1), "Incomplete Twilio account"},
		"custom with a token":  {customPhone + "\nauth_token_wo = \"a-token\"", "Not for a custom phone provider"},
		"custom with a sender": {strings.Replace(customPhone, "{", `{ default_from = "+12025550123", `, 1), "Not for a custom phone provider"},
		"no way":               {strings.Replace(customPhone, `"text"`, "", 1), "at least 1"},
		"another way":          {strings.Replace(customPhone, `"text"`, `"sms"`, 1), `"text" "voice"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			out := fails(t, tn.workspace(t, phoneProviderOf(tc.body)), "validate")
			if !strings.Contains(strings.ReplaceAll(out, `", "`, `" "`), tc.says) {
				t.Errorf("the error does not say %q:\n%s", tc.says, out)
			}
			search(t, out, []string{"a-token"})
		})
	}
}

// What is not known before an apply is not judged.
func TestAPhoneProviderOfUnknownValues(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	const later = "resource \"terraform_data\" \"later\" { input = { name = \"twilio\", mssid = \"MG0\", from = null } }\n"
	one := twilioPhone("mssid = terraform_data.later.output.mssid\ndefault_from = terraform_data.later.output.from", "a-token", 1)
	w := tn.workspace(t, later+phoneProviderOf(strings.Replace(one, `"twilio"`, "terraform_data.later.output.name", 1)))
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("phone provider", "twilio from MG0 by text,voice with AC0:a-token"); err != nil {
		t.Error(err)
	}
	write(t, w, "resource \"terraform_data\" \"all\" { input = { sid = \"AC1\", mssid = \"MG1\", default_from = null, delivery_methods = [\"text\"] } }\n"+
		phoneProviderOf("name = \"twilio\"\nconfiguration = terraform_data.all.output\nauth_token_wo = \"a-token\"\nauth_token_wo_version = 1"))
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("phone provider", "twilio from MG1 by text with AC1:a-token"); err != nil {
		t.Error(err)
	}
}

// A plan that takes the provider away says whom it locks out.
func TestAPlanSaysWhoLosesThePhoneProvider(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneProviderOf(customPhone))
	run(t, w, "apply", "-auto-approve")
	if out := run(t, w, "plan", "-destroy"); !strings.Contains(out, "Users lose the phone provider") || !strings.Contains(out, "users whose only factor is the phone are locked out") {
		t.Error(out)
	}
}

// A rename without a moved block creates and destroys at the same time. Where
// the creation comes first, Auth0 refuses it, and the old one is kept.
func TestARenameNeverEndsWithoutPhoneProvider(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneProviderOf(customPhone))
	run(t, w, "apply", "-auto-approve")
	for i := range 3 {
		tn.Fail(auth0test.Fault{Method: "DELETE", Path: phoneProviders + "/*", Status: 503}) // which is repeated, after the POST if that does not wait
		write(t, w, strings.Replace(phoneProviderOf(customPhone), "this", fmt.Sprintf("name%d", i), 1))
		out, err := w.Run(t.Context(), "apply", "-auto-approve", "-no-color")
		if err != nil && !strings.Contains(unwrapped(out), "Exists already: the phone provider") {
			t.Error(out)
		}
		if err := tn.check("phone provider", "custom from  by text with :"); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

// A replaced phone provider is gone for a moment, and the plan says so.
func TestAPlanWarnsBeforeAPhoneProviderIsReplaced(t *testing.T) {
	t.Parallel()
	tn := phoneProviderLifecycles[0].emulated(t)
	w := tn.workspace(t, phoneProviderLifecycles[0].config(phoneProviderLifecycles[0].first))
	run(t, w, "apply", "-auto-approve")
	run(t, w, "taint", phoneProvider)
	if out := run(t, w, "plan"); !strings.Contains(out, "Users may lose it for a moment: guardian_phone_provider") {
		t.Error(out)
	}
}

package provider_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Twilio's token is sent when its version or the provider changes, and not with
// any other change.
func TestTwilioTokenIsSentOnlyWhenNeeded(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	step := func(body string, sent bool, has string) resource.TestStep {
		return resource.TestStep{
			PreConfig: tn.ResetRequests,
			Config:    phoneProviderOf(body),
			Check:     resource.ComposeTestCheckFunc(tn.has("phone provider", has), tn.sentCredentials(sent)),
			ConfigStateChecks: values(phoneProvider, map[string]knownvalue.Check{
				"auth_token_wo": knownvalue.Null(),
			}),
		}
	}
	replacedByCustom := func() {
		tn.ResetRequests()
		p, _ := tn.PhoneProvider()
		tn.SetPhoneProvider(auth0test.PhoneProvider{
			ID:              p.ID,
			Name:            "custom",
			DeliveryMethods: []string{"text"},
		})
	}
	const from, service = `default_from = "+12025550123"`, `mssid = "MG0"`
	tn.steps(t,
		step(twilioPhone(from, "first-token", 1), true,
			"twilio from +12025550123 by text,voice with AC0:first-token"),
		step(lines("disabled = true", twilioPhone(from, "other-token", 1)), false,
			"disabled twilio from +12025550123 by text,voice with AC0:first-token"),
		step(twilioPhone(service, "other-token", 1), false,
			"twilio from MG0 by text,voice with AC0:first-token"),
		step(twilioPhone(service, "second-token", 2), true,
			"twilio from MG0 by text,voice with AC0:second-token"),
		step(customPhone, true, customPhoneOn), // empty ones: they take the token away
		step(twilioPhone(service, "third-token", 3), true,
			"twilio from MG0 by text,voice with AC0:third-token"),
		resource.TestStep{
			PreConfig: replacedByCustom,
			Config:    phoneProviderOf(twilioPhone(service, "third-token", 3)),
			Check:     tn.has("phone provider", "twilio from MG0 by text,voice with AC0:third-token"),
		},
	)
}

// sentCredentials states whether a step's writes had credentials.
func (tn tenant) sentCredentials(want bool) resource.TestCheckFunc {
	return func(*terraform.State) error {
		sent := slices.ContainsFunc(tn.Requests(), func(r auth0test.Request) bool {
			return bytes.Contains(r.Body, []byte(`"credentials"`))
		})
		if sent != want {
			return errorf("credentials were sent: %v, want %v", sent, want)
		}
		return nil
	}
}

// A token that could not be sent shows as a change in the next plan, and is in
// neither output nor state.
func TestFailedUpdateOfATwilioTokenShowsInThePlan(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tokens := []string{"first-token", "second-token"}
	w := tn.workspace(t, phoneProviderOf(twilioPhone(`mssid = "MG0"`, "first-token", 1)))
	run(t, w, "apply", "-auto-approve")
	write(t, w, phoneProviderOf(twilioPhone(`mssid = "MG0"`, "second-token", 2)))
	tn.Fail(forbidden("PATCH", phoneProviders+"/*"))
	said := fails(t, w, "apply", "-auto-approve")
	if !strings.Contains(said, "Could not change the phone provider") {
		t.Error(said)
	}
	search(t, said+read(t, w, "terraform.tfstate"), tokens)
	out, err := w.Run(t.Context(), "plan", "-detailed-exitcode", "-no-color")
	if err == nil || !strings.Contains(out, "auth_token_wo_version") {
		t.Errorf("the plan does not show it again: %v\n%s", err, out)
	}
	said = run(t, w, "apply", "-auto-approve")
	search(t, said+read(t, w, "terraform.tfstate")+read(t, w, "terraform.tfstate.backup"), tokens)
	if err := tn.check("phone provider", "twilio from MG0 by text,voice with AC0:second-token"); err != nil {
		t.Error(err)
	}
}

// A token that shares letters with what is declared is a token all the same.
func TestTokensMayLookLikeTheirAccount(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_phone_provider"})
	c.must(`
		name = "twilio"
		configuration = { sid = "AC0123456789abcdef", mssid = "MG0", delivery_methods = ["text"] }
		auth_token_wo = "0123456789abcdef0123456789abcdef"
		auth_token_wo_version = 1`)
}

package provider_test

import (
	"bytes"
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
	phoneProvider  = "guardian_phone_provider.this"
	phoneProviders = "/api/v2/branding/phone/providers"
)

// The body of a provider of the tenant's own, and what subjects say of it then.
const (
	customPhone = `name = "custom"
configuration = { delivery_methods = ["text"] }`
	customPhoneOn = "custom from  by text with :"
)

// twilioPhone is the body of a provider, whose token is sent again with a new version.
func twilioPhone(sender, token string, version int) string {
	return fmt.Sprintf(`
name = "twilio"
configuration = {
  %s
  sid = "AC0"
  delivery_methods = ["voice", "text"]
}
auth_token_wo = %q
auth_token_wo_version = %d`, sender, token, version)
}

func phoneProviderOf(body string) string {
	return lifecycle{typeName: "guardian_phone_provider"}.config(body)
}

func onUnifiedPhone(tn tenant) { tn.SetUnifiedPhone(true) }

var phoneProviderLifecycles = []lifecycle{
	{
		typeName:  "guardian_phone_provider",
		variant:   " with Twilio",
		prepare:   onUnifiedPhone,
		keys:      []string{"id"},
		first:     twilioPhone(`default_from = "+12025550123"`, "first-token", 1),
		hasFirst:  []string{"phone provider", "twilio from +12025550123 by text,voice with AC0:first-token"},
		second:    lines(`disabled = true`, twilioPhone(`mssid = "MG0"`, "second-token", 2)),
		hasSecond: []string{"phone provider", "disabled twilio from MG0 by text,voice with AC0:second-token"},
		fresh:     []string{"phone provider", "none"},
		drift:     changePhoneProvider,
		unread:    []string{"auth_token_wo_version"},
	},
	{
		typeName:  "guardian_phone_provider",
		variant:   " of the tenant's own",
		prepare:   onUnifiedPhone,
		keys:      []string{"id"},
		first:     customPhone,
		hasFirst:  []string{"phone provider", customPhoneOn},
		second:    strings.Replace(customPhone, `"text"`, `"text", "voice"`, 1),
		hasSecond: []string{"phone provider", "custom from  by text,voice with :"},
		fresh:     []string{"phone provider", "none"},
		drift:     changePhoneProvider,
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
	p, ok := tn.PhoneProvider()
	if !ok {
		return "none"
	}
	said := fmt.Sprintf("%s from %s by %s with %s:%s",
		p.Name, p.DefaultFrom+p.MSSID, sorted(p.DeliveryMethods), p.SID, p.AuthToken)
	if p.Disabled {
		return "disabled " + said
	}
	return said
}

// A tenant may list the delivery methods in another order than the configuration.
func TestOrderOfDeliveryMethodsIsNoDifference(t *testing.T) {
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

// A provider that was deleted outside of Terraform is created again, with its
// token, and destroy has nothing left to do.
func TestDeletedPhoneProviderIsRecreated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	config := phoneProviderOf(twilioPhone(`mssid = "MG0"`, "first-token", 1))
	tn.steps(t,
		resource.TestStep{Config: config},
		resource.TestStep{
			PreConfig:        tn.RemovePhoneProvider,
			Config:           config,
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(phoneProvider, plancheck.ResourceActionCreate)),
			Check:            tn.has("phone provider", "twilio from MG0 by text,voice with AC0:first-token"),
		},
		resource.TestStep{
			PreConfig: tn.RemovePhoneProvider,
			Config:    config,
			Destroy:   true,
		},
	)
}

// An answer of Auth0 that differs from what was sent is an error and leaves
// nothing in state.
func TestPhoneProviderThatAuth0StoresOtherwise(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{Method: "POST", Path: phoneProviders, Rewrite: func(body []byte) []byte {
		return bytes.Replace(body, []byte(`"disabled":false`), []byte(`"disabled":true`), 1)
	}})
	tn.steps(t, resource.TestStep{
		Config:      phoneProviderOf(customPhone),
		ExpectError: regexp.MustCompile(`(?s)Auth0 stored something else.*the\s+phone\s+provider`),
	})
}

// Values that are known only after apply are not judged in the plan.
func TestPhoneProviderKnownAfterApply(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	const later = `
		resource "terraform_data" "later" {
		  input = {
		    name  = "twilio"
		    mssid = "MG0"
		    from  = null
		  }
		}
	`
	eitherSender := lines(
		`mssid        = terraform_data.later.output.mssid`,
		`default_from = terraform_data.later.output.from`,
	)
	body := strings.Replace(twilioPhone(eitherSender, "a-token", 1), `"twilio"`, "terraform_data.later.output.name", 1)
	w := tn.workspace(t, later+phoneProviderOf(body))
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("phone provider", "twilio from MG0 by text,voice with AC0:a-token"); err != nil {
		t.Error(err)
	}
	write(t, w, `
		resource "terraform_data" "all" {
		  input = {
		    sid              = "AC1"
		    mssid            = "MG1"
		    default_from     = null
		    delivery_methods = ["text"]
		  }
		}

		resource "guardian_phone_provider" "this" {
		  name                  = "twilio"
		  configuration         = terraform_data.all.output
		  auth_token_wo         = "a-token"
		  auth_token_wo_version = 1
		}
	`)
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("phone provider", "twilio from MG1 by text with AC1:a-token"); err != nil {
		t.Error(err)
	}
}

func TestPlanToDestroyThePhoneProviderWarns(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, phoneProviderOf(customPhone))
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "plan", "-destroy")
	for _, want := range []string{
		"Users lose the phone provider",
		"users whose only factor is the phone are locked out",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
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

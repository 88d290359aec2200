package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const voiceOnly = `
enabled       = true
message_types = ["voice"]
`

// The message types are the same before and after a tenant moves to the Unified
// Phone Experience: nothing is left to do.
func TestMessageTypesStayOnTheUnifiedPhoneExperience(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_phone"})
	c.must(voiceOnly)
	c.tn.SetUnifiedPhone(true)
	c.settled(voiceOnly, []string{"message types", "voice"})
	c.must("enabled = true")
	c.settled("enabled = true", []string{"message types", "sms", "sms", "true"})
}

// What the phone provider does not deliver is refused, and the error says which
// setting of which type is in the way.
func TestMessageTypesThatThePhoneProviderDoesNotDeliver(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_phone"})
	c.tn.SetUnifiedPhone(true)
	c.tn.SetPhoneProvider(auth0test.PhoneProvider{Name: "custom", DeliveryMethods: []string{"text"}})
	errs, _ := c.apply(voiceOnly)
	for _, want := range []string{
		"Could not set the message types of the phone factor",
		"Message Type is not supported by the configured phone provider",
		"the delivery_methods of guardian_phone_provider",
	} {
		if !strings.Contains(errs, want) {
			t.Errorf("the error does not say %q: %s", want, errs)
		}
	}
	if !c.value.IsNull() || c.tn.Factor("sms") {
		t.Errorf("in state: %s, on: %t", c.value, c.tn.Factor("sms"))
	}
}

// Auth0's default is texts: where the provider delivers none, a destroy leaves
// the message types as they are, and the factor goes off.
func TestADestroyLeavesMessageTypesThatHaveNoDefault(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_phone"})
	c.tn.SetUnifiedPhone(true)
	c.tn.SetPhoneProvider(auth0test.PhoneProvider{Name: "custom", DeliveryMethods: []string{"voice"}})
	c.must(voiceOnly)
	c.must("")
	c.says("Left as it is: the message types of the phone factor")
	if err := c.tn.check("sms", "false", "message types", "voice"); err != nil {
		t.Error(err)
	}
}

// A provider and the message types that it delivers are widened in one apply.
func TestMessageTypesAreWidenedAfterThePhoneProvider(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetUnifiedPhone(true)
	config := `
resource "guardian_phone_provider" "this" {
  name          = "custom"
  configuration = { delivery_methods = ["text"] }
}

resource "guardian_factor_phone" "this" {
  enabled       = true
  message_types = ["sms"]
  depends_on    = [guardian_phone_provider.this]
}
`
	w := tn.workspace(t, config)
	run(t, w, "apply", "-auto-approve")
	both := strings.NewReplacer(`["text"]`, `["text", "voice"]`, `["sms"]`, `["sms", "voice"]`).Replace(config)
	write(t, w, both)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-detailed-exitcode")
	if types := tn.MessageTypes(); !slices.Equal(types, []string{"sms", "voice"}) {
		t.Errorf("message types %v", types)
	}
	write(t, w, config) // Terraform changes the provider first, which the tenant refuses
	if out := run(t, w, "plan"); !strings.Contains(out, "Auth0 may refuse to narrow the delivery methods") {
		t.Errorf("the plan does not say what to do: %s", out)
	}
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, "Remove it from the message_types") {
		t.Error(out)
	}
	write(t, w, strings.Replace(both, `["sms", "voice"]`, `["sms"]`, 1))
	run(t, w, "apply", "-auto-approve")
	write(t, w, config)
	if out := run(t, w, "apply", "-auto-approve"); strings.Contains(out, "may refuse") {
		t.Errorf("warned of what has been done already: %s", out)
	}
	run(t, w, "destroy", "-auto-approve")
}

// Where a tenant refuses a setting for good, the error names what takes its place.
func TestARefusedPhoneSettingNamesTheAlternative(t *testing.T) {
	t.Parallel()
	for code, says := range map[string]string{
		"voice_mfa_not_allowed":                 `leave "voice" out of message_types`,
		"legacy_mfa_phone_provider_not_allowed": "use guardian_phone_provider and guardian_phone_template instead of guardian_legacy_phone",
		"hooks_not_allowed":                     "let an Action send the messages, with a guardian_phone_provider whose name is custom",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_phone"})
			refusal := `{"statusCode":403,"error":"Forbidden","message":"Not here.","errorCode":"` + code + `"}`
			c.tn.Fail(auth0test.Fault{Method: "PUT", Status: 403, Body: refusal})
			if errs, _ := c.apply(voiceOnly); !strings.Contains(errs, code) || !strings.Contains(errs, says) {
				t.Errorf("the error does not say %q: %s", says, errs)
			}
		})
	}
}

// The older settings are gone with the Unified Phone Experience: they can still
// be planned, stop being managed, and be destroyed.
func TestALegacyPhoneOnTheUnifiedPhoneExperienceCanBeLetGo(t *testing.T) {
	t.Parallel()
	const hook = `selected_provider = "phone-message-hook"`
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_legacy_phone"})
	c.must(hook)
	c.tn.SetUnifiedPhone(true)
	if errs, changed := c.apply(hook); errs != "" || changed {
		t.Errorf("%v %s", changed, errs)
	}
	c.says("Not read: the provider of the phone factor")
	c.must("")
	c.says("Forgotten: the provider of the phone factor")
}

// Delivery methods of a factor that is off can be narrowed without a word.
func TestNarrowingWhatIsNotSentIsSilent(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{true, false} {
		c := newCore(t, emulated(t), lifecycle{typeName: "guardian_phone_provider"})
		c.tn.SetUnifiedPhone(true)
		c.tn.SetMessageTypes("sms", "voice")
		c.tn.SetFactor("sms", on)
		c.must(lines(`name = "custom"`, `configuration = { delivery_methods = ["text", "voice"] }`))
		c.plan(c.process(), lines(`name = "custom"`, `configuration = { delivery_methods = ["text"] }`))
		if warned := strings.Contains(c.said, "may refuse to narrow"); warned != on {
			t.Errorf("factor on %t: %s", on, c.said)
		}
	}
}

// The older settings are refused with one code or another: whichever it is, what
// cannot be read any more stands in nobody's way. A missing scope is told.
func TestOlderPhoneSettingsThatTheTenantRefusesAreNotRead(t *testing.T) {
	t.Parallel()
	auth0Says := func(code string) string {
		return `{"statusCode":403,"error":"Forbidden","message":"No","errorCode":"` + code + `"}`
	}
	for body, want := range map[string]string{
		auth0Says("operation_not_supported"): "Not read: ", auth0Says("insufficient_scope"): "Could not read ",
		"<html>the proxy's</html>": "Could not read ",
	} {
		c := newCore(t, emulated(t), lifecycle{typeName: "guardian_legacy_phone"})
		c.must(`selected_provider = "phone-message-hook"`)
		c.tn.Fail(auth0test.Fault{
			Method: "GET", Path: "/api/v2/guardian/factors/phone/selected-provider", Status: 403,
			Body: body,
		})
		if errs := c.refresh(c.process()); (errs != "") != (want == "Could not read ") {
			t.Errorf("%s: %s", body, errs)
		}
		c.says(want)
	}
}

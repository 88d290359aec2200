package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// address is another address of the same type, on the same tenant.
func (c core) address() core {
	c.t.Helper()
	return newCore(c.t, c.tn, c.row)
}

// What is on now cannot be read: that the first apply switches it off is said all the same.
func TestAPlanWarnsWhereItCannotLook(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_otp"})
	c.tn.Fail(auth0test.Fault{Method: "GET", Path: "/api/v2/guardian/factors", Status: 403})
	c.must("enabled = false")
	c.says("May switch off what is on: the otp factor", "What is on would")
	c = newCore(t, emulated(t), lifecycle{typeName: "guardian_email_template"})
	c.tn.Fail(auth0test.Fault{Method: "GET", Path: "/api/v2/email-templates/*", Status: 403})
	c.must("template = \"mfa_oob_code\"\nsubject = \"Code\"\nbody = \"{{code}}\"\nfrom = \"a@example.com\"")
	c.says("May replace what is in use: the email template mfa_oob_code")
}

// A factor that stays on without what it needs, and codes that go back to a
// sender for trials: the plan says so, and is silent where nothing changes.
func TestAPlanWarnsOfWhatIsNeeded(t *testing.T) {
	t.Parallel()
	const warning = "Goes back to Auth0's default: "
	for name, tc := range map[string]struct{ typeName, before, after, says string }{
		"Duo without its connection":        {"guardian_factor_duo", duoOn("first-key", 1), "enabled = true", warning + "the connection to Duo: The factor stays on, and nobody can use it"},
		"Duo that goes off":                 {"guardian_factor_duo", duoOn("first-key", 1), "enabled = false", ""},
		"phone codes by Auth0":              {"guardian_legacy_phone", "selected_provider = \"phone-message-hook\"", "", warning + "the provider of the phone factor"},
		"phone codes as they were":          {"guardian_legacy_phone", "selected_provider = \"auth0\"", "", ""},
		"push to the Guardian app":          {"guardian_factor_push", "enabled = true\nselected_provider = \"direct\"\n" + apnsBody, "enabled = true\n" + apnsBody, warning + "the provider of the push-notification factor"},
		"device keys of another domain":     {"guardian_factor_webauthn_platform", "enabled = true\nrelying_party_identifier = \"example.com\"", "enabled = true", "Keys that users have enrolled"},
		"security keys of another domain":   {"guardian_factor_webauthn_roaming", "enabled = true\nuser_verification = \"required\"\nrelying_party_identifier = \"example.com\"", "enabled = true\nuser_verification = \"required\"", "Keys that users have enrolled"},
		"security keys of their domain":     {"guardian_factor_webauthn_roaming", "enabled = true\nuser_verification = \"required\"", "enabled = true", ""},
		"security keys of the same domain":  {"guardian_factor_webauthn_roaming", "enabled = true\nuser_verification = \"discouraged\"", "enabled = true", ""},
		"Actions that are not listened to":  {"guardian_tenant_settings", "customize_mfa_in_postlogin_action = true", "", "Actions that choose the factors"},
		"settings that nobody depends upon": {"guardian_factor_email", "enabled = true\nsettings = { otp_length = 8 }", "enabled = true", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: tc.typeName})
			c.must(tc.before)
			c.must(tc.after)
			if tc.says == "" {
				c.says("", warning)
			} else {
				c.says(tc.says)
			}
		})
	}
}

// Of security keys, the domain is left alone while only the verification is
// declared, also in a refresh and in a destroy.
func TestARelyingPartyThatIsNotDeclaredStays(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_webauthn_roaming"})
	theirs := auth0test.WebAuthnSettings{UserVerification: "preferred", OverrideRelyingParty: true, RelyingPartyIdentifier: "example.com"}
	c.tn.SetWebAuthnSettings("webauthn-roaming", theirs)
	const body = "enabled = true\nuser_verification = \"required\""
	c.must(body)
	c.settled(body, []string{"roaming settings", "required for example.com"})
	c.must("")
	if err := c.tn.check("roaming settings", "discouraged for example.com"); err != nil {
		t.Error(err)
	}
}

// One ARN is enough, and the other of the tenant's is none of ours.
func TestOneARNIsEnough(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_push"})
	c.tn.SetSNS(auth0test.SNS{APNsApplicationARN: "theirs"})
	body := "enabled = true\n" + strings.Replace(snsBody, "  sns_apns_platform_application_arn = \"arn:aws:sns:eu-west-1:123456789012:app/APNS/example\"\n", "", 1)
	c.must(body)
	c.settled(body, []string{"sns", "key:" + awsSecret + "@eu-west-1"})
}

// Twilio takes a number and a messaging service at once.
func TestTwilioTakesTwoSenders(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_legacy_phone"})
	body := strings.Replace(twilioBody, "sid =", "messaging_service_sid = \"MG1\"\n  sid =", 1)
	if errs := validate(t, c.row.typeName, body, true); errs != "" {
		t.Error(errs)
	}
	c.must(body)
	c.settled(body, []string{"twilio", "AC1," + twilioToken + ",+15550100,MG1"})
}

// A tenant that moves to the Unified Phone Experience refuses the older
// settings: the factor can still be planned, let go of them and be destroyed.
func TestATenantMovesToTheUnifiedPhoneExperience(t *testing.T) {
	t.Parallel()
	moved := func(t *testing.T, body string) core {
		t.Helper()
		c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_phone"})
		c.must(body)
		c.tn.SetUnifiedPhone(true)
		return c
	}
	const body = "enabled = true\nmessage_types = [\"voice\"]"
	c := moved(t, body)
	if errs, changed := c.apply(body); errs != "" || changed {
		t.Errorf("%v %s", changed, errs)
	}
	c.says("Not read: the message types of the phone factor")
	c.must("enabled = true")
	c.says("Forgotten: the message types of the phone factor")
	c.settled("enabled = true", []string{"sms", "true"})
	c = moved(t, body)
	c.must("")
	if err := c.tn.check("sms", "false"); err != nil {
		t.Error(err)
	}
}

// A 404 that is not Auth0's is no proof that something is gone.
func TestAProxys404ProvesNothing(t *testing.T) {
	t.Parallel()
	for _, row := range itemLifecycles {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			tn := row.emulated(t)
			c := newCore(t, tn, row)
			c.must(row.first)
			tn.Fail(auth0test.Fault{Path: "/api/v2/*", Times: -1, Status: 404, Header: map[string]string{"Content-Type": "application/json"}, Body: `{"message":"no Route matched with those values"}`})
			for _, body := range []string{row.first, ""} {
				if errs, _ := c.apply(body); !strings.Contains(errs, "does a proxy answer in its place?") || c.value.IsNull() {
					t.Errorf("in state %t: %s", !c.value.IsNull(), errs)
				}
			}
		})
	}
}

// A rename whose create is refused, since the old address has what Auth0 takes
// only once, keeps the old one, whichever of the two comes first.
func TestARenameOfAMethodKeepsIt(t *testing.T) {
	t.Parallel()
	for _, row := range methodLifecycles {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			tn := row.emulated(t)
			before := newCore(t, tn, row)
			before.must(row.first)
			after, p := before.address(), before.process()
			created, _ := after.applyIn(p, row.first)
			destroyed, _ := before.applyIn(p, "")
			if created != "" && !strings.Contains(destroyed, "Not destroyed") {
				t.Errorf("%s\n%s", created, destroyed)
			}
			if err := tn.check(row.hasFirst...); err != nil {
				t.Errorf("%s\n%s\n%v", created, destroyed, err)
			}
		})
	}
}

// What is replaced is gone for a moment, and the plan says so.
func TestAPlanWarnsBeforeAnItemIsReplaced(t *testing.T) {
	t.Parallel()
	tn := phoneProviderLifecycles[0].emulated(t)
	w := tn.workspace(t, phoneProviderLifecycles[0].config(phoneProviderLifecycles[0].first))
	run(t, w, "apply", "-auto-approve")
	run(t, w, "taint", phoneProvider)
	if out := run(t, w, "plan"); !strings.Contains(out, "Users may lose it for a moment: guardian_phone_provider") {
		t.Error(out)
	}
}

// The tenant's MFA settings are in the state after an import, also where they
// are Auth0's defaults.
func TestAnImportOfDefaultsHasThem(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	row := lifecycle{typeName: "guardian_settings", identifies: "mfa_session_overall_timeout"}
	tn.apply(t,
		resource.TestStep{Config: row.config("")},
		row.importBlock(tn),
	)
}

// Another user, or an address that only looks like a masked one, replaces a method.
func TestAnotherUserReplacesAMethod(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for _, id := range []string{"auth0|userX", "auth0|user1"} {
		tn.AddUser(auth0test.User{ID: id, Email: "user@example.com"})
	}
	body := func(user, email string) string {
		return "user_id = \"auth0|" + user + "\"\ntype = \"email\"\nemail = \"" + email + "@example.com\""
	}
	c := newCore(t, tn, lifecycle{typeName: "guardian_authentication_method"})
	c.must(body("userX", "alexX"))
	for _, other := range []string{body("user1", "alexX"), body("userX", "alex9")} {
		if planned := c.plan(c.process(), other); len(planned.RequiresReplace) != 1 {
			t.Errorf("%s: replaced by %v", other, planned.RequiresReplace)
		}
		c.says("An authentication method is replaced")
	}
}

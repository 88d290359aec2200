package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Whatever type switches MFA off when it is destroyed, the plan warns of it.
func TestAPlanWarnsBeforeADestroyOfEveryProtection(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		c.plan(c.process(), "")
		warned := strings.Contains(c.said, "MFA protection goes away: ")
		if protects := protects(c.row); warned != protects {
			t.Errorf("warned: %t, protects: %t: %s", warned, protects, c.said)
		}
	})
}

// protects reports whether a row's first body switches on a factor or the policies.
func protects(row lifecycle) bool {
	for pair := range slices.Chunk(row.hasFirst, 2) {
		if pair[0] == "policies" || slices.Contains(factorNames, pair[0]) {
			return pair[1] != "false" && pair[1] != ""
		}
	}
	return false
}

// A plan that takes MFA away says from whom and what else could be done; one
// that takes nothing away is silent.
func TestAPlanWarnsBeforeADestroy(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn+policiesOn)
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "plan", "-destroy")
	for _, want := range []string{
		"MFA protection goes away: the email factor",
		"MFA protection goes away: the MFA policies",
		"Destroying guardian_factor_email takes the email factor away from every user of " + tn.Host(),
		"Destroying guardian_policies ends MFA at every login of ",
		"destroy = false",
		"moved block",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
	write(t, w, emailOff+`
resource "guardian_policies" "this" {
  policies = []
}
`)
	run(t, w, "apply", "-auto-approve")
	if out := run(t, w, "plan", "-destroy"); strings.Contains(out, "goes away") {
		t.Errorf("the plan warns although everything is off:\n%s", out)
	}
}

// A first apply may switch off what somebody else has switched on: only that
// warns, and only for that the tenant is asked.
func TestAPlanWarnsBeforeAFirstApplySwitchesOff(t *testing.T) {
	t.Parallel()
	const warning = "This would switch off"
	tn := emulated(t)
	w := tn.workspace(t, emailOffTuned)
	if out := run(t, w, "plan"); strings.Contains(out, warning) {
		t.Errorf("warned of a factor that is off:\n%s", out)
	}
	tn.SetFactor("email", true)
	on := "The tenant " + tn.Host() + " has the email factor switched on."
	if out := run(t, w, "plan"); !strings.Contains(out, warning) || !strings.Contains(out, on) {
		t.Errorf("no warning:\n%s", out)
	}
	tn.ResetRequests()
	write(t, w, emailOn)
	if run(t, w, "plan"); len(tn.Requests()) != 0 {
		t.Errorf("a plan that switches on asked the tenant: %v", tn.calls())
	}
	write(t, w, `
resource "terraform_data" "later" {
  input = true
}
resource "guardian_factor_email" "this" {
  enabled = !terraform_data.later.output
}
`)
	if out := run(t, w, "plan"); strings.Contains(out, warning) || len(tn.Requests()) != 0 {
		t.Errorf("a value that is not known yet was guessed: %v\n%s", tn.calls(), out)
	}
}

// Settings that are known only after apply do not hide that the switch goes off.
func TestAPlanWarnsWhereTheSettingsAreUnknown(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	w := tn.workspace(t, `
resource "terraform_data" "later" {
  input = 8
}
resource "guardian_factor_email" "this" {
  enabled = false
  settings = {
    otp_length = terraform_data.later.output
  }
}
`)
	if out := run(t, w, "plan"); !strings.Contains(out, "This would switch off") {
		t.Errorf("no warning:\n%s", out)
	}
}

// A replacement destroys first: the factor is off until it is created anew. The
// resource is tainted here, since with -replace Terraform shows no warnings.
func TestAPlanWarnsBeforeAReplacement(t *testing.T) {
	t.Parallel()
	const warning = "MFA protection may go away for a moment: the email factor"
	tn := emulated(t)
	w := tn.workspace(t, emailOn)
	if out := run(t, w, "apply", "-auto-approve"); strings.Contains(out, warning) {
		t.Errorf("warned of a first apply:\n%s", out)
	}
	run(t, w, "taint", "guardian_factor_email.this")
	if out := run(t, w, "plan"); !strings.Contains(out, warning) || !strings.Contains(out, "create_before_destroy") {
		t.Errorf("no warning of a tainted resource:\n%s", out)
	}
}

// Where the tenant does not let us read what is there, a first apply that may
// switch it off or replace it warns all the same.
func TestAPlanWarnsWhereTheTenantCannotBeRead(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_otp"})
	c.tn.Fail(auth0test.Fault{Method: "GET", Path: "/api/v2/guardian/factors", Status: 403})
	c.must("enabled = false")
	c.says("This may switch off the otp factor", "This would")
	c = newCore(t, emulated(t), lifecycle{typeName: "guardian_email_template"})
	c.tn.Fail(auth0test.Fault{Method: "GET", Path: "/api/v2/email-templates/*", Status: 403})
	c.must(`
template = "mfa_oob_code"
subject  = "Code"
body     = "{{code}}"
from     = "a@example.com"
`)
	c.says("This may replace the email template mfa_oob_code")
}

// A factor that goes back to a default it cannot be used with, such as one
// without its provider: the plan says so, and is silent where nothing gets worse.
func TestAPlanWarnsOfDefaultsThatBreakAFactor(t *testing.T) {
	t.Parallel()
	const warning = "Reset to Auth0's default: "
	for name, tc := range map[string]struct {
		typeName      string
		before, after string // the bodies
		says          string // nothing where it is empty
	}{
		"Duo without its connection": {
			typeName: "guardian_factor_duo",
			before:   duoOn("first-key", 1),
			after:    "enabled = true",
			says:     warning + "the connection to Duo: The factor stays on, and nobody can use it",
		},
		"Duo that goes off": {
			typeName: "guardian_factor_duo",
			before:   duoOn("first-key", 1),
			after:    "enabled = false",
		},
		"phone messages by Auth0": {
			typeName: "guardian_legacy_phone",
			before:   `selected_provider = "phone-message-hook"`,
			says:     warning + "the provider of the phone factor",
		},
		"phone messages by Auth0 as before": {
			typeName: "guardian_legacy_phone",
			before:   `selected_provider = "auth0"`,
		},
		"push to the Guardian app": {
			typeName: "guardian_factor_push",
			before: `
enabled           = true
selected_provider = "direct"
` + apnsBody,
			after: `
enabled = true
` + apnsBody,
			says: warning + "the provider of the push-notification factor",
		},
		"device keys of another domain": {
			typeName: "guardian_factor_webauthn_platform",
			before: `
enabled                  = true
relying_party_identifier = "example.com"
`,
			after: "enabled = true",
			says:  "Keys that users have enrolled",
		},
		"security keys of another domain": {
			typeName: "guardian_factor_webauthn_roaming",
			before: `
enabled                  = true
user_verification        = "required"
relying_party_identifier = "example.com"
`,
			after: `
enabled           = true
user_verification = "required"
`,
			says: "Keys that users have enrolled",
		},
		"security keys with required verification": {
			typeName: "guardian_factor_webauthn_roaming",
			before: `
enabled           = true
user_verification = "required"
`,
			after: "enabled = true",
		},
		"security keys with discouraged verification": {
			typeName: "guardian_factor_webauthn_roaming",
			before: `
enabled           = true
user_verification = "discouraged"
`,
			after: "enabled = true",
		},
		"Actions that are not listened to": {
			typeName: "guardian_tenant_settings",
			before:   "customize_mfa_in_postlogin_action = true",
			says:     "Actions that choose the factors",
		},
		"settings that nothing depends on": {
			typeName: "guardian_factor_email",
			before: `
enabled = true
settings = {
  otp_length = 8
}
`,
			after: "enabled = true",
		},
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

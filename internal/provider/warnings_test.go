package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A plan that takes MFA away says so, in the words of the tenant that it concerns.
func TestAPlanWarnsBeforeADestroy(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn+policiesOn)
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "plan", "-destroy")
	for _, want := range []string{
		"MFA protection goes away: the email factor", "MFA protection goes away: the MFA policies", "Destroying guardian_factor_email takes the email factor away from every user of " + tn.Host(),
		"Destroying guardian_policies ends MFA at every login of ", "destroy = false", "moved block",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
	write(t, w, emailOff+"resource \"guardian_policies\" \"this\" {\n  policies = []\n}\n")
	run(t, w, "apply", "-auto-approve")
	if out := run(t, w, "plan", "-destroy"); strings.Contains(out, "goes away") {
		t.Errorf("the plan warns although everything is off:\n%s", out)
	}
}

// The first apply overwrites what somebody else may have switched on.
func TestAPlanWarnsBeforeAFirstApplySwitchesOff(t *testing.T) {
	t.Parallel()
	const warning = "What is on would be switched off"
	tn := emulated(t)
	w := tn.workspace(t, emailOffTuned)
	if out := run(t, w, "plan"); strings.Contains(out, warning) {
		t.Errorf("warned of a factor that is off:\n%s", out)
	}
	tn.SetFactor("email", true)
	if out := run(t, w, "plan"); !strings.Contains(out, warning) || !strings.Contains(out, "In the tenant "+tn.Host()+" this is on now: the email factor.") {
		t.Errorf("no warning:\n%s", out)
	}
	tn.ResetRequests()
	write(t, w, emailOn)
	if run(t, w, "plan"); len(tn.Requests()) != 0 {
		t.Errorf("a plan that switches on asked the tenant: %v", tn.calls())
	}
	write(t, w, "resource \"terraform_data\" \"later\" { input = true }\nresource \"guardian_factor_email\" \"this\" {\n  enabled = !terraform_data.later.output\n}\n")
	if out := run(t, w, "plan"); strings.Contains(out, warning) || len(tn.Requests()) != 0 {
		t.Errorf("a value that is not known yet was guessed: %v\n%s", tn.calls(), out)
	}
}

// The switch is known although the settings are not.
func TestAPlanWarnsWhereTheRestIsUnknown(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	w := tn.workspace(t, "resource \"terraform_data\" \"later\" { input = 8 }\nresource \"guardian_factor_email\" \"this\" {\n  enabled = false\n  settings = { otp_length = terraform_data.later.output }\n}\n")
	if out := run(t, w, "plan"); !strings.Contains(out, "What is on would be switched off") {
		t.Errorf("no warning:\n%s", out)
	}
}

// Whoever forgets the moved block is told what became of the old address.
func TestARenameSaysThatTheOldAddressIsOnlyForgotten(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, "resource \"guardian_factor_email\" \"old\" {\n  enabled = true\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n")
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "apply", "-auto-approve", "-replace=guardian_factor_email.old")
	if !strings.Contains(out, "Left as it is") || !strings.Contains(out, "moved block") {
		t.Errorf("no word about it:\n%s", out)
	}
	if err := tn.check("email", "true"); err != nil {
		t.Error(err)
	}
}

// A replacement destroys first: the factor is off until it is created anew. Of
// one that is asked for with -replace Terraform shows no warnings.
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

// Enforcement without a factor that users can have alone locks some of them
// out: the apply says so, and only where it is so.
func TestAnApplyWarnsOfUsersWhoAreLockedOut(t *testing.T) {
	t.Parallel()
	const all, byRisk = `policies = ["all-applications"]`, `policies = ["confidence-score"]`
	unreadable, refused := forbidden("GET", "/api/v2/guardian/factors"), forbidden("PUT", "/api/v2/guardian/policies")
	for name, tc := range map[string]struct {
		on    string // factors, separated by spaces
		body  string
		fault *auth0test.Fault
		warns bool
	}{
		"no factor":          {"", all, nil, true},
		"dependent ones":     {"email recovery-code webauthn-platform", all, nil, true},
		"both policies":      {"email", `policies = ["confidence-score", "all-applications"]`, nil, true},
		"by risk":            {"", byRisk, nil, false},
		"never":              {"", "policies = []", nil, false},
		"phone":              {"sms", all, nil, false},
		"push":               {"push-notification", all, nil, false},
		"otp":                {"otp email", all, nil, false},
		"duo":                {"duo", all, nil, false},
		"webauthn-roaming":   {"webauthn-roaming", all, nil, false},
		"unreadable factors": {"", all, &unreadable, false},
		"refused":            {"", all, &refused, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			for _, factor := range strings.Fields(tc.on) {
				tn.SetFactor(factor, true)
			}
			if tc.fault != nil {
				tn.Fail(*tc.fault)
			}
			c := newCore(t, tn, lifecycle{typeName: "guardian_policies"})
			errs, _ := c.apply(tc.body)
			if refused := tc.fault == &refused; refused != (errs != "") {
				t.Error(errs)
			}
			if warned := strings.Contains(c.said, "Users may be locked out"); warned != tc.warns {
				t.Errorf("warned %t: %s", warned, c.said)
			}
		})
	}
}

// What an import had to leave out is said.
func TestAnImportSaysWhatItLeavesOut(t *testing.T) {
	t.Parallel()
	for _, status := range []int{403, 404} {
		tn := emulated(t)
		tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/factors/email/settings", Times: -1, Status: status})
		w := tn.workspace(t, emailOff)
		out := run(t, w, "import", "guardian_factor_email.this", tn.domain())
		if !strings.Contains(out, "Not imported: the code settings of the email factor") || !strings.Contains(out, fmt.Sprint(status)) {
			t.Errorf("no word about a %d:\n%s", status, out)
		}
		if out := fails(t, w, "import", "guardian_factor_otp.this", ""); strings.Contains(out, "error in the provider") {
			t.Errorf("an import of nothing is blamed on the provider:\n%s", out)
		}
	}
}

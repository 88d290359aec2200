package provider_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Terraform would call an answer that differs from the plan an inconsistent
// result and taint the resource, and the next apply would switch MFA off.
func TestAnAnswerThatDiffersTaintsNothing(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	other := func(body []byte) []byte { return bytes.Replace(body, []byte("true"), []byte("false"), 1) }
	tn.Fail(auth0test.Fault{Method: "PUT", Path: "/api/v2/guardian/factors/email", Rewrite: other})
	tn.steps(t,
		resource.TestStep{Config: emailOn, ExpectError: regexp.MustCompile(`(?s)Auth0 stored something else.*the\s+email\s+factor`)},
		resource.TestStep{
			Config:           emailOn,
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionCreate)),
			Check:            tn.has("email", "true"),
		},
	)
}

// An update that was answered otherwise is in state as it was answered, and the
// next plan has the difference.
func TestAnAnswerThatDiffersInAnUpdateShowsInTheNextPlan(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	other := func([]byte) []byte { return []byte(`{"otp_length":7,"otp_expiration_time":600}`) }
	tn.steps(t,
		resource.TestStep{Config: emailOn},
		resource.TestStep{
			PreConfig: func() {
				tn.Fail(auth0test.Fault{Method: "PUT", Path: "/api/v2/guardian/factors/email/settings", Rewrite: other})
			},
			Config: emailSettings, ExpectError: regexp.MustCompile("Auth0 stored something else"),
		},
		resource.TestStep{RefreshState: true, Check: tn.has("email", "true")},
		resource.TestStep{Config: emailSettings, Check: tn.has("email", "true", "email settings", "8 digits, 600 s")},
	)
}

// A 403 in the middle of the first apply leaves nothing in state and nothing
// tainted, and the next apply completes it without switching off.
func TestAFailedCreateLeavesNothingInState(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/email"))
	tn.steps(t,
		resource.TestStep{
			Config:      emailSettings,
			ExpectError: regexp.MustCompile(`(?s)Could not set the email factor.*update:guardian_factors`),
		},
		resource.TestStep{
			PreConfig:        tn.ResetRequests,
			Config:           emailSettings,
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionCreate)),
			Check:            resource.ComposeTestCheckFunc(tn.has("email", "true"), tn.wrote(putSettings, putEmail)),
		},
	)
}

// What an update has written before it fails is kept, and the next plan shows the rest.
func TestAFailedUpdateKeepsWhatWasWritten(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: emailSettings},
		resource.TestStep{
			PreConfig:   func() { tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/email/settings")) },
			Config:      emailOffTuned,
			ExpectError: regexp.MustCompile("Could not set the code settings of the email factor"),
		},
		resource.TestStep{
			PreConfig:        tn.ResetRequests,
			Config:           emailOffTuned,
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionUpdate)),
			Check: resource.ComposeTestCheckFunc(
				tn.has("email", "false", "email settings", "9 digits, 600 s"),
				tn.wrote(putSettings),
			),
		},
	)
}

// Where the tenant answers that a factor is still on, its destroy fails: the
// resource stays in state, and the next destroy tries again.
func TestADestroyThatTheTenantOverrulesIsNotForgotten(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	overrule := auth0test.Fault{Method: "PUT", Path: "/api/v2/guardian/factors/email", Rewrite: func([]byte) []byte {
		tn.SetFactor("email", true)
		return []byte(`{"enabled":true}`)
	}}
	tn.steps(t,
		resource.TestStep{Config: emailOn},
		resource.TestStep{
			PreConfig:   func() { tn.Fail(overrule) },
			Config:      emailOn,
			Destroy:     true,
			ExpectError: regexp.MustCompile("Auth0 stored something else"),
		},
		resource.TestStep{Config: emailOn, Destroy: true},
	)
	if err := tn.check("email", "false"); err != nil {
		t.Error(err)
	}
}

// The same for a setting that was removed from the configuration.
func TestAResetThatTheTenantOverrulesShowsInTheNextPlan(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	overrule := auth0test.Fault{Method: "PUT", Path: "/api/v2/guardian/factors/email/settings", Rewrite: func([]byte) []byte {
		tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 8, Expiration: 600})
		return []byte(`{"otp_length":8,"otp_expiration_time":600}`)
	}}
	tn.steps(t,
		resource.TestStep{Config: emailSettings},
		resource.TestStep{
			PreConfig:   func() { tn.Fail(overrule) },
			Config:      emailOn,
			ExpectError: regexp.MustCompile("Auth0 stored something else"),
		},
		resource.TestStep{
			Config:           emailOn,
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionUpdate)),
			Check:            tn.has("email", "true", "email settings", "6 digits, 300 s"),
		},
	)
}

// Settings that cannot be written keep the switch from going on.
func TestAFactorDoesNotGoOnHalfConfigured(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/email/settings"))
	tn.steps(t, resource.TestStep{
		Config:      emailSettings,
		ExpectError: regexp.MustCompile("Could not set the code settings of the email factor"),
	})
	if err := tn.wrote(putSettings)(nil); err != nil {
		t.Error(err)
	}
}

// A factor that cannot be switched off keeps its settings.
func TestADestroyStopsAtItsFirstFailure(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailSettings)
	run(t, w, "apply", "-auto-approve")
	tn.ResetRequests()
	tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/email"))
	fails(t, w, "destroy", "-auto-approve")
	if err := tn.wrote(putEmail)(nil); err != nil {
		t.Error(err)
	}
	if err := tn.check("email", "true", "email settings", "8 digits, 600 s"); err != nil {
		t.Error(err)
	}
}

// Settings that cannot be read fail the read, although the switch can be read.
func TestAReadFailsWhereOneDocumentCannotBeRead(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: emailSettings},
		resource.TestStep{
			PreConfig: func() {
				tn.Fail(auth0test.Fault{Method: "GET", Path: "/api/v2/guardian/factors/email/settings", Status: 404})
			},
			Config:      emailSettings,
			ExpectError: regexp.MustCompile(`(?s)Could not read the code settings.*404`),
		},
	)
}

// After an update the state has what the tenant answered, although it is not what was sent.
func TestStateHasWhatTheTenantAnswered(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn)
	run(t, w, "apply", "-auto-approve")
	tn.Fail(auth0test.Fault{Method: "PUT", Path: "/api/v2/guardian/factors/email/settings", Rewrite: func([]byte) []byte {
		return []byte(`{"otp_length":7,"otp_expiration_time":600}`)
	}})
	write(t, w, emailSettings)
	fails(t, w, "apply", "-auto-approve")
	if state := read(t, w, "terraform.tfstate"); !strings.Contains(state, `"otp_length": 7`) {
		t.Error(state)
	}
}

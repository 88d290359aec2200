package provider_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// The tests of this file are the promises of docs/index.md ("What every resource
// does"), on the email factor.

// Settings come before the switch when it goes on, after it when it goes off,
// and what has not changed is not sent.
func TestApplyWritesOnlyWhatDiffersAndInOrder(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: emailSettings, Check: tn.wrote(putSettings, putEmail)},
		resource.TestStep{Config: emailTuned, Check: tn.wrote(putSettings)},
		resource.TestStep{Config: strings.Replace(emailTuned, "true", "false", 1), Check: tn.wrote(putEmail)},
		resource.TestStep{Config: emailSettings, Check: tn.wrote(putSettings, putEmail)},
		resource.TestStep{Config: emailOffTuned, Check: tn.wrote(putEmail, putSettings)},
	)
}

// A tenant always has its settings: a 404 is an error, and no reason to create one anew.
func TestA404OfASettingIsAnErrorAndKeepsTheState(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: emailOn},
		resource.TestStep{
			PreConfig:   func() { tn.Fail(auth0test.Fault{Method: "GET", Path: "/api/v2/guardian/factors", Status: 404}) },
			Config:      emailOn,
			ExpectError: regexp.MustCompile(`(?s)Could not read the email factor.*404`),
		},
		resource.TestStep{Config: emailOn, ConfigPlanChecks: plan(plancheck.ExpectEmptyPlan())},
	)
}

// The eight factors of one refresh are read with one request.
func TestAllFactorsAtTheSameTimeShareOneRead(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	reads := func(*terraform.State) error {
		n := len(slices.DeleteFunc(tn.calls(), func(c string) bool { return c != getFactors }))
		if n != 1 {
			return errorf("%d lists of factors for one refresh of eight toggles", n)
		}
		return nil
	}
	tn.apply(t,
		resource.TestStep{Config: allToggles},
		resource.TestStep{PreConfig: tn.ResetRequests, RefreshState: true, Check: reads},
	)
}

// What is not declared is neither sent, nor read, nor shown.
func TestOnlyWhatIsDeclaredIsTouched(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 10, Expiration: 3600})
	tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/factors/email/settings", Times: -1, Status: 403})
	untouched := func(*terraform.State) error {
		if calls := tn.calls(); slices.Contains(calls, getSettings) || slices.Contains(calls, putSettings) {
			return errorf("the settings were touched: %v", calls)
		}
		return nil
	}
	tn.steps(t,
		resource.TestStep{
			Config:            emailOn,
			Check:             untouched,
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(email, tfjsonpath.New("settings"), knownvalue.Null())},
		},
		resource.TestStep{Config: emailOff, Check: untouched},
		resource.TestStep{Config: emailOff, Destroy: true},
	)
	if err := tn.check("email settings", "10 digits, 3600 s"); err != nil {
		t.Error(err)
	}
}

// An optional setting that is removed from the configuration goes back to its default, and the plan says so.
func TestARemovedSettingGoesBackToItsDefault(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: emailSettings},
		resource.TestStep{
			PreConfig: tn.ResetRequests,
			Config:    emailOn,
			ConfigPlanChecks: plan(
				plancheck.ExpectResourceAction(email, plancheck.ResourceActionUpdate),
				plancheck.ExpectKnownValue(email, tfjsonpath.New("settings"), knownvalue.Null()),
			),
			Check: resource.ComposeTestCheckFunc(tn.has("email", "true", "email settings", "6 digits, 300 s"), tn.wrote(putSettings)),
		},
		resource.TestStep{Config: emailOn, ConfigPlanChecks: plan(plancheck.ExpectEmptyPlan())},
	)
}

// Destroy switches off first, then resets what is declared; what fails can be retried.
func TestDestroyPutsTheDefaultsBackAndCanBeRetried(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: emailSettings},
		resource.TestStep{
			PreConfig: func() {
				tn.ResetRequests()
				tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/email/settings"))
			},
			Config:      emailSettings,
			Destroy:     true,
			ExpectError: regexp.MustCompile("Could not set the code settings of the email factor"),
		},
		resource.TestStep{Config: emailSettings, Destroy: true},
	)
	if err := tn.wrote(putEmail, putSettings, putSettings)(nil); err != nil {
		t.Error(err)
	}
	if err := tn.check("email", "false", "email settings", "6 digits, 300 s"); err != nil {
		t.Error(err)
	}
}

// A removed block with destroy = false changes nothing on the tenant.
func TestRemovedWithoutDestroyLeavesTheTenantAsItIs(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t,
		resource.TestStep{Config: emailSettings},
		resource.TestStep{
			PreConfig: tn.ResetRequests,
			Config: `
removed {
  from = guardian_factor_email.this
  lifecycle {
    destroy = false
  }
}
`,
			Check: tn.wrote(),
		},
	)
	if err := tn.check("email", "true", "email settings", "8 digits, 600 s"); err != nil {
		t.Error(err)
	}
}

// The policies depend on their factors: they are lifted before a factor goes off.
func TestDestroyLiftsEnforcementFirst(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	const policies = `
resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_email.this]
}
`
	tn.steps(t,
		resource.TestStep{Config: emailOn + policies, Check: tn.wrote(putEmail, "PUT /api/v2/guardian/policies")},
		resource.TestStep{Config: emailOn + policies, Destroy: true},
	)
	if err := tn.wrote("PUT /api/v2/guardian/policies", putEmail)(nil); err != nil {
		t.Error(err)
	}
}

package provider_test

import (
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func importBlock(id string) string {
	return "import {\n  to = guardian_factor_email.this\n  id = \"" + id + "\"\n}\n"
}

// The first plan after an import shows the truth: what differs from Auth0's
// defaults is in state, what does not is not, and nothing is sent.
func TestImportReadsEverything(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 8, Expiration: 600})
	tn.apply(t,
		resource.TestStep{
			Config: importBlock(tn.domain()) + emailSettings, ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionNoop)),
			Check: tn.wrote(),
		},
	)
}

func TestImportLeavesOutWhatIsTheDefault(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t, resource.TestStep{
		Config: importBlock("https://"+tn.domain()+"/") + emailOff, ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionNoop)),
		ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue(email, tfjsonpath.New("settings"), knownvalue.Null())},
	})
}

// The configuration wins over what was imported, and the plan shows how.
func TestImportShowsWhatTheConfigurationChanges(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 8, Expiration: 600})
	tn.apply(t, resource.TestStep{
		Config: importBlock(tn.domain()) + emailOff, ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionUpdate)),
		Check: tn.has("email", "false", "email settings", "6 digits, 300 s"),
	})
}

func TestImportOfAnotherTenantIsRefused(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for _, id := range []string{"other.eu.auth0.com", "this", "email", "../x"} {
		tn.apply(t, resource.TestStep{
			Config: importBlock(id) + emailOn, ExpectError: regexp.MustCompile(`(?s)Not this tenant.*` + regexp.QuoteMeta(tn.domain())),
		})
	}
	if calls := tn.calls(); len(calls) != 0 {
		t.Errorf("the tenant was asked: %v", calls)
	}
}

// A tenant may not be allowed to read an optional setting; what is required has to be read.
func TestImportWithoutAPermission(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/factors/email/settings", Times: -1, Status: 403})
	tn.apply(t, resource.TestStep{
		Config: importBlock(tn.domain()) + emailOn, ConfigPlanChecks: plan(plancheck.ExpectResourceAction(email, plancheck.ResourceActionNoop)),
	})
	tn.Fail(forbidden("GET", "/api/v2/guardian/factors"))
	tn.apply(t, resource.TestStep{
		Config: importBlock(tn.domain()) + emailOn, ExpectError: regexp.MustCompile("Could not read the email factor"),
	})
}

// Only the first read after an import reads everything.
func TestAnImportIsOverAfterItsFirstRead(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t,
		resource.TestStep{Config: importBlock(tn.domain()) + emailOff},
		resource.TestStep{
			PreConfig: func() {
				tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 10, Expiration: 3600})
				tn.ResetRequests()
			},
			Config: emailOff, ConfigPlanChecks: plan(plancheck.ExpectEmptyPlan()),
			Check: func(*terraform.State) error {
				if slices.Contains(tn.calls(), getSettings) {
					return errorf("what is not declared was read: %v", tn.calls())
				}
				return nil
			},
		},
	)
}

// An error of the server says nothing about permissions.
func TestAnImportDuringAnOutageFails(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/factors/email/settings", Times: -1, Status: 501})
	tn.apply(t, resource.TestStep{
		Config: importBlock(tn.domain()) + emailOff, ExpectError: regexp.MustCompile("Could not read the code settings of the email factor"),
	})
}

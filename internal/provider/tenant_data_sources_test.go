package provider_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	factorsData = `
data "guardian_factors" "this" {}
`
	policiesData = `
data "guardian_policies" "this" {}
`
)

// All eight factors are there by their names, whether they are on or off.
func TestFactorsDataSource(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, tn tenant) {
		want := map[string]knownvalue.Check{}
		for _, name := range []string{
			"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code",
		} {
			want[name] = knownvalue.ObjectExact(map[string]knownvalue.Check{
				"enabled":       knownvalue.Bool(name == "email"),
				"trial_expired": knownvalue.Bool(false),
			})
		}
		tn.steps(t, resource.TestStep{
			Config: emailOn + `
				data "guardian_factors" "this" {
				  depends_on = [guardian_factor_email.this]
				}
			`,
			ConfigStateChecks: values("data.guardian_factors.this", map[string]knownvalue.Check{
				"enabled": knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("email")}),
				"factors": knownvalue.MapExact(want),
			}),
		})
	})
}

// A factor whose trial has expired does not work, although it is on.
func TestFactorsDataSourceShowsAnExpiredTrial(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{
		Path:   "/api/v2/guardian/factors",
		Times:  -1,
		Status: 200,
		Body:   `[{"name":"duo","enabled":true,"trial_expired":true}]`,
	})
	tn.steps(t, resource.TestStep{
		Config: factorsData,
		ConfigStateChecks: values("data.guardian_factors.this", map[string]knownvalue.Check{
			"factors": knownvalue.MapExact(map[string]knownvalue.Check{
				"duo": knownvalue.ObjectExact(map[string]knownvalue.Check{
					"enabled":       knownvalue.Bool(true),
					"trial_expired": knownvalue.Bool(true),
				}),
			}),
		}),
	})
}

func TestPoliciesDataSource(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	policies := func(list ...knownvalue.Check) map[string]knownvalue.Check {
		return map[string]knownvalue.Check{"policies": knownvalue.SetExact(list)}
	}
	tn.steps(t,
		resource.TestStep{
			Config:            policiesData,
			ConfigStateChecks: values("data.guardian_policies.this", policies()),
		},
		resource.TestStep{
			PreConfig: func() { tn.SetPolicies("all-applications", "confidence-score") },
			Config:    policiesData,
			ConfigStateChecks: values("data.guardian_policies.this", policies(
				knownvalue.StringExact("all-applications"),
				knownvalue.StringExact("confidence-score"),
			)),
		},
	)
}

// One refresh of the data source and of all factors makes one request.
func TestFactorsDataSourceSharesItsRequest(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, factorsData+emailOn+mfaOn)
	run(t, w, "apply", "-auto-approve")
	tn.ResetRequests()
	run(t, w, "plan")
	asked := slices.DeleteFunc(tn.calls(), func(c string) bool { return c != getFactors })
	if len(asked) != 1 {
		t.Errorf("%d requests for the factors in one refresh: %v", len(asked), tn.calls())
	}
}

// An error about a missing scope names the scope.
func TestDataSourcesNameTheMissingScope(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for config, scope := range map[string]string{
		factorsData:            "read:guardian_factors",
		policiesData:           "read:mfa_policies",
		enrollments("auth0|1"): "read:users",
	} {
		w := tn.workspace(t, config)
		w.Env = append(w.Env,
			"AUTH0_CLIENT_ID=",
			"AUTH0_CLIENT_SECRET=",
			"AUTH0_API_TOKEN="+tn.Token("any", "update:clients"),
		)
		out := fails(t, w, "plan")
		for _, want := range []string{"Could not read the", "expected any of: " + scope, "insufficient_scope", "Add the scope"} {
			if !strings.Contains(out, want) {
				t.Errorf("the error does not say %q:\n%s", want, out)
			}
		}
	}
}

// The factors that are on have the names of their resources.
func TestEnabledFactorsAreNamedLikeTheirResources(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	var want []knownvalue.Check
	_, schemas := newServer(t)
	for name := range schemas.ResourceSchemas {
		if factor, ok := strings.CutPrefix(name, "guardian_factor_"); ok {
			want = append(want, knownvalue.StringExact(factor))
		}
	}
	for _, name := range factorNames {
		tn.SetFactor(name, true)
	}
	tn.steps(t, resource.TestStep{
		Config:            factorsData,
		ConfigStateChecks: values("data.guardian_factors.this", map[string]knownvalue.Check{"enabled": knownvalue.SetExact(want)}),
	})
}

// An auditor reads what nothing in the configuration manages.
func TestSettingsDataSources(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetUnifiedPhone(true)
	const config = `
data "guardian_settings" "this" {}
data "guardian_tenant_settings" "this" {}
data "guardian_phone_provider" "this" {}
`
	const settings, flags, sender = "data.guardian_settings.this", "data.guardian_tenant_settings.this", "data.guardian_phone_provider.this"
	tn.steps(t,
		resource.TestStep{Config: config, ConfigStateChecks: slices.Concat(
			values(settings, map[string]knownvalue.Check{
				"display_remember_me_checkbox":   knownvalue.Bool(true),
				"remember_me_default_value":      knownvalue.Bool(false),
				"mfa_session_inactivity_timeout": knownvalue.Int64Exact(604800),
				"mfa_session_overall_timeout":    knownvalue.Int64Exact(2592000),
			}),
			values(flags, map[string]knownvalue.Check{
				"customize_mfa_in_postlogin_action":  knownvalue.Bool(false),
				"mfa_show_factor_list_on_enrollment": knownvalue.Bool(false),
				"phone_consolidated_experience":      knownvalue.Bool(true),
			}),
			values(sender, map[string]knownvalue.Check{"id": knownvalue.Null(), "name": knownvalue.Null(), "configuration": knownvalue.Null()}),
		)},
		resource.TestStep{
			PreConfig: func() {
				on, methods := true, []string{"text"}
				if _, err := tn.api.SetTenantSettings(t.Context(), auth0.TenantSettingsChange{CustomizeMFAInPostLoginAction: &on}); err != nil {
					t.Fatal(err)
				}
				if _, err := tn.api.CreatePhoneProvider(t.Context(), auth0.PhoneProviderChange{
					Name: "custom", Credentials: &auth0.PhoneProviderCredentials{},
					Configuration: &auth0.PhoneProviderConfiguration{DeliveryMethods: methods},
				}); err != nil {
					t.Fatal(err)
				}
			},
			Config: config,
			ConfigStateChecks: slices.Concat(
				values(flags, map[string]knownvalue.Check{"customize_mfa_in_postlogin_action": knownvalue.Bool(true)}),
				values(sender, map[string]knownvalue.Check{
					"id":       knownvalue.NotNull(),
					"name":     knownvalue.StringExact("custom"),
					"disabled": knownvalue.Bool(false),
					"configuration": knownvalue.ObjectPartial(map[string]knownvalue.Check{
						"delivery_methods": knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("text")}),
					}),
				}),
			),
		},
	)
}

// terraform test can fill every data source, without a tenant.
func TestDataSourcesCanBeMocked(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, factorsData+enrollments("auth0|1")+`
data "guardian_authenticators" "this" {
  user_id = "auth0|1"
}
`)
	writeFile(t, filepath.Join(w.Dir, "mock.tftest.hcl"), []byte(`
mock_provider "guardian" {
  mock_data "guardian_factors" {
    defaults = {
      enabled = ["otp"]
      factors = { otp = { enabled = true, trial_expired = false } }
    }
  }
  mock_data "guardian_authenticators" {
    defaults = {
      authenticators = [{
        id = "email|dev_1", authenticator_type = "oob", oob_channel = "email", active = true
        name = null, created_at = null, enrolled_at = null, last_auth_at = null
      }]
    }
  }
  mock_data "guardian_user_enrollments" {
    defaults = {
      enrollments = [{
        id = "dev_1", status = "confirmed", type = null, auth_method = "sms", name = null
        identifier = null, phone_number = null, enrolled_at = null, last_auth = null
      }]
    }
  }
}

run "all" {
  assert {
    condition     = data.guardian_factors.this.factors["otp"].enabled && contains(data.guardian_factors.this.enabled, "otp")
    error_message = "factors"
  }
  assert {
    condition     = data.guardian_authenticators.this.authenticators[0].oob_channel == "email"
    error_message = "authenticators"
  }
  assert {
    condition     = data.guardian_user_enrollments.this.enrollments[0].auth_method == "sms"
    error_message = "enrollments"
  }
}
`))
	run(t, w, "test")
	if calls := tn.calls(); len(calls) != 0 {
		t.Errorf("the tenant was asked: %v", calls)
	}
}

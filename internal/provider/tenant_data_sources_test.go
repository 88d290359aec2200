package provider_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

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
		tn.apply(t, resource.TestStep{
			Config: emailOn + `
				data "guardian_factors" "this" {
				  depends_on = [guardian_factor_email.this]
				}
			`,
			ConfigStateChecks: values("data.guardian_factors.this", map[string]knownvalue.Check{
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
	tn.apply(t, resource.TestStep{
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
	tn.apply(t,
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

func enrollments(userID string) string {
	return fmt.Sprintf(`
data "guardian_user_enrollments" "this" {
  user_id = %q
}
`, userID)
}

// Guardian lists the first confirmed factor of a user, and never email.
func TestUserEnrollmentsDataSource(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	tn.AddMethod(chuck, auth0test.Method{Type: "email", Email: "chuck334@example.com", Confirmed: true})
	list := func(want ...knownvalue.Check) map[string]knownvalue.Check {
		return map[string]knownvalue.Check{"enrollments": knownvalue.ListExact(want)}
	}
	var id string
	enrollPhone := func() {
		id = tn.AddMethod(chuck, auth0test.Method{Type: "phone", PhoneNumber: "+44207183875044", Confirmed: true})
	}
	sameID := func(s *terraform.State) error {
		got := s.RootModule().Resources["data.guardian_user_enrollments.this"].Primary.Attributes["enrollments.0.id"]
		if got == "" || !strings.HasSuffix(id, got) {
			return errorf("the enrollment of %s is %s", id, got)
		}
		return nil
	}
	tn.apply(t,
		resource.TestStep{
			Config:            enrollments(chuck),
			ConfigStateChecks: values("data.guardian_user_enrollments.this", list()),
		},
		resource.TestStep{
			PreConfig: enrollPhone,
			Config:    enrollments(chuck),
			ConfigStateChecks: values("data.guardian_user_enrollments.this", list(
				knownvalue.ObjectExact(map[string]knownvalue.Check{
					"id":           knownvalue.StringRegexp(regexp.MustCompile(`^dev_`)),
					"status":       knownvalue.StringExact("confirmed"),
					"auth_method":  knownvalue.StringExact("sms"),
					"name":         knownvalue.StringExact("XXXXXXXXXXX5044"),
					"phone_number": knownvalue.StringExact("XXXXXXXXXXX5044"),
					"enrolled_at":  knownvalue.StringRegexp(regexp.MustCompile(`^20..-..-..T`)),
					"type":         knownvalue.StringExact("phone"),
					"identifier":   knownvalue.Null(),
					"last_auth":    knownvalue.Null(),
				}),
			)),
			Check: sameID,
		},
		resource.TestStep{
			Config: enrollments("auth0|nobody"),
			ExpectError: regexp.MustCompile(
				`(?s)Could not read the enrollments of auth0\|nobody.*The user does\s+not\s+exist.*inexistent_user`),
		},
	)
}

func TestUserEnrollmentsRefuseAnEmptyUser(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	out := fails(t, tn.workspace(t, enrollments("")), "validate")
	if !strings.Contains(out, "user_id string length must be at least 1") {
		t.Error(out)
	}
}

// Every member that Auth0 documents gets into the state, also those that the
// emulated tenant does not have, since no recording shows them.
func TestUserEnrollmentsHaveEveryMember(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{Path: "/api/v2/users/*", Times: -1, Status: 200, Body: `[{
		"id": "dev_1",
		"status": "pending",
		"type": "t",
		"name": "n",
		"identifier": "i",
		"phone_number": "p",
		"auth_method": "a",
		"enrolled_at": "e",
		"last_auth": "l"
	}]`})
	want := map[string]knownvalue.Check{}
	for name, value := range map[string]string{
		"id":           "dev_1",
		"status":       "pending",
		"type":         "t",
		"name":         "n",
		"identifier":   "i",
		"phone_number": "p",
		"auth_method":  "a",
		"enrolled_at":  "e",
		"last_auth":    "l",
	} {
		want[name] = knownvalue.StringExact(value)
	}
	tn.apply(t, resource.TestStep{
		Config: enrollments("auth0|1"),
		ConfigStateChecks: values("data.guardian_user_enrollments.this", map[string]knownvalue.Check{
			"enrollments": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(want)}),
		}),
	})
}

// The example's check block asserts in a pipeline that MFA is enforced, by codes
// in email or by authenticator apps: it warns where either is missing.
func TestExampleOfFactorsWarnsWithoutMFA(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	content, err := os.ReadFile(root + "/examples/data-sources/guardian_factors/data-source.tf")
	if err != nil {
		t.Fatal(err)
	}
	w := tn.workspace(t, string(content))
	for _, tc := range []struct {
		factor string
		policy bool
		passes bool
	}{
		{factor: "", policy: true, passes: false},
		{factor: "email", policy: false, passes: false},
		{factor: "duo", policy: true, passes: false},
		{factor: "email", policy: true, passes: true},
		{factor: "otp", policy: true, passes: true},
	} {
		for _, name := range []string{"email", "otp", "duo"} {
			tn.SetFactor(name, name == tc.factor)
		}
		tn.SetPolicies()
		if tc.policy {
			tn.SetPolicies("all-applications")
		}
		out := run(t, w, "apply", "-auto-approve")
		if warned := strings.Contains(out, "Check block assertion failed"); warned == tc.passes {
			t.Errorf("%+v: warned: %v\n%s", tc, warned, out)
		}
	}
}

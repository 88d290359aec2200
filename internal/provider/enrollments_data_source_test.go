package provider_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

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
	sameID := func(got string) error {
		if got == "" || !strings.HasSuffix(id, got) {
			return errorf("the enrollment of %s is %s", id, got)
		}
		return nil
	}
	tn.steps(t,
		resource.TestStep{
			Config:            enrollments(chuck),
			ConfigStateChecks: values("data.guardian_user_enrollments.this", list()),
		},
		resource.TestStep{
			PreConfig: enrollPhone,
			Config:    enrollments(chuck),
			ConfigStateChecks: values("data.guardian_user_enrollments.this", list(
				knownvalue.ObjectExact(map[string]knownvalue.Check{
					"id":           knownvalue.StringFunc(sameID),
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
	tn.steps(t, resource.TestStep{
		Config: enrollments("auth0|1"),
		ConfigStateChecks: values("data.guardian_user_enrollments.this", map[string]knownvalue.Check{
			"enrollments": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(want)}),
		}),
	})
}

package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// importMethod is a block that imports what the tenant has.
func importMethod(id string) string {
	return fmt.Sprintf(`
import {
  to = guardian_authentication_method.this
  id = "%s::%s"
}
`, chuck, id)
}

// The value that was imported masked is taken from the configuration, without a
// request that changes anything; from then on, another value is another method.
func TestImportedAuthenticationMethodIsKept(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		onTenant auth0test.Method
		body     string
	}{
		"email": {
			onTenant: auth0test.Method{Type: "email", Email: "chuck334@example.com", Confirmed: true},
			body:     byEmail,
		},
		"phone": {
			onTenant: auth0test.Method{Type: "phone", PhoneNumber: "+44207183875044", Confirmed: true},
			body:     byPhone,
		},
		"totp": {
			onTenant: auth0test.Method{Type: "totp", Secret: key, Confirmed: true},
			body:     byTOTP(key, 1),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			addChuck(tn)
			id := tn.AddMethod(chuck, tc.onTenant)
			config := methodConfig(tc.body)
			another := strings.NewReplacer("chuck334", "mallory", "5044", "5045", "_version = 1", "_version = 2").Replace(config)
			tn.steps(t,
				resource.TestStep{
					Config:           importMethod(id) + config,
					ConfigPlanChecks: methodAction(plancheck.ResourceActionUpdate),
					Check:            tn.unchanged(),
				},
				resource.TestStep{
					Config:           config,
					ConfigPlanChecks: plan(plancheck.ExpectEmptyPlan()),
				},
				resource.TestStep{
					Config:           another,
					ConfigPlanChecks: methodAction(plancheck.ResourceActionReplace),
				},
			)
		})
	}
}

// An imported address that does not fit the configuration shows by its mask.
func TestImportedAuthenticationMethodWithAnotherAddressIsReplaced(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	id := tn.AddMethod(chuck, auth0test.Method{Type: "email", Email: "mallory@example.com", Confirmed: true})
	tn.steps(t, resource.TestStep{
		Config:           importMethod(id) + methodConfig(byEmail),
		ConfigPlanChecks: methodAction(plancheck.ResourceActionReplace),
		Check:            tn.has("chuck's methods", "email chuc****@exam*******"),
	})
}

// A method of a type that the resource does not have, such as a security key
// that the user enrolled, cannot be imported; neither can one that is not there.
func TestImportOfAnAuthenticationMethodIsRefused(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	securityKey := tn.AddMethod(chuck, auth0test.Method{Type: "webauthn-roaming", Confirmed: true})
	w := tn.workspace(t, methodConfig(byEmail))
	for _, tc := range []struct{ name, id, want string }{
		{
			name: "another type",
			id:   chuck + "::" + securityKey,
			want: `It is of the type "webauthn-roaming"`,
		},
		{
			name: "user alone",
			id:   chuck,
			want: "imported by its user_id::id",
		},
		{
			name: "method that is not there",
			id:   chuck + "::email|dev_0000000000000000",
			want: "Cannot import non-existent remote object",
		},
		{
			name: "user who is not there",
			id:   "auth0|nobody::" + securityKey,
			want: "Cannot import non-existent remote object",
		},
	} {
		if out := fails(t, w, "import", method, tc.id); !strings.Contains(out, tc.want) {
			t.Errorf("%s: the error does not say %q:\n%s", tc.name, tc.want, out)
		}
	}
}

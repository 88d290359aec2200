package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// importMethod is a block that imports what the tenant has.
func importMethod(id string) string {
	return fmt.Sprintf("import {\n  to = guardian_authentication_method.this\n  id = \"%s::%s\"\n}\n", chuck, id)
}

// The full value of what was imported masked is noted, and nothing is sent; another one is another method.
func TestAnImportedMethodIsKept(t *testing.T) {
	t.Parallel()
	for config, m := range map[string]auth0test.Method{
		byEmail:        {Type: "email", Email: "chuck334@example.com", Confirmed: true},
		byPhone:        {Type: "phone", PhoneNumber: "+44207183875044", Confirmed: true},
		byTOTP(key, 1): {Type: "totp", Secret: key, Confirmed: true},
	} {
		t.Run(m.Type, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			addChuck(tn)
			id := tn.AddMethod(chuck, m)
			full := methodConfig(config)
			another := strings.NewReplacer("chuck334", "mallory", "5044", "5045", "_version = 1", "_version = 2").Replace(full)
			tn.apply(t,
				resource.TestStep{Config: importMethod(id) + full, ConfigPlanChecks: methodAction(plancheck.ResourceActionUpdate), Check: tn.unchanged()},
				resource.TestStep{Config: full, ConfigPlanChecks: plan(plancheck.ExpectEmptyPlan())},
				resource.TestStep{Config: another, ConfigPlanChecks: methodAction(plancheck.ResourceActionReplace)},
			)
		})
	}
}

// Of an imported email or phone, another value is seen by its mask.
func TestAnImportedMethodWithAnotherAddress(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	id := tn.AddMethod(chuck, auth0test.Method{Type: "email", Email: "mallory@example.com", Confirmed: true})
	tn.apply(t, resource.TestStep{
		Config: importMethod(id) + methodConfig(byEmail), ConfigPlanChecks: methodAction(plancheck.ResourceActionReplace),
		Check: tn.has("chuck's methods", "email chuc****@exam*******"),
	})
}

// What a user enrolled in the app is none of this resource's business.
func TestAMethodOfAnotherTypeIsNotImported(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	id := tn.AddMethod(chuck, auth0test.Method{Type: "webauthn-roaming", Confirmed: true})
	w := tn.workspace(t, methodConfig(byEmail))
	for id, want := range map[string]string{
		chuck + "::" + id:                      `It is of the type "webauthn-roaming"`,
		chuck:                                  "imported by its user_id::id",
		chuck + "::email|dev_0000000000000000": "Cannot import non-existent remote object",
		"auth0|nobody::" + id:                  "Cannot import non-existent remote object",
	} {
		if out := fails(t, w, "import", method, id); !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
}

// Each optional attribute goes in its own way.
func TestRemovedAttributesOfAMethod(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	tn.apply(t,
		resource.TestStep{Config: methodConfig(byPhone, first, `preferred_authentication_method = "voice"`), Check: tn.has("chuck's methods", "phone XXXXXXXXXXX5044 voice First")},
		resource.TestStep{
			Config: methodConfig(byPhone), ConfigPlanChecks: methodAction(plancheck.ResourceActionUpdate), Check: tn.has("chuck's methods", "phone XXXXXXXXXXX5044 voice"),
			ConfigStateChecks: values(method, map[string]knownvalue.Check{"name": knownvalue.Null(), "preferred_authentication_method": knownvalue.StringExact("voice")}),
		},
	)
}

// A key is sent with a new version alone, and is nowhere but on the tenant.
func TestAKeyIsSentWithItsVersionAlone(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	const one, two = "JBSWY3DPEHPK3PXP", "MFRGGZDFMZTWQ2LK"
	w := tn.workspace(t, methodConfig(byTOTP(one, 1), first))
	said := run(t, w, "apply", "-auto-approve")
	for _, config := range []string{methodConfig(byTOTP(two, 1), second), methodConfig(byTOTP(two, 1))} {
		write(t, w, config)
		said += run(t, w, "apply", "-auto-approve")
	}
	if posts := tn.enrolments(); len(posts) != 1 || !strings.Contains(posts[0], one) {
		t.Errorf("enrolled: %v", posts)
	}
	tn.ResetRequests()
	tn.Fail(forbidden("POST", methods))
	write(t, w, methodConfig(byTOTP(two, 2)))
	said += fails(t, w, "apply", "-auto-approve")
	tn.ResetRequests()
	said += run(t, w, "apply", "-auto-approve")
	if posts := tn.enrolments(); len(posts) != 1 || !strings.Contains(posts[0], two) {
		t.Errorf("enrolled: %v", posts)
	}
	search(t, said+read(t, w, "terraform.tfstate")+read(t, w, "terraform.tfstate.backup"), []string{one, two})
	run(t, w, "plan", "-detailed-exitcode")
}

// A key that is none is refused without being shown.
func TestAKeyThatIsRefusedIsNotShown(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	config := "variable \"key\" {\n  type = string\n  ephemeral = true\n}\n" + strings.Replace(methodConfig(byTOTP("", 1)), `""`, "var.key", 1)
	for _, bad := range []string{"SECRETSECRET0189", "secretsecret", "SECRETSECRE", "SECRET SECRET"} {
		w := tn.workspace(t, config)
		w.Env = append(w.Env, "TF_VAR_key="+bad)
		out := fails(t, w, "plan")
		if !strings.Contains(out, "must be base32") {
			t.Errorf("%s is taken for a key:\n%s", bad, out)
		}
		search(t, out, []string{bad})
	}
}

// An X in a user's ID or in an email address is no mask: another one replaces the method.
func TestAnXInAnIDOrAddressIsNoMask(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for _, id := range []string{"auth0|userX", "auth0|user1"} {
		tn.AddUser(auth0test.User{ID: id, Email: "user@example.com"})
	}
	body := func(user, email string) string {
		return fmt.Sprintf(`
user_id = "auth0|%s"
type    = "email"
email   = "%s@example.com"
`, user, email)
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

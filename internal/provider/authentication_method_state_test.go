package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A method that is gone, or whose user is gone, is enrolled again, and destroy
// has nothing left to do.
func TestDeletedAuthenticationMethodIsRecreated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	created := methodAction(plancheck.ResourceActionCreate)
	deleted := func(ctx context.Context, c *auth0.Client) error {
		id, err := chucksOnly(ctx, c)
		if err != nil {
			return err
		}
		return c.DeleteAuthenticationMethod(ctx, chuck, id)
	}
	noUser := auth0test.Fault{
		Path:   methods + "*",
		Times:  4, // as often as it is asked before it is believed
		Status: 404,
		Body:   `{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}`,
	}
	noUserToDeleteFrom := noUser
	noUserToDeleteFrom.Skip, noUserToDeleteFrom.Times = 1, -1 // once the plan has read it
	tn.steps(t,
		resource.TestStep{Config: methodConfig(byEmail)},
		resource.TestStep{
			PreConfig:        tn.drift(t, deleted),
			Config:           methodConfig(byEmail),
			ConfigPlanChecks: created,
			Check:            tn.has("chuck's methods", "email chuc****@exam*******"),
		},
		resource.TestStep{
			PreConfig:        func() { tn.Fail(noUser) },
			Config:           methodConfig(byEmail),
			ConfigPlanChecks: created, // and it turns out to be there
		},
		resource.TestStep{
			PreConfig: func() { tn.Fail(noUserToDeleteFrom) },
			Config:    methodConfig(byEmail),
			Destroy:   true,
		},
	)
}

// Whatever fails, nothing is in state that is not on the tenant, and the next
// apply completes it.
func TestFailedWritesOfAnAuthenticationMethodAreRepeated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	failing := func(f auth0test.Fault) func() { return func() { tn.Fail(f) } }
	other := func(body []byte) []byte { return bytes.Replace(body, []byte("Second"), []byte("Other"), 1) }
	twice := methodConfig(byEmail, second) + strings.Replace(methodConfig(byEmail), "this", "same", 1)
	tn.steps(t,
		resource.TestStep{
			PreConfig:   failing(forbidden("POST", methods)),
			Config:      methodConfig(byEmail, first),
			ExpectError: regexp.MustCompile(`(?s)Could not create the email method of the user\s+auth0\|chuck.*insufficient_scope`),
		},
		resource.TestStep{
			Config:           methodConfig(byEmail, first),
			ConfigPlanChecks: methodAction(plancheck.ResourceActionCreate),
		},
		resource.TestStep{
			PreConfig:   failing(auth0test.Fault{Method: "PATCH", Path: methods + "/*", Status: 403}),
			Config:      methodConfig(byEmail, second),
			ExpectError: regexp.MustCompile(`Could not change the authentication method\s+email\|dev_`),
		},
		resource.TestStep{
			PreConfig:        failing(auth0test.Fault{Method: "PATCH", Path: methods + "/*", Rewrite: other}),
			Config:           methodConfig(byEmail, second),
			ConfigPlanChecks: methodAction(plancheck.ResourceActionUpdate),
			ExpectError:      regexp.MustCompile("Auth0 stored something else"),
		},
		resource.TestStep{
			Config: methodConfig(byEmail, second),
			Check:  tn.has("chuck's methods", "email chuc****@exam******* Second"),
		},
		resource.TestStep{
			Config:      twice,
			ExpectError: regexp.MustCompile("Two resources for one setting"),
		},
		resource.TestStep{
			Config:      strings.Replace(methodConfig(byEmail), chuck, "auth0|nobody", 1),
			ExpectError: regexp.MustCompile(`(?s)The user does not\s+exist.*inexistent_user`),
		},
	)
}

// An answer of Auth0 that masks another number than was sent is an error and
// leaves nothing in state, not even tainted.
func TestAuthenticationMethodThatAuth0StoresOtherwise(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	other := func(body []byte) []byte { return bytes.Replace(body, []byte("X5044"), []byte("X5045"), 1) }
	tn.Fail(auth0test.Fault{Method: "POST", Path: methods, Rewrite: other})
	w := tn.workspace(t, methodConfig(byPhone))
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, "Auth0 stored something else") {
		t.Error(out)
	}
	if state := run(t, w, "state", "list"); state != "" {
		t.Errorf("in state: %s", state)
	}
}

// A name that is removed goes from the tenant; a preferred method cannot, and stays.
func TestAttributesRemovedFromAnAuthenticationMethod(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	tn.steps(t,
		resource.TestStep{
			Config: methodConfig(byPhone, first, `preferred_authentication_method = "voice"`),
			Check:  tn.has("chuck's methods", "phone XXXXXXXXXXX5044 voice First"),
		},
		resource.TestStep{
			Config:           methodConfig(byPhone),
			ConfigPlanChecks: methodAction(plancheck.ResourceActionUpdate),
			Check:            tn.has("chuck's methods", "phone XXXXXXXXXXX5044 voice"),
			ConfigStateChecks: values(method, map[string]knownvalue.Check{
				"name":                            knownvalue.Null(),
				"preferred_authentication_method": knownvalue.StringExact("voice"),
			}),
		},
	)
}

// enrolments are the bodies of what was enrolled since the last reset.
func (tn tenant) enrolments() (bodies []string) {
	for _, r := range tn.Requests() {
		if r.Method == "POST" && r.Path == methods {
			bodies = append(bodies, string(r.Body))
		}
	}
	return bodies
}

// A TOTP secret is sent when its version changes and not otherwise, and is in
// neither output nor state.
func TestTOTPSecretIsSentOnlyWithANewVersion(t *testing.T) {
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
	said += read(t, w, "terraform.tfstate") + read(t, w, "terraform.tfstate.backup")
	search(t, said, []string{one, two})
	run(t, w, "plan", "-detailed-exitcode")
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

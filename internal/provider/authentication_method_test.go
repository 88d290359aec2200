package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	method  = "guardian_authentication_method.this"
	chuck   = "auth0|chuck"
	methods = "/api/v2/users/auth0%7Cchuck/authentication-methods"
	key     = "JBSWY3DPEHPK3PXP" // base32 of "Hello!" and some more
)

// methodsOf lists what a user has enrolled, as an administrator sees it.
func methodsOf(userID string) subject {
	return subject{real: func(ctx context.Context, c *auth0.Client) (string, error) {
		list, err := c.AuthenticationMethods(ctx, userID)
		var found []string
		for _, m := range list {
			found = append(found, strings.Join(strings.Fields(strings.Join([]string{m.Type, m.Email + m.PhoneNumber, m.PreferredMethod, m.Name}, " ")), " "))
		}
		return sorted(found), err
	}}
}

func addChuck(tn tenant) {
	tn.AddUser(auth0test.User{ID: chuck, Email: "chuck@example.com"})
}

func methodBody(arguments ...string) string {
	return fmt.Sprintf("user_id = %q\n%s", chuck, strings.Join(arguments, "\n"))
}

func methodConfig(arguments ...string) string {
	return "resource \"guardian_authentication_method\" \"this\" {\n" + methodBody(arguments...) + "\n}\n"
}

const (
	byEmail = "type = \"email\"\nemail = \"chuck334@example.com\""
	byPhone = "type = \"phone\"\nphone_number = \"+44207183875044\""
	first   = `name = "First"`
	second  = `name = "Second"`
)

func byTOTP(secret string, version int) string {
	return fmt.Sprintf("type = \"totp\"\ntotp_secret_wo = %q\ntotp_secret_wo_version = %d", secret, version)
}

// relabelled is what somebody else does to the user's only method.
func relabelled(change auth0.AuthenticationMethodChange) func(context.Context, *auth0.Client) error {
	return func(ctx context.Context, c *auth0.Client) error {
		list, err := c.AuthenticationMethods(ctx, chuck)
		if err != nil || len(list) != 1 {
			return errorf("%d methods: %v", len(list), err)
		}
		_, err = c.UpdateAuthenticationMethod(ctx, chuck, list[0].ID, change)
		return err
	}
}

var drifted, voice = "Drifted", "voice"

var methodLifecycles = []lifecycle{
	{
		typeName: "guardian_authentication_method", variant: " by email", keys: []string{"user_id", "id"}, prepare: addChuck,
		first: methodBody(byEmail, first), hasFirst: []string{"chuck's methods", "email chuc****@exam******* First"},
		second: methodBody(byEmail, second), hasSecond: []string{"chuck's methods", "email chuc****@exam******* Second"},
		fresh: []string{"chuck's methods", ""},
		drift: relabelled(auth0.AuthenticationMethodChange{Name: &drifted}), unread: []string{"email"},
	},
	{
		typeName: "guardian_authentication_method", variant: " by phone", keys: []string{"user_id", "id"}, prepare: addChuck,
		first: methodBody(byPhone, `preferred_authentication_method = "sms"`), hasFirst: []string{"chuck's methods", "phone XXXXXXXXXXX5044 sms"},
		second: methodBody(byPhone, second, `preferred_authentication_method = "voice"`), hasSecond: []string{"chuck's methods", "phone XXXXXXXXXXX5044 voice Second"},
		fresh: []string{"chuck's methods", ""},
		drift: relabelled(auth0.AuthenticationMethodChange{PreferredMethod: &voice}), unread: []string{"phone_number"},
	},
	{
		typeName: "guardian_authentication_method", variant: " by TOTP", keys: []string{"user_id", "id"}, prepare: addChuck,
		first: methodBody(byTOTP(key, 1), first), hasFirst: []string{"chuck's methods", "totp First"},
		second: methodBody(byTOTP(key, 1)), hasSecond: []string{"chuck's methods", "totp"},
		fresh: []string{"chuck's methods", ""},
		drift: relabelled(auth0.AuthenticationMethodChange{Name: &drifted}), unread: []string{"totp_secret_wo_version"},
	},
}

func methodAction(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return plan(plancheck.ExpectResourceAction(method, action))
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

// unchanged states that a step changed nothing on the tenant.
func (tn tenant) unchanged() resource.TestCheckFunc {
	return func(*terraform.State) error {
		if calls := slices.DeleteFunc(tn.calls(), func(c string) bool { return strings.HasPrefix(c, "GET ") || strings.HasSuffix(c, "/oauth/token") }); len(calls) != 0 {
			return errorf("asked %v", calls)
		}
		return nil
	}
}

// What the tenant shows masked stays as it was declared, and another address is another method.
func TestAnotherAddressReplacesTheMethod(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	tn.AddUser(auth0test.User{ID: "auth0|ada", Email: "ada@example.com"})
	replaced := methodAction(plancheck.ResourceActionReplace)
	tn.apply(t,
		resource.TestStep{
			Config: methodConfig(byEmail, first),
			ConfigStateChecks: values(method, map[string]knownvalue.Check{
				"id": knownvalue.StringRegexp(regexp.MustCompile(`^email\|dev_`)), "email": knownvalue.StringExact("chuck334@example.com"),
				"phone_number": knownvalue.Null(), "preferred_authentication_method": knownvalue.Null(),
			}),
		},
		resource.TestStep{ // masked, both are the same
			Config: strings.Replace(methodConfig(byEmail, first), "chuck334", "chuck335", 1), ConfigPlanChecks: replaced,
			Check: tn.has("chuck's methods", "email chuc****@exam******* First"),
		},
		resource.TestStep{
			Config: methodConfig(byPhone), ConfigPlanChecks: replaced, Check: tn.has("chuck's methods", "phone XXXXXXXXXXX5044 sms"),
			ConfigStateChecks: values(method, map[string]knownvalue.Check{"preferred_authentication_method": knownvalue.StringExact("sms")}),
		},
		resource.TestStep{
			Config: strings.Replace(methodConfig(byPhone), "207", "208", 1), ConfigPlanChecks: replaced, Check: tn.has("chuck's methods", "phone XXXXXXXXXXX5044 sms"),
		},
		resource.TestStep{
			Config: strings.Replace(methodConfig(byPhone), chuck, "auth0|ada", 1), ConfigPlanChecks: replaced,
			Check: tn.has("chuck's methods", "", "ada's methods", "phone XXXXXXXXXXX5044 sms"),
		},
	)
}

// An address that was changed on the tenant shows.
func TestAnotherMaskedAddressShowsInThePlan(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	other := func(body []byte) []byte { return bytes.Replace(body, []byte("chuc****"), []byte("mall****"), 1) }
	tn.apply(t,
		resource.TestStep{Config: methodConfig(byEmail)},
		resource.TestStep{
			PreConfig: func() { tn.Fail(auth0test.Fault{Method: "GET", Path: methods + "*", Times: -1, Rewrite: other}) },
			Config:    methodConfig(byEmail), ConfigPlanChecks: methodAction(plancheck.ResourceActionReplace), ExpectNonEmptyPlan: true,
		},
	)
}

// What is gone, or whose user is gone, is enrolled anew, and a destroy takes it for done.
func TestAMethodThatIsGone(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	created := methodAction(plancheck.ResourceActionCreate)
	deleted := func(ctx context.Context, c *auth0.Client) error {
		list, err := c.AuthenticationMethods(ctx, chuck)
		if err != nil || len(list) != 1 {
			return errorf("%d methods: %v", len(list), err)
		}
		return c.DeleteAuthenticationMethod(ctx, chuck, list[0].ID)
	}
	nobody := auth0test.Fault{Path: methods + "/*", Status: 404, Body: `{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}`}
	tn.apply(t,
		resource.TestStep{Config: methodConfig(byEmail)},
		resource.TestStep{PreConfig: tn.drift(t, deleted), Config: methodConfig(byEmail), ConfigPlanChecks: created, Check: tn.has("chuck's methods", "email chuc****@exam*******")},
		resource.TestStep{PreConfig: func() { tn.Fail(nobody) }, Config: methodConfig(byEmail), ConfigPlanChecks: created, ExpectError: regexp.MustCompile(`already\s+exists`)},
		resource.TestStep{
			PreConfig: func() { nobody.Method = "DELETE"; tn.Fail(nobody) },
			Config:    methodConfig(byEmail), Destroy: true,
		},
	)
}

// Whatever fails, nothing is in state that is not on the tenant, and the next apply completes it.
func TestFailedWritesOfAMethodAreRepeated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	other := func(body []byte) []byte { return bytes.Replace(body, []byte("Second"), []byte("Other"), 1) }
	tn.apply(t,
		resource.TestStep{
			PreConfig: func() { tn.Fail(forbidden("POST", methods)) }, Config: methodConfig(byEmail, first),
			ExpectError: regexp.MustCompile(`(?s)Could not create the email method of the user\s+auth0\|chuck.*insufficient_scope`),
		},
		resource.TestStep{Config: methodConfig(byEmail, first), ConfigPlanChecks: methodAction(plancheck.ResourceActionCreate)},
		resource.TestStep{
			PreConfig: func() { tn.Fail(auth0test.Fault{Method: "PATCH", Path: methods + "/*", Status: 403}) },
			Config:    methodConfig(byEmail, second), ExpectError: regexp.MustCompile(`Could not change the authentication method\s+email\|dev_`),
		},
		resource.TestStep{
			PreConfig: func() { tn.Fail(auth0test.Fault{Method: "PATCH", Path: methods + "/*", Rewrite: other}) },
			Config:    methodConfig(byEmail, second), ConfigPlanChecks: methodAction(plancheck.ResourceActionUpdate),
			ExpectError: regexp.MustCompile("Auth0 stored something else"),
		},
		resource.TestStep{Config: methodConfig(byEmail, second), Check: tn.has("chuck's methods", "email chuc****@exam******* Second")},
		resource.TestStep{
			Config: methodConfig(byEmail, second) + strings.Replace(methodConfig(byEmail), "this", "same", 1), ExpectError: regexp.MustCompile(`(?s)409.*already\s+exists`),
		},
		resource.TestStep{
			Config: strings.Replace(methodConfig(byEmail), chuck, "auth0|nobody", 1), ExpectError: regexp.MustCompile(`(?s)The user does not\s+exist.*inexistent_user`),
		},
	)
}

// An answer that masks something else leaves nothing in state.
func TestAMethodWithAnotherAnswerTaintsNothing(t *testing.T) {
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

func TestADestroyOfAMethodWarns(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	w := tn.workspace(t, methodConfig(byEmail))
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "plan", "-destroy")
	for _, want := range []string{"Users lose the authentication method email|dev_", "of the user " + chuck, "asked to enroll anew", "destroy = false"} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
}

// What Auth0 would refuse, or take and not use, is refused before anything is asked.
func TestMethodsThatAreRefused(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for body, want := range map[string]string{
		`type = "push"`:  `"email" "phone" "totp"`,
		`type = "email"`: `The type "email" needs the attribute email.`,
		`type = "phone"`: `The type "phone" needs the attribute phone_number.`,
		`type = "totp"`:  `The type "totp" needs the attribute totp_secret_wo. `,
		"type = \"totp\"\ntotp_secret_wo = \"" + key + "\"":            `The type "totp" needs the attribute totp_secret_wo_version.`,
		byEmail + "\nphone_number = \"+15005550006\"":                  `phone_number goes with the type "phone", and the type is "email".`,
		byEmail + "\ntotp_secret_wo_version = 1":                       `totp_secret_wo_version goes with the type "totp"`,
		byPhone + "\nemail = \"a@example.com\"":                        `email goes with the type "email", and the type is "phone".`,
		byTOTP(key, 1) + "\npreferred_authentication_method = \"sms\"": `preferred_authentication_method goes with the type "phone"`,
		byPhone + "\npreferred_authentication_method = \"fax\"":        `"sms" "voice"`,
		byPhone + "\nname = \"\"":                                      "name string length",
		"type = \"phone\"\nphone_number = \"0207183875044\"":           "E.164",
		"type = \"phone\"\nphone_number = \"XXXXXXXXX5044\"":           "E.164",
		"type = \"email\"\nemail = \"chuc****@exam*******\"":           "not masked",
		"type = \"email\"\nemail = \"nobody\"":                         "must be an email address",
	} {
		w := tn.workspace(t, methodConfig(body))
		out := fails(t, w, "validate")
		if !strings.Contains(out+" ", want) {
			t.Errorf("%s: the error does not say %q:\n%s", body, want, out)
		}
	}
	if len(tn.calls()) != 0 {
		t.Errorf("asked %v", tn.calls())
	}
}

// What is known only after apply is no reason to refuse the plan.
func TestAMethodMayBeKnownAfterApply(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	later := "resource \"terraform_data\" \"later\" {\n  input = { type = \"email\", email = \"chuck334@example.com\", none = null }\n}\n"
	tn.apply(t, resource.TestStep{
		Config: later + methodConfig("type = terraform_data.later.output.type", "email = terraform_data.later.output.email", "phone_number = terraform_data.later.output.none"),
		Check:  tn.has("chuck's methods", "email chuc****@exam*******"),
	})
}

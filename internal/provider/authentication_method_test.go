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
			said := strings.Join([]string{m.Type, m.Email + m.PhoneNumber, m.PreferredMethod, m.Name}, " ")
			found = append(found, strings.Join(strings.Fields(said), " "))
		}
		return sorted(found), err
	}}
}

func addChuck(tn tenant) {
	tn.AddUser(auth0test.User{ID: chuck, Email: "chuck@example.com"})
}

func methodBody(arguments ...string) string {
	return lines(fmt.Sprintf("user_id = %q", chuck), lines(arguments...))
}

func methodConfig(arguments ...string) string {
	return lifecycle{typeName: "guardian_authentication_method"}.config(methodBody(arguments...))
}

const (
	byEmail = `type = "email"
email = "chuck334@example.com"`
	byPhone = `type = "phone"
phone_number = "+44207183875044"`
	first  = `name = "First"`
	second = `name = "Second"`
)

func byTOTP(secret string, version int) string {
	return fmt.Sprintf(`type = "totp"
totp_secret_wo = %q
totp_secret_wo_version = %d`, secret, version)
}

// chucksOnly returns the ID of the only method that the user has.
func chucksOnly(ctx context.Context, c *auth0.Client) (string, error) {
	list, err := c.AuthenticationMethods(ctx, chuck)
	if err != nil || len(list) != 1 {
		return "", errorf("%d methods: %v", len(list), err)
	}
	return list[0].ID, nil
}

// relabelled is what somebody else does to the user's only method.
func relabelled(change auth0.AuthenticationMethodChange) func(context.Context, *auth0.Client) error {
	return func(ctx context.Context, c *auth0.Client) error {
		id, err := chucksOnly(ctx, c)
		if err != nil {
			return err
		}
		_, err = c.UpdateAuthenticationMethod(ctx, chuck, id, change)
		return err
	}
}

var drifted, voice = "Drifted", "voice"

var methodLifecycles = []lifecycle{
	{
		typeName:  "guardian_authentication_method",
		variant:   " by email",
		keys:      []string{"user_id", "id"},
		prepare:   addChuck,
		first:     methodBody(byEmail, first),
		hasFirst:  []string{"chuck's methods", "email chuc****@exam******* First"},
		second:    methodBody(byEmail, second),
		hasSecond: []string{"chuck's methods", "email chuc****@exam******* Second"},
		fresh:     []string{"chuck's methods", ""},
		drift:     relabelled(auth0.AuthenticationMethodChange{Name: &drifted}),
		unread:    []string{"email"},
	},
	{
		typeName:  "guardian_authentication_method",
		variant:   " by phone",
		keys:      []string{"user_id", "id"},
		prepare:   addChuck,
		first:     methodBody(byPhone, `preferred_authentication_method = "sms"`),
		hasFirst:  []string{"chuck's methods", "phone XXXXXXXXXXX5044 sms"},
		second:    methodBody(byPhone, second, `preferred_authentication_method = "voice"`),
		hasSecond: []string{"chuck's methods", "phone XXXXXXXXXXX5044 voice Second"},
		fresh:     []string{"chuck's methods", ""},
		drift:     relabelled(auth0.AuthenticationMethodChange{PreferredMethod: &voice}),
		unread:    []string{"phone_number"},
	},
	{
		typeName:  "guardian_authentication_method",
		variant:   " by TOTP",
		keys:      []string{"user_id", "id"},
		prepare:   addChuck,
		first:     methodBody(byTOTP(key, 1), first),
		hasFirst:  []string{"chuck's methods", "totp First"},
		second:    methodBody(byTOTP(key, 1)),
		hasSecond: []string{"chuck's methods", "totp"},
		fresh:     []string{"chuck's methods", ""},
		drift:     relabelled(auth0.AuthenticationMethodChange{Name: &drifted}),
		unread:    []string{"totp_secret_wo_version"},
	},
}

func methodAction(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return plan(plancheck.ExpectResourceAction(method, action))
}

// unchanged states that a step changed nothing on the tenant.
func (tn tenant) unchanged() resource.TestCheckFunc {
	return func(*terraform.State) error {
		calls := slices.DeleteFunc(tn.calls(), func(call string) bool {
			return strings.HasPrefix(call, "GET ") || strings.HasSuffix(call, "/oauth/token")
		})
		if len(calls) != 0 {
			return errorf("asked %v", calls)
		}
		return nil
	}
}

// An address that the tenant shows masked stays in state as it was declared.
// Another address, also one with the same mask, or another user is another method.
func TestAnotherAddressReplacesTheAuthenticationMethod(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	tn.AddUser(auth0test.User{ID: "auth0|ada", Email: "ada@example.com"})
	replaced := methodAction(plancheck.ResourceActionReplace)
	tn.steps(t,
		resource.TestStep{
			Config: methodConfig(byEmail, first),
			ConfigStateChecks: values(method, map[string]knownvalue.Check{
				"id":                              knownvalue.StringRegexp(regexp.MustCompile(`^email\|dev_`)),
				"email":                           knownvalue.StringExact("chuck334@example.com"),
				"phone_number":                    knownvalue.Null(),
				"preferred_authentication_method": knownvalue.Null(),
			}),
		},
		resource.TestStep{ // masked, both are the same
			Config:           strings.Replace(methodConfig(byEmail, first), "chuck334", "chuck335", 1),
			ConfigPlanChecks: replaced,
			Check:            tn.has("chuck's methods", "email chuc****@exam******* First"),
		},
		resource.TestStep{
			Config:           methodConfig(byPhone),
			ConfigPlanChecks: replaced,
			Check:            tn.has("chuck's methods", "phone XXXXXXXXXXX5044 sms"),
			ConfigStateChecks: values(method, map[string]knownvalue.Check{
				"preferred_authentication_method": knownvalue.StringExact("sms"),
			}),
		},
		resource.TestStep{
			Config:           strings.Replace(methodConfig(byPhone), "207", "208", 1),
			ConfigPlanChecks: replaced,
			Check:            tn.has("chuck's methods", "phone XXXXXXXXXXX5044 sms"),
		},
		resource.TestStep{
			Config:           strings.Replace(methodConfig(byPhone), chuck, "auth0|ada", 1),
			ConfigPlanChecks: replaced,
			Check:            tn.has("chuck's methods", "", "ada's methods", "phone XXXXXXXXXXX5044 sms"),
		},
	)
}

// An address that was changed outside of Terraform shows by its mask.
func TestAddressChangedOutsideOfTerraformReplacesTheAuthenticationMethod(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	changed := auth0test.Fault{Method: "GET", Path: methods + "*", Times: -1, Rewrite: func(body []byte) []byte {
		return bytes.Replace(body, []byte("chuc****"), []byte("mall****"), 1)
	}}
	tn.steps(t,
		resource.TestStep{Config: methodConfig(byEmail)},
		resource.TestStep{
			PreConfig:          func() { tn.Fail(changed) },
			Config:             methodConfig(byEmail),
			ConfigPlanChecks:   methodAction(plancheck.ResourceActionReplace),
			ExpectNonEmptyPlan: true,
		},
	)
}

func TestPlanToDestroyAnAuthenticationMethodWarns(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	w := tn.workspace(t, methodConfig(byEmail))
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "plan", "-destroy")
	for _, want := range []string{
		"Users lose the authentication method email|dev_",
		"of the user " + chuck,
		"asked to enroll anew",
		"destroy = false",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
}

// A type and an address that are known only after apply do not fail the plan.
func TestAuthenticationMethodKnownAfterApply(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	const later = `
		resource "terraform_data" "later" {
		  input = {
		    type  = "email"
		    email = "chuck334@example.com"
		    none  = null
		  }
		}
	`
	tn.apply(t, resource.TestStep{
		Config: later + methodConfig(
			`type         = terraform_data.later.output.type`,
			`email        = terraform_data.later.output.email`,
			`phone_number = terraform_data.later.output.none`,
		),
		Check: tn.has("chuck's methods", "email chuc****@exam*******"),
	})
}

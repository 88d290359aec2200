package provider_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	grantTypes = "guardian_client_grant_types.this"
	getWeb     = "/api/v2/clients/web"
)

// grantsOf shows an application's grants in their order, by their short names.
func grantsOf(clientID string) subject {
	short := func(list []string) string {
		return strings.ReplaceAll(strings.Join(list, ","), "http://auth0.com/oauth/grant-type/", "")
	}
	return subject{
		func(tn *auth0test.Tenant) string { return short(tn.GrantTypes(clientID)) },
		func(ctx context.Context, c *auth0.Client) (string, error) {
			list, err := c.ClientGrantTypes(ctx, clientID)
			return short(list), err
		},
	}
}

// addWeb adds an application that may log in by browser, and what is said.
func addWeb(tn tenant, more ...string) {
	tn.AddApplication(auth0test.Application{
		ClientID:   "web",
		GrantTypes: append([]string{"authorization_code", "refresh_token"}, more...),
	})
}

// grants is the body of a resource for the application web.
func grants(list ...string) string {
	return fmt.Sprintf(`
client_id   = "web"
grant_types = ["%s"]`, strings.Join(list, `", "`))
}

func webGrants(list ...string) string {
	return lifecycle{typeName: "guardian_client_grant_types"}.config(grants(list...))
}

func added(list ...string) map[string]knownvalue.Check {
	var checks []knownvalue.Check
	for _, s := range list {
		checks = append(checks, knownvalue.StringExact(s))
	}
	return map[string]knownvalue.Check{"added_grant_types": knownvalue.SetExact(checks)}
}

func grantsAction(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return plan(plancheck.ExpectResourceAction(grantTypes, action))
}

var grantLifecycles = []lifecycle{
	{
		typeName:  "guardian_client_grant_types",
		keys:      []string{"client_id"},
		prepare:   func(tn tenant) { addWeb(tn) },
		first:     grants(auth0.GrantOOB),
		hasFirst:  []string{"web", "authorization_code,refresh_token,mfa-oob"},
		second:    grants(auth0.GrantOTP, auth0.GrantPassword),
		hasSecond: []string{"web", "authorization_code,refresh_token,mfa-otp,password"},
		fresh:     []string{"web", "authorization_code,refresh_token"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetClientGrantTypes(ctx, "web", []string{"authorization_code", "refresh_token"})
			return err
		},
		forgotten: []string{"added_grant_types"},
		remembers: true,
	},
}

// Grants that the application had before stay, in their order, through every
// update and the destroy: only those that the resource added are removed.
func TestOnlyAddedGrantTypesAreRemoved(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn, auth0.GrantOTP, "implicit")
	tn.steps(t,
		resource.TestStep{
			Config:            webGrants(auth0.GrantOOB, auth0.GrantOTP),
			Check:             tn.has("web", "authorization_code,refresh_token,mfa-otp,implicit,mfa-oob"),
			ConfigStateChecks: values(grantTypes, added(auth0.GrantOOB)),
		},
		resource.TestStep{
			Config:            webGrants(auth0.GrantOOB, auth0.GrantPasswordRealm),
			Check:             tn.has("web", "authorization_code,refresh_token,mfa-otp,implicit,mfa-oob,password-realm"),
			ConfigStateChecks: values(grantTypes, added(auth0.GrantOOB, auth0.GrantPasswordRealm)),
		},
		resource.TestStep{
			Config:            webGrants(auth0.GrantPasswordRealm),
			Check:             tn.has("web", "authorization_code,refresh_token,mfa-otp,implicit,password-realm"),
			ConfigStateChecks: values(grantTypes, added(auth0.GrantPasswordRealm)),
		},
	)
	if err := tn.check("web", "authorization_code,refresh_token,mfa-otp,implicit"); err != nil {
		t.Errorf("after destroy: %v", err)
	}
}

// An application that has all declared grants is not written to, by a destroy neither.
func TestGrantTypesThatAreThereAreNotSent(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn, auth0.GrantOOB, auth0.GrantOTP)
	tn.steps(t,
		resource.TestStep{
			Config:            webGrants(auth0.GrantOTP),
			ConfigStateChecks: values(grantTypes, added()),
		},
		resource.TestStep{
			Config:            webGrants(auth0.GrantOOB),
			ConfigStateChecks: values(grantTypes, added()),
		},
	)
	if calls := tn.calls(); slices.Contains(calls, "PATCH "+getWeb) || !slices.Contains(calls, "GET "+getWeb) {
		t.Errorf("asked %v", calls)
	}
}

// Grants that the application lost outside of Terraform are added again.
func TestLostGrantTypesShowInThePlan(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn, auth0.GrantOTP)
	tn.steps(t,
		resource.TestStep{Config: webGrants(auth0.GrantOOB, auth0.GrantOTP)},
		resource.TestStep{
			PreConfig:         func() { tn.SetGrantTypes("web", auth0.GrantOOB) },
			Config:            webGrants(auth0.GrantOOB, auth0.GrantOTP),
			ConfigPlanChecks:  grantsAction(plancheck.ResourceActionUpdate),
			Check:             tn.has("web", "mfa-oob,mfa-otp"),
			ConfigStateChecks: values(grantTypes, added(auth0.GrantOOB, auth0.GrantOTP)),
		},
		resource.TestStep{ // lost, and not declared any more: who gives it back keeps it
			PreConfig:         func() { tn.SetGrantTypes("web", auth0.GrantOTP) },
			Config:            webGrants(auth0.GrantOTP),
			ConfigPlanChecks:  plan(plancheck.ExpectEmptyPlan()),
			ConfigStateChecks: values(grantTypes, added(auth0.GrantOTP)),
		},
	)
}

// An import takes over the grants that concern MFA as ones that were there
// before: the destroy takes nothing away, and warns of nothing.
func TestDestroyAfterAnImportKeepsTheGrantTypes(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn, auth0.GrantPassword, auth0.GrantOOB)
	w := tn.workspace(t, webGrants(auth0.GrantOOB, auth0.GrantPassword))
	run(t, w, "import", grantTypes, "web")
	run(t, w, "plan", "-detailed-exitcode")
	if out := run(t, w, "destroy", "-auto-approve"); strings.Contains(out, "Users lose") {
		t.Errorf("warned of nothing:\n%s", out)
	}
	if err := tn.check("web", "authorization_code,refresh_token,password,mfa-oob"); err != nil {
		t.Error(err)
	}
	out := fails(t, w, "import", grantTypes, "nobody")
	if !strings.Contains(out, "Cannot import non-existent remote object") {
		t.Errorf("an application that is not there:\n%s", out)
	}
}

func TestPlanToDestroyGrantTypesWarns(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	w := tn.workspace(t, webGrants(auth0.GrantOOB))
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "plan", "-destroy")
	for _, want := range []string{
		"Users lose the grant types of the application web",
		"with a second factor through the MFA API fail",
		"destroy = false",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
}

// Another application gets the grants, and the one before loses them.
func TestAnotherApplicationReplacesTheGrantTypes(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	tn.AddApplication(auth0test.Application{ClientID: "other", GrantTypes: []string{"implicit"}})
	tn.steps(t,
		resource.TestStep{Config: webGrants(auth0.GrantOOB)},
		resource.TestStep{
			Config:           strings.Replace(webGrants(auth0.GrantOOB), "web", "other", 1),
			ConfigPlanChecks: grantsAction(plancheck.ResourceActionReplace),
			Check:            tn.has("web", "authorization_code,refresh_token", "other", "implicit,mfa-oob"),
		},
	)
}

// A grant that is known only after apply does not fail the plan.
func TestGrantTypesKnownAfterApply(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	tn.apply(t, resource.TestStep{
		Config: `
			resource "terraform_data" "later" {
			  input = "` + auth0.GrantOOB + `"
			}

			resource "guardian_client_grant_types" "this" {
			  client_id   = "web"
			  grant_types = [terraform_data.later.output]
			}
		`,
		Check: tn.has("web", "authorization_code,refresh_token,mfa-oob"),
	})
}

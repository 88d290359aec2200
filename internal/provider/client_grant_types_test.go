package provider_test

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

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
	tn.AddApplication(auth0test.Application{ClientID: "web", GrantTypes: append([]string{"authorization_code", "refresh_token"}, more...)})
}

// grants is the body of a resource for the application web.
func grants(list ...string) string {
	return fmt.Sprintf("client_id = \"web\"\ngrant_types = [\"%s\"]", strings.Join(list, `", "`))
}

func webGrants(list ...string) string {
	return "resource \"guardian_client_grant_types\" \"this\" {\n" + grants(list...) + "\n}\n"
}

func added(list ...string) map[string]knownvalue.Check {
	var checks []knownvalue.Check
	for _, s := range list {
		checks = append(checks, knownvalue.StringExact(s))
	}
	return map[string]knownvalue.Check{"added_grant_types": knownvalue.SetExact(checks)}
}

var grantLifecycles = []lifecycle{{
	typeName: "guardian_client_grant_types",
	keys:     []string{"client_id"},
	prepare:  func(tn tenant) { addWeb(tn) },
	first:    grants(auth0.GrantOOB), hasFirst: []string{"web", "authorization_code,refresh_token,mfa-oob"},
	second: grants(auth0.GrantOTP, auth0.GrantPassword), hasSecond: []string{"web", "authorization_code,refresh_token,mfa-otp,password"},
	fresh: []string{"web", "authorization_code,refresh_token"},
	drift: func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetClientGrantTypes(ctx, "web", []string{"authorization_code", "refresh_token"})
		return err
	},
	forgotten: []string{"added_grant_types"},
}}

// What others have given the application stays, in its order, through every step.
func TestOnlyWhatWasAddedIsTakenAway(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn, auth0.GrantOTP, "implicit")
	tn.apply(t,
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

// Nothing is sent to an application that has everything, nor when it goes again.
func TestGrantsThatAreThereAreNotSent(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn, auth0.GrantOOB, auth0.GrantOTP)
	tn.apply(t,
		resource.TestStep{Config: webGrants(auth0.GrantOTP), ConfigStateChecks: values(grantTypes, added())},
		resource.TestStep{Config: webGrants(auth0.GrantOOB), ConfigStateChecks: values(grantTypes, added())},
	)
	if calls := tn.calls(); slices.Contains(calls, "PATCH "+getWeb) || !slices.Contains(calls, "GET "+getWeb) {
		t.Errorf("asked %v", calls)
	}
}

// What the application loses comes back, as something that was added.
func TestGrantsThatAreLostShowInThePlan(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn, auth0.GrantOTP)
	tn.apply(t,
		resource.TestStep{Config: webGrants(auth0.GrantOOB, auth0.GrantOTP)},
		resource.TestStep{
			PreConfig: func() { tn.SetGrantTypes("web", auth0.GrantOOB) },
			Config:    webGrants(auth0.GrantOOB, auth0.GrantOTP), ConfigPlanChecks: plan(plancheck.ExpectResourceAction(grantTypes, plancheck.ResourceActionUpdate)),
			Check:             tn.has("web", "mfa-oob,mfa-otp"),
			ConfigStateChecks: values(grantTypes, added(auth0.GrantOOB, auth0.GrantOTP)),
		},
		resource.TestStep{ // lost, and not declared any more: who gives it back keeps it
			PreConfig: func() { tn.SetGrantTypes("web", auth0.GrantOTP) },
			Config:    webGrants(auth0.GrantOTP), ConfigPlanChecks: plan(plancheck.ExpectEmptyPlan()),
			ConfigStateChecks: values(grantTypes, added(auth0.GrantOTP)),
		},
	)
}

// An import shows all that concerns MFA, and a destroy takes nothing of it away.
func TestADestroyAfterAnImportTakesNothingAway(t *testing.T) {
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
	if out := fails(t, w, "import", grantTypes, "nobody"); !strings.Contains(out, "Cannot import non-existent remote object") {
		t.Errorf("an application that is not there:\n%s", out)
	}
}

func TestADestroyOfGrantsWarns(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	w := tn.workspace(t, webGrants(auth0.GrantOOB))
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "plan", "-destroy")
	for _, want := range []string{"Users lose the grant types of the application web", "with a second factor through the MFA API fail", "destroy = false"} {
		if !strings.Contains(out, want) {
			t.Errorf("the plan does not say %q:\n%s", want, out)
		}
	}
}

// Another application gets the grants, and the one before loses them.
func TestAnotherApplicationReplacesTheGrants(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	tn.AddApplication(auth0test.Application{ClientID: "other", GrantTypes: []string{"implicit"}})
	tn.apply(t,
		resource.TestStep{Config: webGrants(auth0.GrantOOB)},
		resource.TestStep{
			Config:           strings.Replace(webGrants(auth0.GrantOOB), "web", "other", 1),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(grantTypes, plancheck.ResourceActionReplace)),
			Check:            tn.has("web", "authorization_code,refresh_token", "other", "implicit,mfa-oob"),
		},
	)
}

func TestGrantsOfAnUnknownApplication(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t, resource.TestStep{
		Config:      webGrants(auth0.GrantOOB),
		ExpectError: regexp.MustCompile(`(?s)Could not create the grant types of the application\s+web.*404.*The client does\s+not\s+exist.*inexistent_client`),
	})
}

// An application that is gone takes its grants along.
func TestGrantsOfAnApplicationThatIsGone(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	missing := auth0test.Fault{Method: "GET", Path: getWeb, Status: 404, Body: `{"statusCode":404,"error":"Not Found","message":"The client does not exist","errorCode":"inexistent_client"}`}
	tn.apply(t,
		resource.TestStep{Config: webGrants(auth0.GrantOOB)},
		resource.TestStep{
			PreConfig: func() { tn.Fail(missing) }, Config: webGrants(auth0.GrantOOB),
			ConfigPlanChecks: plan(plancheck.ExpectResourceAction(grantTypes, plancheck.ResourceActionCreate)),
		},
		resource.TestStep{
			PreConfig: func() { missing.Times = -1; tn.Fail(missing) },
			Config:    webGrants(auth0.GrantOOB), Destroy: true,
		},
	)
}

// A rename without a moved block, in whatever order Terraform destroys and creates.
func TestARenameEndsWithTheGrants(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	tn.Latency(50 * time.Millisecond)
	var steps []resource.TestStep
	for i := range 10 {
		steps = append(steps, resource.TestStep{
			Config: strings.Replace(webGrants(auth0.GrantOOB, auth0.GrantOTP), "this", fmt.Sprintf("name%d", i), 1),
			Check:  tn.has("web", "authorization_code,refresh_token,mfa-oob,mfa-otp"),
		})
	}
	tn.apply(t, steps...)
}

// Whatever fails, nothing is lost, and the next apply completes it.
func TestFailedWritesOfGrantsAreRepeated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	refused := func() { tn.Fail(forbidden("PATCH", getWeb)) }
	action := func(a plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return plan(plancheck.ExpectResourceAction(grantTypes, a))
	}
	without := func(body []byte) []byte {
		return bytes.Replace(body, []byte(`"`+auth0.GrantOTP+`"`), []byte(`"implicit"`), 1)
	}
	one, two := webGrants(auth0.GrantOOB), webGrants(auth0.GrantOTP)
	tn.apply(t,
		resource.TestStep{PreConfig: refused, Config: one, ExpectError: regexp.MustCompile(`Could not create the grant types of the application\s+web`)},
		resource.TestStep{Config: one, ConfigPlanChecks: action(plancheck.ResourceActionCreate), Check: tn.has("web", "authorization_code,refresh_token,mfa-oob")},
		resource.TestStep{PreConfig: refused, Config: two, ExpectError: regexp.MustCompile(`Could not change the grant types of the application\s+web`)},
		resource.TestStep{
			PreConfig: func() { tn.Fail(auth0test.Fault{Method: "PATCH", Path: getWeb, Rewrite: without}) },
			Config:    two, ConfigPlanChecks: action(plancheck.ResourceActionUpdate), ExpectError: regexp.MustCompile("Auth0 stored something else"),
		},
		resource.TestStep{Config: two, Check: tn.has("web", "authorization_code,refresh_token,mfa-otp")},
		resource.TestStep{PreConfig: refused, Config: two, Destroy: true, ExpectError: regexp.MustCompile(`Could not remove the grant types of the application\s+web`)},
	)
	if err := tn.check("web", "authorization_code,refresh_token"); err != nil {
		t.Errorf("after destroy: %v", err)
	}
}

// A grant that is known only after apply is no reason to refuse the plan.
func TestGrantsMayBeKnownAfterApply(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	tn.apply(t, resource.TestStep{
		Config: fmt.Sprintf("resource \"terraform_data\" \"later\" { input = %q }\nresource \"guardian_client_grant_types\" \"this\" {\n  client_id = \"web\"\n  grant_types = [terraform_data.later.output]\n}\n", auth0.GrantOOB),
		Check:  tn.has("web", "authorization_code,refresh_token,mfa-oob"),
	})
}

func TestGrantsThatAreRefused(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for body, want := range map[string]string{
		grants("client_credentials"):                               `"http://auth0.com/oauth/grant-type/mfa-oob"`,
		"client_id = \"web\"\ngrant_types = []":                    "at least 1",
		"client_id = \"web\"\ngrant_types = [null]":                "null",
		"client_id = \"web\"":                                      `"grant_types" is required`,
		"client_id = \"\"\ngrant_types = [\"password\"]":           "client_id string length",
		grants(auth0.GrantOOB) + "\nadded_grant_types = [\"any\"]": "added_grant_types",
	} {
		w := tn.workspace(t, "resource \"guardian_client_grant_types\" \"this\" {\n"+body+"\n}\n")
		if out := fails(t, w, "validate"); !strings.Contains(out, want) {
			t.Errorf("%s: the error does not say %q:\n%s", body, want, out)
		}
	}
	if len(tn.calls()) != 0 {
		t.Errorf("asked %v", tn.calls())
	}
}

// Two resources for one application would take away what the other declares.
func TestTwoResourcesForOneApplication(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	second := strings.Replace(webGrants(auth0.GrantOTP), "this", "second", 1)
	tn.apply(t,
		resource.TestStep{Config: webGrants(auth0.GrantOOB) + second, ExpectError: regexp.MustCompile("Two resources for one setting")},
		resource.TestStep{Config: webGrants(auth0.GrantOOB)},
		resource.TestStep{Config: webGrants(auth0.GrantOOB) + second, ExpectError: regexp.MustCompile("Two resources for one setting")},
	)
	if err := tn.has("web", "authorization_code,refresh_token")(new(terraform.State)); err != nil {
		t.Errorf("after destroy: %v", err)
	}
}

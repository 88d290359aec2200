package provider_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestGrantTypesOfAnUnknownApplication(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t, resource.TestStep{
		Config: webGrants(auth0.GrantOOB),
		ExpectError: regexp.MustCompile(`(?s)Could not create the grant types of the application\s+web.*404.*` +
			`The client does\s+not\s+exist.*inexistent_client`),
	})
}

// An application that was deleted took its grants along: they are planned
// again, and destroy has nothing left to do.
func TestGrantTypesOfADeletedApplication(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	missing := auth0test.Fault{
		Method: "GET",
		Path:   getWeb,
		Times:  4, // as often as it is asked before it is believed
		Status: 404,
		Body:   `{"statusCode":404,"error":"Not Found","message":"The client does not exist","errorCode":"inexistent_client"}`,
	}
	missingForGood := missing
	missingForGood.Times = -1
	tn.steps(t,
		resource.TestStep{Config: webGrants(auth0.GrantOOB)},
		resource.TestStep{
			PreConfig:        func() { tn.Fail(missing) },
			Config:           webGrants(auth0.GrantOOB),
			ConfigPlanChecks: grantsAction(plancheck.ResourceActionCreate),
		},
		resource.TestStep{
			PreConfig: func() { tn.Fail(missingForGood) },
			Config:    webGrants(auth0.GrantOOB),
			Destroy:   true,
		},
	)
}

// A rename without a moved block keeps the grants, in whatever order Terraform
// destroys and creates.
func TestRenameKeepsTheGrantTypes(t *testing.T) {
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
	tn.steps(t, steps...)
}

// Whatever fails, no grant is lost, and the next apply completes it.
func TestFailedWritesOfGrantTypesAreRepeated(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	refused := func() { tn.Fail(forbidden("PATCH", getWeb)) }
	storedOtherwise := func() {
		tn.Fail(auth0test.Fault{Method: "PATCH", Path: getWeb, Rewrite: func(body []byte) []byte {
			return bytes.Replace(body, []byte(`"`+auth0.GrantOTP+`"`), []byte(`"implicit"`), 1)
		}})
	}
	one, two := webGrants(auth0.GrantOOB), webGrants(auth0.GrantOTP)
	tn.steps(t,
		resource.TestStep{
			PreConfig:   refused,
			Config:      one,
			ExpectError: regexp.MustCompile(`Could not create the grant types of the application\s+web`),
		},
		resource.TestStep{
			Config:           one,
			ConfigPlanChecks: grantsAction(plancheck.ResourceActionCreate),
			Check:            tn.has("web", "authorization_code,refresh_token,mfa-oob"),
		},
		resource.TestStep{
			PreConfig:   refused,
			Config:      two,
			ExpectError: regexp.MustCompile(`Could not change the grant types of the application\s+web`),
		},
		resource.TestStep{
			PreConfig:        storedOtherwise,
			Config:           two,
			ConfigPlanChecks: grantsAction(plancheck.ResourceActionUpdate),
			ExpectError:      regexp.MustCompile("Auth0 stored something else"),
		},
		resource.TestStep{
			Config: two,
			Check:  tn.has("web", "authorization_code,refresh_token,mfa-otp"),
		},
		resource.TestStep{
			PreConfig:   refused,
			Config:      two,
			Destroy:     true,
			ExpectError: regexp.MustCompile(`Could not remove the grant types of the application\s+web`),
		},
	)
	if err := tn.check("web", "authorization_code,refresh_token"); err != nil {
		t.Errorf("after destroy: %v", err)
	}
}

// Two resources for one application would take away what the other declares.
func TestTwoResourcesForTheGrantTypesOfOneApplication(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	one, second := webGrants(auth0.GrantOOB), strings.Replace(webGrants(auth0.GrantOTP), "this", "second", 1)
	tn.steps(t,
		resource.TestStep{
			Config:      one + second,
			ExpectError: regexp.MustCompile("Two resources for one setting"),
		},
		resource.TestStep{Config: one},
		resource.TestStep{
			Config:      one + second,
			ExpectError: regexp.MustCompile("Two resources for one setting"),
		},
	)
	if err := tn.has("web", "authorization_code,refresh_token")(new(terraform.State)); err != nil {
		t.Errorf("after destroy: %v", err)
	}
}

// While reads lag behind, what was added stays known as added, is taken away by
// a destroy, and is added again by a create that follows one.
func TestLaggingReadsOfGrantTypesAreNotBelieved(t *testing.T) {
	t.Parallel()
	const delay = 3 * time.Millisecond // the waits are a thousandth here
	grants := fmt.Sprintf("client_id = %q\ngrant_types = [%q, %q]", application, auth0.GrantPassword, auth0.GrantOTP)
	fresh := func() core {
		tn := emulated(t)
		tn.AddApplication(auth0test.Application{ClientID: application, GrantTypes: []string{"authorization_code"}})
		tn.ReadDelay(delay)
		return newCore(t, tn, lifecycle{typeName: "guardian_client_grant_types"})
	}
	has := func(c core, want ...string) {
		t.Helper()
		if got := c.tn.GrantTypes(application); !slices.Equal(got, want) {
			t.Errorf("the application has %v, and not %v", got, want)
		}
	}
	c := fresh()
	c.must(grants)
	if errs := c.refresh(c.process()); errs != "" { // at once
		t.Error(errs)
	}
	c.must("")
	has(c, "authorization_code")

	c = fresh()
	folder := t.TempDir()
	c.must(grants)
	time.Sleep(2 * delay)
	renamed, server, other := c.another(), c.sharing(folder), c.sharing(folder)
	removal, creation := c.plan(server, ""), renamed.plan(other, grants)
	if errs := c.carryOut(server, removal, "") + renamed.carryOut(other, creation, grants); errs != "" {
		t.Error(errs)
	}
	has(c, "authorization_code", auth0.GrantOTP, auth0.GrantPassword)
	time.Sleep(2 * delay)
	if errs := renamed.carryOut(c.process(), renamed.plan(c.process(), ""), ""); errs != "" {
		t.Error(errs)
	}
	has(c, "authorization_code")
}

package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// twoAddresses is how a plan is refused in which two addresses manage one
// setting: each apply would undo what the other says.
const twoAddresses = "Two resources for one setting"

// Two addresses that both stay are refused, whichever of them was there before.
func TestTwoAddressesForOneSettingAreRefused(t *testing.T) {
	t.Parallel()
	const on, off = "enabled = true", "enabled = false"
	row := lifecycle{typeName: "guardian_factor_otp"}
	t.Run("both new", func(t *testing.T) {
		t.Parallel()
		one := newCore(t, emulated(t), row)
		server := one.process()
		if errs, _ := one.applyIn(server, on); errs != "" {
			t.Error(errs)
		}
		if errs, _ := one.another().applyIn(server, off); !strings.Contains(errs, twoAddresses) {
			t.Errorf("a second address: %s", errs)
		}
	})
	t.Run("one new", func(t *testing.T) {
		t.Parallel()
		one := newCore(t, emulated(t), row)
		one.must(on)
		server := one.process()
		if errs, _ := one.applyIn(server, on); errs != "" {
			t.Error(errs)
		}
		if errs, _ := one.another().applyIn(server, off); !strings.Contains(errs, twoAddresses) {
			t.Errorf("a second address: %s", errs)
		}
	})
	t.Run("both there", func(t *testing.T) {
		t.Parallel()
		one := newCore(t, emulated(t), row)
		two := one.another()
		one.must(on)
		two.must(on)
		server := one.process()
		if errs, _ := one.applyIn(server, on); errs != "" {
			t.Error(errs)
		}
		if errs, _ := two.applyIn(server, on); errs != "" {
			t.Errorf("a second address that changes nothing: %s", errs)
		}
		two.says(twoAddresses)
		server = one.process()
		if errs, _ := one.applyIn(server, on); errs != "" {
			t.Error(errs)
		}
		if errs, _ := two.applyIn(server, off); !strings.Contains(errs, twoAddresses) {
			t.Errorf("a second address that says otherwise: %s", errs)
		}
	})
}

// With both in state, as after an interrupted rename, a plan that keeps one and
// destroys the other is refused for every type, whichever is planned first.
func TestDestroyingOneOfTwoAddressesIsRefused(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		server := c.process()
		c.plan(server, c.row.first)
		if c.plan(server, ""); !strings.Contains(c.said, twoAddresses) {
			t.Errorf("the one that is destroyed, second: %s", c.said)
		}
		server = c.process()
		if c.plan(server, ""); strings.Contains(c.said, twoAddresses) {
			t.Errorf("the one that is destroyed, first: %s", c.said)
		}
		if c.plan(server, c.row.first); !strings.Contains(c.said, twoAddresses) {
			t.Errorf("the one that is kept, second: %s", c.said)
		}
	})
}

// The refusal names terraform state rm as the way out; a destroy of everything,
// and a rename, are not refused.
func TestARefusedDestroyOfOneOfTwoAddressesSaysWhatToDo(t *testing.T) {
	t.Parallel()
	const on = "enabled = true"
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_otp"})
	c.must(on)
	server := c.process()
	if c.plan(server, on); c.said != "" {
		t.Errorf("the one that is kept: %s", c.said)
	}
	c.plan(server, "")
	c.says(twoAddresses)
	c.says("state rm")
	server = c.process()
	c.plan(server, "")
	c.says("", twoAddresses)
	c.plan(server, on)
	c.says(twoAddresses)
	server = c.process()
	for range 2 { // a destroy of both
		c.plan(server, "")
		c.says("", twoAddresses)
	}
	renamed := c.another()
	renamed.plan(server, on)
	renamed.says("", twoAddresses)
}

// A resource that is replaced is planned twice, and is one address all the same.
func TestAReplacedResourceIsNoSecondAddress(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "apply", "-auto-approve", "-replace=guardian_factor_email.this")
	if err := tn.check("email", "true"); err != nil {
		t.Error(err)
	}
}

// An application that moves to the next index of count is no second address.
func TestAShiftedCountIndexIsNoSecondAddress(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	tn.AddApplication(auth0test.Application{ClientID: "front"})
	grantsFor := func(clients string) string {
		return fmt.Sprintf(`
locals {
  clients = %s
}
resource "guardian_client_grant_types" "this" {
  count       = length(local.clients)
  client_id   = local.clients[count.index]
  grant_types = ["password"]
}
`, clients)
	}
	w := tn.workspace(t, grantsFor(`["web"]`))
	run(t, w, "apply", "-auto-approve")
	write(t, w, grantsFor(`["front", "web"]`))
	run(t, w, "plan")
}

// Two authentication methods of one user may be declared alike: only two
// addresses of the same one are refused.
func TestAlikeAuthenticationMethodsAreTwoResources(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.AddUser(auth0test.User{ID: "auth0|ada", Email: "ada@example.com"})
	body := `
user_id = "auth0|ada"
` + byTOTP(key, 1)
	one := newCore(t, tn, lifecycle{typeName: "guardian_authentication_method", keys: []string{"user_id", "id"}})
	two := one.another()
	server := one.process()
	for range 2 { // created, and planned again
		for _, c := range []core{one, two} {
			if errs, _ := c.applyIn(server, body); errs != "" {
				t.Error(errs)
			}
		}
		server = one.process()
	}
	copied := one.another()
	*copied.instance = *one.instance
	if errs, _ := one.applyIn(server, body); errs != "" {
		t.Error(errs)
	}
	if errs, _ := copied.applyIn(server, body); errs != "" {
		t.Errorf("two addresses of the same one, which change nothing: %s", errs)
	}
	copied.says(twoAddresses)
}

// Of what a tenant can have several of, one is destroyed while another of the
// same type is kept or changed.
func TestTwoResourcesOfOneTypeAreIndependent(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		row      lifecycle
		one, two string // the bodies
	}{
		{emailTemplateLifecycles[0], mfaCode, strings.Replace(mfaCode, "mfa_oob_code", "enrollment_email", 1)},
		{grantLifecycles[0], grants(auth0.GrantOOB), strings.Replace(grants(auth0.GrantOOB), "web", "other", 1)},
		{methodLifecycles[0], methodBody(byEmail), methodBody(byPhone)},
		{phoneTemplateLifecycles[0], verifyText, strings.Replace(verifyText, "otp_verify", "otp_enroll", 1)},
	} {
		t.Run(tc.row.typeName, func(t *testing.T) {
			t.Parallel()
			tn := tc.row.emulated(t)
			tn.AddApplication(auth0test.Application{ClientID: "other", GrantTypes: []string{"implicit"}})
			one := newCore(t, tn, tc.row)
			one.must(tc.one)
			two := one.another()
			two.must(tc.two)
			server := one.process()
			one.plan(server, tc.one)
			if errs, _ := two.applyIn(server, ""); errs != "" || strings.Contains(two.said, "Left as it is") || !two.value.IsNull() {
				t.Error(two.said)
			}
			server = one.process()
			if errs, _ := two.applyIn(server, tc.two); errs != "" {
				t.Error(errs)
			}
			tn.ResetRequests()
			if errs, _ := one.applyIn(server, ""); errs != "" || strings.Contains(one.said, "Left as it is") || len(tn.writes()) != 1 {
				t.Errorf("%v %s", tn.writes(), one.said)
			}
		})
	}
}

// Two addresses that are in state already, however they came there, can be
// destroyed together, with and without a refresh.
func TestTwoAddressesCanBeDestroyedTogether(t *testing.T) {
	t.Parallel()
	for _, refresh := range []string{"-refresh=true", "-refresh=false"} {
		t.Run(refresh, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.workspace(t, emailOn)
			run(t, w, "apply", "-auto-approve")
			write(t, w, emailOn+strings.Replace(emailOn, `"this"`, `"second"`, 1))
			run(t, w, "import", "guardian_factor_email.second", tn.domain())
			if out := run(t, w, "plan"); !strings.Contains(out, twoAddresses) {
				t.Errorf("a plan that keeps both: %s", out)
			}
			run(t, w, "plan", "-destroy", refresh)
			run(t, w, "destroy", "-auto-approve", refresh)
			if err := tn.check("email", "false"); err != nil {
				t.Error(err)
			}
		})
	}
}

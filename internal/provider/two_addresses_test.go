package provider_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Whichever of two addresses comes first, a plan of both is refused: each apply
// would undo what the other says.
func TestTwoAddressesAreRefused(t *testing.T) {
	t.Parallel()
	const refusal = "Two resources for one setting"
	row := lifecycle{typeName: "guardian_factor_otp"}
	t.Run("both new", func(t *testing.T) {
		t.Parallel()
		a := newCore(t, emulated(t), row)
		p := a.process()
		if errs, _ := a.applyIn(p, "enabled = true"); errs != "" {
			t.Error(errs)
		}
		if errs, _ := a.another().applyIn(p, "enabled = false"); !strings.Contains(errs, refusal) {
			t.Errorf("a second address: %s", errs)
		}
	})
	t.Run("one new", func(t *testing.T) {
		t.Parallel()
		a := newCore(t, emulated(t), row)
		a.must("enabled = true")
		p := a.process()
		if errs, _ := a.applyIn(p, "enabled = true"); errs != "" {
			t.Error(errs)
		}
		if errs, _ := a.another().applyIn(p, "enabled = false"); !strings.Contains(errs, refusal) {
			t.Errorf("a second address: %s", errs)
		}
	})
	t.Run("both there", func(t *testing.T) {
		t.Parallel()
		a := newCore(t, emulated(t), row)
		b := a.another()
		a.must("enabled = true")
		b.must("enabled = true")
		p := a.process()
		if errs, _ := a.applyIn(p, "enabled = true"); errs != "" {
			t.Error(errs)
		}
		if errs, _ := b.applyIn(p, "enabled = true"); !strings.Contains(errs, refusal) {
			t.Errorf("a second address: %s", errs)
		}
	})
}

// One that is asked for with -replace is planned twice, and is one address all the same.
func TestAReplacementIsNoSecondAddress(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "apply", "-auto-approve", "-replace=guardian_factor_email.this")
	if err := tn.check("email", "true"); err != nil {
		t.Error(err)
	}
}

// What a tenant can have several of may look alike: only two addresses of the
// same one are refused.
func TestItemsThatAreAlikeAreTwo(t *testing.T) {
	t.Parallel()
	tn := methodLifecycles[0].emulated(t)
	row := lifecycle{typeName: "guardian_authentication_method", keys: []string{"user_id", "id"}}
	body := "user_id = \"auth0|ada\"\ntype = \"totp\"\ntotp_secret_wo = \"JBSWY3DPEHPK3PXP\"\ntotp_secret_wo_version = 1"
	tn.AddUser(auth0test.User{ID: "auth0|ada", Email: "ada@example.com"})
	one, two := newCore(t, tn, row), newCore(t, tn, row)
	p := one.process()
	for range 2 { // created, and planned again
		for _, c := range []core{one, two} {
			if errs, _ := c.applyIn(p, body); errs != "" {
				t.Error(errs)
			}
		}
		p = one.process()
	}
	copied := newCore(t, tn, row)
	*copied.instance = *one.instance
	if errs, _ := one.applyIn(p, body); errs != "" {
		t.Error(errs)
	}
	if errs, _ := copied.applyIn(p, body); !strings.Contains(errs, "Two resources for one setting") {
		t.Errorf("two addresses of the same one: %s", errs)
	}
}

// A name that moves to the next address, as with count, is no second address.
func TestAListThatGrowsInFrontIsNoSecondAddress(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addWeb(tn)
	tn.AddApplication(auth0test.Application{ClientID: "front"})
	list := func(clients string) string {
		return "resource \"guardian_client_grant_types\" \"this\" {\n  count = length(local.clients)\n  client_id = local.clients[count.index]\n  grant_types = [\"password\"]\n}\nlocals { clients = " + clients + " }\n"
	}
	w := tn.workspace(t, list(`["web"]`))
	run(t, w, "apply", "-auto-approve")
	write(t, w, list(`["front", "web"]`))
	run(t, w, "plan")
}

// Two addresses in state for one setting are not torn apart, whichever is planned first.
func TestNoTypeIsTornApart(t *testing.T) {
	t.Parallel()
	const refusal = "Two resources for one setting"
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		server := c.process()
		c.plan(server, c.row.first)
		if c.plan(server, ""); !strings.Contains(c.said, refusal) {
			t.Errorf("the one that goes, second: %s", c.said)
		}
		server = c.process()
		if c.plan(server, ""); strings.Contains(c.said, refusal) {
			t.Errorf("the one that goes, first: %s", c.said)
		}
		if c.plan(server, c.row.first); !strings.Contains(c.said, refusal) {
			t.Errorf("the one that stays, second: %s", c.said)
		}
	})
}

// After a rename that was interrupted, both addresses can be in state. To
// destroy one would reset what the other manages, with a green apply.
func TestTwoAddressesInStateAreNotTornApart(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	const refusal = "Two resources for one setting"
	p := newProcess(t, tn)
	if said := p.plan(true, true); said != "" {
		t.Errorf("the one that stays: %s", said)
	}
	if said := p.plan(true, nil); !strings.Contains(said, refusal) || !strings.Contains(said, "state rm") {
		t.Errorf("the one that goes, second: %s", said)
	}
	p = newProcess(t, tn)
	if said := p.plan(true, nil); strings.Contains(said, refusal) {
		t.Errorf("the one that goes, first: %s", said)
	}
	if said := p.plan(true, true); !strings.Contains(said, refusal) {
		t.Errorf("the one that stays, second: %s", said)
	}
	p = newProcess(t, tn) // a destroy of everything, and a rename, are no such thing
	for _, said := range []string{p.plan(true, nil), p.plan(true, nil), p.plan(nil, true)} {
		if strings.Contains(said, refusal) {
			t.Errorf("refused: %s", said)
		}
	}
}

// Two items of a type are nothing to each other: one is destroyed while the
// other is kept, or changed.
func TestTwoItemsAreNotOne(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		row       lifecycle
		one, more string // the bodies
	}{
		{emailTemplateLifecycles[0], mfaCode, strings.Replace(mfaCode, "mfa_oob_code", "enrollment_email", 1)},
		{grantLifecycles[0], grants(auth0.GrantOOB), strings.Replace(grants(auth0.GrantOOB), "web", "other", 1)},
		{methodLifecycles[0], methodBody(byEmail), methodBody(byPhone)},
		{phoneTemplateLifecycles[0], verifyText, strings.Replace(verifyText, "otp_verify", "otp_enroll", 1)},
	} {
		t.Run(tc.row.typeName, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			if tc.row.prepare != nil {
				tc.row.prepare(tn)
			}
			tn.AddApplication(auth0test.Application{ClientID: "other", GrantTypes: []string{"implicit"}})
			c := newCore(t, tn, tc.row)
			c.must(tc.one)
			second := c.another()
			second.must(tc.more)
			server := c.process()
			c.plan(server, tc.one)
			if errs, _ := second.applyIn(server, ""); errs != "" || strings.Contains(second.said, "Left as it is") || !second.value.IsNull() {
				t.Error(second.said)
			}
			server = c.process()
			if errs, _ := second.applyIn(server, tc.more); errs != "" {
				t.Error(errs)
			}
			tn.ResetRequests()
			if errs, _ := c.applyIn(server, ""); errs != "" || strings.Contains(c.said, "Left as it is") || len(tn.writes()) != 1 {
				t.Errorf("%v %s", tn.writes(), c.said)
			}
		})
	}
}

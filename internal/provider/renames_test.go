package provider_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A rename without a moved block: Terraform destroys the old address and creates
// the new one at the same time, and the setting has to end as the new one says.
func TestARenameEndsWithTheFactorOn(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Latency(50 * time.Millisecond)
	renamed := func(name string) string {
		return fmt.Sprintf("resource \"guardian_factor_email\" %q {\n  enabled = true\n  settings = { otp_length = 8, otp_expiration_time = 600 }\n}\n", name)
	}
	var steps []resource.TestStep
	for i := range 20 {
		steps = append(steps, resource.TestStep{
			Config: renamed(fmt.Sprintf("name%d", i)),
			Check:  tn.has("email", "true", "email settings", "8 digits, 600 s"),
		})
	}
	tn.apply(t, steps...)
}

// create_before_destroy creates the new one first; destroying the old one must not undo it.
func TestAReplacementEndsWithTheFactorOn(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Latency(50 * time.Millisecond)
	config := "resource \"guardian_factor_email\" \"this\" {\n  enabled = true\n  settings = { otp_length = 8, otp_expiration_time = 600 }\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n"
	steps := []resource.TestStep{{Config: config}}
	for range 20 {
		steps = append(steps, resource.TestStep{
			Taint: []string{email}, Config: config,
			Check: tn.has("email", "true", "email settings", "8 digits, 600 s"),
		})
	}
	tn.apply(t, steps...)
}

// What one type has written is no reason to leave another as it is.
func TestAnotherTypesWriteDoesNotStopADestroy(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	last := "resource \"guardian_factor_otp\" \"this\" {\n  enabled = true\n  lifecycle {\n    create_before_destroy = true\n  }\n  depends_on = [guardian_factor_email.this]\n}\n"
	w := tn.workspace(t, emailOn+last)
	run(t, w, "apply", "-auto-approve")
	write(t, w, emailSettings)
	run(t, w, "apply", "-auto-approve", "-parallelism=1") // email is written before otp is destroyed
	if err := tn.check("otp", "false", "email", "true"); err != nil {
		t.Error(err)
	}
}

// A rename whose new address is written first: the old one is only forgotten.
func TestARenameThatCreatesFirst(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("otp", true)
	p := newProcess(t, tn)
	if said, inState := p.apply(nil, true); said != "" || !inState {
		t.Fatalf("created: %v, %s", inState, said)
	}
	if said, inState := p.apply(true, nil); !strings.Contains(said, "Left as it is") || inState {
		t.Errorf("the old address: in state %v, %s", inState, said)
	}
	if err := tn.check("otp", "true"); err != nil {
		t.Error(err)
	}
}

// A rename whose new address cannot be written: the old one stays, and so does the factor.
func TestARenameThatFails(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("otp", true)
	tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/otp"))
	p := newProcess(t, tn)
	if said, inState := p.apply(nil, true); said == "" || inState {
		t.Fatalf("created: %v, %s", inState, said)
	}
	if said, inState := p.apply(true, nil); !strings.Contains(said, "Not destroyed") || !inState {
		t.Errorf("the old address: in state %v, %s", inState, said)
	}
	if err := tn.check("otp", "true"); err != nil {
		t.Error(err)
	}
	p = newProcess(t, tn) // the next apply completes it
	if said, inState := p.apply(nil, true); said != "" || !inState {
		t.Errorf("created: %v, %s", inState, said)
	}
}

// A rename without a moved block, of which the new address comes first: the old
// one is only forgotten, or kept where the new one could not be created.
func TestARenameOfNoTypeUndoesTheNewAddress(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		if c.row.typeName == "guardian_authentication_method" {
			return // one user can have several, which only their id tells apart
		}
		c.must(c.row.first)
		server, renamed := c.process(), c.another()
		errs, _ := renamed.applyIn(server, c.row.first)
		c.tn.ResetRequests()
		gone, _ := c.applyIn(server, "")
		if strings.HasPrefix(c.row.typeName, "guardian_phone_") { // a tenant has one
			if !strings.Contains(errs, "Exists already") || !strings.Contains(gone, "Not destroyed") || c.value.IsNull() {
				t.Errorf("%s\n%s", errs, gone)
			}
		} else if errs != "" || gone != "" || !strings.Contains(c.said, "Left as it is") || !c.value.IsNull() {
			t.Errorf("%s\n%s", errs, c.said)
		}
		if calls := c.tn.writes(); len(calls) != 0 {
			t.Errorf("wrote %v", calls)
		}
		if err := c.tn.check(c.row.hasFirst...); err != nil {
			t.Error(err)
		}
	})
}

// A rename whose create is refused, since the old address has what Auth0 takes
// only once, keeps the old one, whichever of the two comes first.
func TestARenameOfAMethodKeepsIt(t *testing.T) {
	t.Parallel()
	for _, row := range methodLifecycles {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			tn := row.emulated(t)
			before := newCore(t, tn, row)
			before.must(row.first)
			after, p := before.another(), before.process()
			created, _ := after.applyIn(p, row.first)
			destroyed, _ := before.applyIn(p, "")
			if created != "" && !strings.Contains(destroyed, "Not destroyed") {
				t.Errorf("%s\n%s", created, destroyed)
			}
			if err := tn.check(row.hasFirst...); err != nil {
				t.Errorf("%s\n%s\n%v", created, destroyed, err)
			}
		})
	}
}

// An address that has been changed in this process is another's to keep, too,
// also where the change has failed.
func TestAnUpdateIsNotUndoneByAnotherAddress(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		for _, says := range []string{"Left as it is", "Not destroyed"} {
			c := fresh(t)
			c.must(c.row.first)
			second := c.another()
			second.value, second.private = c.value, c.private
			server := c.process()
			change, removal := c.plan(server, c.row.second), c.plan(c.process(), "")
			if says == "Not destroyed" {
				c.tn.Fail(auth0test.Fault{Path: "/api/v2/*", Status: 403})
			}
			c.carryOut(server, change, c.row.second)
			second.carryOut(server, removal, "")
			if !strings.Contains(second.said, says) {
				t.Errorf("%q is not said: %s", says, second.said)
			}
		}
	})
}

// Of two addresses for one setting, one is created and the other destroyed at
// the same time: whichever comes first, the tenant has what the new one says,
// or the new one has failed.
func TestACreateAndADestroyAtTheSameTime(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		if fresh(t).row.typeName == "guardian_authentication_method" {
			return // two of them are not one
		}
		for i := range 4 {
			c := fresh(t)
			c.must(c.row.first)
			renamed, server := c.another(), c.process()
			created, removal := renamed.plan(server, c.row.first), c.plan(server, "")
			c.tn.Latency(10 * time.Millisecond)
			var applies sync.WaitGroup
			applies.Go(func() {
				time.Sleep(time.Duration(i*5) * time.Millisecond)
				renamed.carryOut(server, created, c.row.first)
			})
			c.carryOut(server, removal, "")
			applies.Wait()
			if err := c.tn.check(c.row.hasFirst...); err != nil || renamed.value.IsNull() == c.value.IsNull() {
				t.Errorf("%v\n%s\n%s", err, renamed.said, c.said)
			}
		}
	})
}

// Whoever forgets the moved block is told what became of the old address.
func TestARenameSaysThatTheOldAddressIsOnlyForgotten(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, "resource \"guardian_factor_email\" \"old\" {\n  enabled = true\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n")
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "apply", "-auto-approve", "-replace=guardian_factor_email.old")
	if !strings.Contains(out, "Left as it is") || !strings.Contains(out, "moved block") {
		t.Errorf("no word about it:\n%s", out)
	}
	if err := tn.check("email", "true"); err != nil {
		t.Error(err)
	}
}

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

// Without a moved block, a rename is a new address that is created and an old
// one that is destroyed, in whatever order Terraform takes them. What happens in
// either order is tested in this process; here Terraform takes the one that it takes.

// The setting ends as the new address says.
func TestARenameEndsWithTheFactorOn(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Latency(50 * time.Millisecond)
	var steps []resource.TestStep
	for i := range 3 {
		steps = append(steps, resource.TestStep{
			Config: strings.Replace(emailSettings, "this", fmt.Sprintf("name%d", i), 1),
			Check:  tn.has("email", "true", "email settings", "8 digits, 600 s"),
		})
	}
	tn.apply(t, steps...)
}

// create_before_destroy creates the new one first; destroying the old one must not undo it.
func TestCreateBeforeDestroyEndsWithTheFactorOn(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Latency(50 * time.Millisecond)
	config := `
resource "guardian_factor_email" "this" {
  enabled = true
  settings = {
    otp_length          = 8
    otp_expiration_time = 600
  }
  lifecycle {
    create_before_destroy = true
  }
}
`
	steps := []resource.TestStep{{Config: config}}
	for range 2 {
		steps = append(steps, resource.TestStep{
			Taint:  []string{email},
			Config: config,
			Check:  tn.has("email", "true", "email settings", "8 digits, 600 s"),
		})
	}
	tn.apply(t, steps...)
}

// What was written of one type is no reason to leave a resource of another as it is.
func TestAWriteOfAnotherTypeDoesNotStopADestroy(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	const otp = `
resource "guardian_factor_otp" "this" {
  enabled = true
  lifecycle {
    create_before_destroy = true
  }
  depends_on = [guardian_factor_email.this]
}
`
	w := tn.workspace(t, emailOn+otp)
	run(t, w, "apply", "-auto-approve")
	write(t, w, emailSettings)
	run(t, w, "apply", "-auto-approve", "-parallelism=1") // email is written before otp is destroyed
	if err := tn.check("otp", "false", "email", "true"); err != nil {
		t.Error(err)
	}
}

// Where the new address is written first, the old one is only forgotten.
func TestARenameThatCreatesFirstForgetsTheOldAddress(t *testing.T) {
	t.Parallel()
	const on = "enabled = true"
	before := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_otp"})
	before.must(on)
	after, planning, server := before.another(), before.process(), before.process()
	created, removal := after.plan(planning, on), before.plan(planning, "")
	if after.carryOut(server, created, on); after.said != "" || after.value.IsNull() {
		t.Fatalf("the new address is %s: %s", after.value, after.said)
	}
	if before.carryOut(server, removal, ""); !strings.Contains(before.said, "Left as it is") || !before.value.IsNull() {
		t.Errorf("the old address is %s: %s", before.value, before.said)
	}
	if err := before.tn.check("otp", "true"); err != nil {
		t.Error(err)
	}
}

// Where the new address cannot be written, the old one stays, and so does the
// factor; the next apply completes the rename.
func TestARenameThatCannotCreateKeepsTheOldAddress(t *testing.T) {
	t.Parallel()
	const on = "enabled = true"
	before := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_otp"})
	before.must(on)
	after, planning, server := before.another(), before.process(), before.process()
	created, removal := after.plan(planning, on), before.plan(planning, "")
	before.tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/otp"))
	if errs := after.carryOut(server, created, on); errs == "" || !after.value.IsNull() {
		t.Fatalf("the new address is %s: %s", after.value, errs)
	}
	if before.carryOut(server, removal, ""); !strings.Contains(before.said, "Not destroyed") || before.value.IsNull() {
		t.Errorf("the old address is %s: %s", before.value, before.said)
	}
	if err := before.tn.check("otp", "true"); err != nil {
		t.Error(err)
	}
	if after.must(on); after.said != "" || after.value.IsNull() {
		t.Errorf("the next apply makes the new address %s: %s", after.value, after.said)
	}
}

// The same for every type. What Auth0 takes only once is written again.
func TestARenameOfAnyTypeKeepsTheSetting(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		before := fresh(t)
		if before.row.typeName == "guardian_authentication_method" {
			return // one user can have several, which only their id tells apart
		}
		before.must(before.row.first)
		server, after := before.process(), before.another()
		created, _ := after.applyIn(server, before.row.first)
		before.tn.ResetRequests()
		destroyed, _ := before.applyIn(server, "")
		if created != "" || destroyed != "" || !strings.Contains(before.said, "Left as it is") || !before.value.IsNull() {
			t.Errorf("%s\n%s", created, before.said)
		}
		if writes := before.tn.writes(); len(writes) != 0 {
			t.Errorf("wrote %v", writes)
		}
		if err := before.tn.check(before.row.hasFirst...); err != nil {
			t.Error(err)
		}
	})
}

// An authentication method that cannot be enrolled twice is kept, since its new
// address could not be created.
func TestARenameOfAnAuthenticationMethodKeepsIt(t *testing.T) {
	t.Parallel()
	for _, row := range methodLifecycles {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			before := newCore(t, row.emulated(t), row)
			before.must(row.first)
			after, server := before.another(), before.process()
			created, _ := after.applyIn(server, row.first)
			destroyed, _ := before.applyIn(server, "")
			if created != "" && !strings.Contains(destroyed, "Not destroyed") {
				t.Errorf("%s\n%s", created, destroyed)
			}
			if err := before.tn.check(row.hasFirst...); err != nil {
				t.Errorf("%s\n%s\n%v", created, destroyed, err)
			}
		})
	}
}

// An update of one address in the same run keeps the destroy of another from
// undoing it, also where the update has failed.
func TestADestroyDoesNotUndoAnUpdateOfAnotherAddress(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		for _, says := range []string{"Left as it is", "Not destroyed"} {
			updated := fresh(t)
			updated.must(updated.row.first)
			destroyed := updated.another()
			destroyed.value, destroyed.private = updated.value, updated.private
			server := updated.process()
			change, removal := updated.plan(server, updated.row.second), updated.plan(updated.process(), "")
			removal.PlannedPrivate = nil // the other address has none of this one's
			if says == "Not destroyed" {
				updated.tn.Fail(auth0test.Fault{Path: "/api/v2/*", Status: 403})
			}
			updated.carryOut(server, change, updated.row.second)
			destroyed.carryOut(server, removal, "")
			destroyed.says(says)
		}
	})
}

// Where the create and the destroy overlap, the tenant has what the new address
// says, or the new address has failed and the old one is kept.
func TestARenameThatCreatesAndDestroysAtTheSameTime(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		if fresh(t).row.typeName == "guardian_authentication_method" {
			return // one user can have several
		}
		for i := range 4 {
			before := fresh(t)
			before.must(before.row.first)
			after, server := before.another(), before.process()
			created, removal := after.plan(server, before.row.first), before.plan(server, "")
			before.tn.Latency(10 * time.Millisecond)
			var applies sync.WaitGroup
			applies.Go(func() {
				time.Sleep(time.Duration(i*5) * time.Millisecond)
				after.carryOut(server, created, before.row.first)
			})
			before.carryOut(server, removal, "")
			applies.Wait()
			if err := before.tn.check(before.row.hasFirst...); err != nil || after.value.IsNull() == before.value.IsNull() {
				t.Errorf("%v\n%s\n%s", err, after.said, before.said)
			}
		}
	})
}

// The apply says that the old address was only forgotten, and recommends a moved block.
func TestARenameSaysThatTheOldAddressIsOnlyForgotten(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, `
resource "guardian_factor_email" "old" {
  enabled = true
  lifecycle {
    create_before_destroy = true
  }
}
`)
	run(t, w, "apply", "-auto-approve")
	out := run(t, w, "apply", "-auto-approve", "-replace=guardian_factor_email.old")
	if !strings.Contains(out, "Left as it is") || !strings.Contains(out, "moved block") {
		t.Errorf("no word about it:\n%s", out)
	}
	if err := tn.check("email", "true"); err != nil {
		t.Error(err)
	}
}

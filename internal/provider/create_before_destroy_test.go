package provider_test

import (
	"strings"
	"testing"
)

// With create_before_destroy, a replacement of any type leaves the tenant as it
// is declared, its state knows it, and nothing is said to be lost. What the plan
// knows of the old object, Terraform keeps back when it applies, and of one that
// is tainted from the plan as well. The grants of an application are refused in
// the plan, where it can tell: it could not be told any more which were added.
func TestCreateBeforeDestroy(t *testing.T) {
	t.Parallel()
	for name, tainted := range map[string]bool{"replaced": false, "tainted": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			eachRow(t, func(t *testing.T, fresh func(*testing.T) core) { fresh(t).replaced(tainted) })
		})
	}
}

func (c core) replaced(tainted bool) {
	c.t.Helper()
	c.must(c.row.first)
	planning, next := c.process(), c.another()
	errs := c.refresh(planning)
	if !tainted {
		errs += failures(c.plan(planning, c.row.first).Diagnostics)
		next.private = c.private
	}
	grants := c.row.typeName == "guardian_client_grant_types"
	errs += failures(next.plan(planning, next.row.first).Diagnostics)
	switch {
	case grants && !tainted:
		if !strings.Contains(errs, "it is changed in place") {
			c.t.Errorf("the plan says %s", errs)
		}
		return
	case errs != "":
		c.t.Fatal(errs)
	}
	next.inPlaceOf(c)
	next.settled(next.row.first, next.row.hasFirst)
	if grants {
		c.says("No longer known as added")
		return
	}
	next.must("")
	if err := next.tn.check(next.row.fresh...); err != nil {
		c.t.Error(err)
	}
}

// inPlaceOf creates an object and then destroys the one that it replaces, as
// Terraform does with create_before_destroy: what is private reaches only the
// plan of the destroy, which is made while it applies.
func (c core) inPlaceOf(old core) {
	c.t.Helper()
	c.private = nil
	applying := c.process()
	planned := c.plan(applying, c.row.first)
	if errs := failures(planned.Diagnostics) + c.carryOut(applying, planned, c.row.first); errs != "" {
		c.t.Fatal(errs)
	}
	removal := old.plan(applying, "")
	removal.PlannedPrivate = nil
	if errs := failures(removal.Diagnostics) + old.carryOut(applying, removal, ""); errs != "" {
		c.t.Error(errs)
	}
	for _, alarm := range []string{"goes away", "Users lose"} {
		if text := text(removal.Diagnostics); strings.Contains(text, alarm) && !strings.Contains(c.row.variant, "TOTP") {
			c.t.Errorf("although it is replaced, the destroy says %s", text)
		}
	}
}

// What is to be replaced by something else cannot be told from what is there for
// another reason, and is refused.
func TestAnotherOneIsNotAdopted(t *testing.T) {
	t.Parallel()
	for _, row := range []lifecycle{phoneProviderLifecycles[0], phoneTemplateLifecycles[0]} {
		t.Run(row.typeName, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, row.emulated(t), row)
			c.must(row.first)
			if errs, _ := c.another().apply(row.second); !strings.Contains(errs, "already exists") {
				t.Error(errs)
			}
			c.settled(row.first, row.hasFirst)
		})
	}
}

// Nor is what another address has written in the same run.
func TestWhatTheSameRunHasWrittenIsNotAdopted(t *testing.T) {
	t.Parallel()
	for _, row := range []lifecycle{phoneProviderLifecycles[0], phoneTemplateLifecycles[0]} {
		t.Run(row.typeName, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, row.emulated(t), row)
			server, other := c.process(), c.another()
			planned := other.plan(c.process(), row.first) // in another provider block
			if errs := c.carryOut(server, c.plan(server, row.first), row.first); errs != "" {
				t.Fatal(errs)
			}
			if errs := other.carryOut(server, planned, row.first); !strings.Contains(errs, "already exists") {
				t.Error(errs)
			}
		})
	}
}

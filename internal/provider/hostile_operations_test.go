package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// An outcome is what an operation leaves.
type outcome struct {
	errs, said string
	value      tftypes.Value // the state, or what is planned
	private    []byte
}

// A step does something in a process of the provider.
type step func(tfprotov6.ProviderServer) outcome

// An operation is what Terraform does with one resource in one process. What an
// apply does, an earlier process has planned.
type operation struct {
	name   string
	writes bool
	// ready brings tenant and state to where it begins.
	ready func(core) step
	// aftermath states, on a tenant that is honest again, that all is well, or
	// returns what is not; nil where nothing is written.
	aftermath func(aftermath) string
}

var operations = []operation{
	{name: "plan of a create", ready: func(c core) step { return c.planning(c.row.first) }},
	{name: "create", writes: true, aftermath: aftermath.ofCreate, ready: func(c core) step {
		return c.applying(c.row.first)
	}},
	{name: "refresh", ready: func(c core) step {
		c.must(c.row.first)
		return func(server tfprotov6.ProviderServer) outcome { return c.leaves(c.refresh(server)) }
	}},
	{name: "plan of an update", ready: func(c core) step {
		c.must(c.row.first)
		return c.planning(c.row.second)
	}},
	{name: "update", writes: true, aftermath: aftermath.ofUpdate, ready: func(c core) step {
		c.must(c.row.first)
		return c.applying(c.row.second)
	}},
	{name: "plan of a destroy", ready: func(c core) step {
		c.must(c.row.first)
		return c.planning("")
	}},
	{name: "destroy", writes: true, aftermath: aftermath.ofDestroy, ready: func(c core) step {
		c.must(c.row.first)
		return c.applying("")
	}},
	{name: "import", ready: func(c core) step {
		c.must(c.row.first)
		return c.importing()
	}},
}

// leaves is what the last operation has left.
func (c core) leaves(errs string) outcome { return outcome{errs, c.said, c.value, c.private} }

func (c core) planning(body string) step {
	return func(server tfprotov6.ProviderServer) outcome {
		planned := c.plan(server, body)
		if errs := failures(planned.Diagnostics); errs != "" {
			return c.leaves(errs)
		}
		return outcome{"", c.said, c.undynamic(planned.PlannedState), planned.PlannedPrivate}
	}
}

func (c core) applying(body string) step {
	c.t.Helper()
	planned := c.plan(c.process(), body)
	if errs := failures(planned.Diagnostics); errs != "" {
		c.t.Fatal(errs)
	}
	c.said = ""
	return func(server tfprotov6.ProviderServer) outcome { return c.leaves(c.carryOut(server, planned, body)) }
}

// importing imports what is in state, at another address.
func (c core) importing() step {
	c.t.Helper()
	request := tfprotov6.ImportResourceStateRequest{ID: c.importID()}
	return func(server tfprotov6.ProviderServer) outcome {
		imported := core{c.t, c.tn, c.row, c.schema, new(instance)}
		imported.importState(server, request)
		before := imported.value
		errs := imported.refresh(server)
		if errs != "" && !imported.value.Equal(before) {
			c.t.Errorf("a failed import leaves %s", imported.value)
		}
		if errs != "" {
			imported.value = c.value // Terraform drops it: nothing has changed
		}
		return imported.leaves(errs)
	}
}

// importID is what the resource in state is imported by.
func (c core) importID() string {
	c.t.Helper()
	if c.row.keys == nil {
		return c.tn.domain()
	}
	parts := make([]string, len(c.row.keys))
	for i, key := range c.row.keys {
		if err := c.attributes(c.value)[key].As(&parts[i]); err != nil {
			c.t.Fatal(err)
		}
	}
	return strings.Join(parts, "::")
}

// A rehearsal is an operation on a tenant that lies about nothing yet.
type rehearsal struct {
	core
	operation
	*liar
	do     step
	before instance
}

// rehearse makes an operation ready on a tenant of its own.
func rehearse(t *testing.T, row lifecycle, op operation) rehearsal {
	t.Helper()
	tn := row.emulated(t)
	c := newCore(t, tn, row)
	do := op.ready(c)
	return rehearsal{c, op, newLiar(t, tn), do, *c.instance}
}

// perform does the operation from its beginning.
func (r rehearsal) perform(one *lie, tape map[question]answer) (outcome, record) {
	r.t.Helper()
	*r.instance = r.before
	r.begin(one, tape)
	failed := r.t.Failed()
	got := r.do(r.deceived(r.t))
	if one != nil && !failed && r.t.Failed() {
		r.t.Logf("that was the %s, where %s", r.name, one)
	}
	return got, r.end()
}

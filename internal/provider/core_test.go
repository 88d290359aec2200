package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// An instance is what the state has of a resource.
type instance struct {
	value    tftypes.Value // null where it is not in state
	private  []byte
	identity *tfprotov6.ResourceIdentityData
	said     string // by the last refresh, plan and apply, warnings included
}

// core is what Terraform's core does with one address: it refreshes, plans,
// applies and compares. It takes milliseconds where Terraform takes half a
// second, so that tests can go over every request of every type.
type core struct {
	t      *testing.T
	tn     tenant
	row    lifecycle
	schema *tfprotov6.Schema
	*instance
}

// newCore is an address of the row's type, with nothing in state.
func newCore(t *testing.T, tn tenant, row lifecycle) core {
	t.Helper()
	_, schemas := newServer(t)
	schema := schemas.ResourceSchemas[row.typeName]
	return core{t, tn, row, schema, &instance{value: tftypes.NewValue(schema.ValueType(), nil)}}
}

// another is a second address of the same type, on the same tenant.
func (c core) another() core {
	c.t.Helper()
	return newCore(c.t, c.tn, c.row)
}

// process is a run of the provider, for the tenant.
func (c core) process() tfprotov6.ProviderServer {
	c.t.Helper()
	return serverFor(c.t, c.tn)
}

// apply makes the resource what a body says, or destroys it where the body is
// empty. It returns the errors, and whether there was anything to do.
func (c core) apply(body string) (errs string, changed bool) {
	c.t.Helper()
	return c.applyIn(c.process(), body)
}

// applyIn is the same in a process that other addresses may share.
func (c core) applyIn(server tfprotov6.ProviderServer, body string) (errs string, changed bool) {
	c.t.Helper()
	if errs := c.refresh(server); errs != "" {
		return errs, false
	}
	read := c.said
	planned := c.plan(server, body)
	c.said = read + c.said
	if errs := failures(planned.Diagnostics); errs != "" {
		return errs, false
	}
	if len(planned.RequiresReplace) > 0 {
		c.t.Fatalf("Terraform would replace it: %v", planned.RequiresReplace)
	}
	if c.undynamic(planned.PlannedState).Equal(c.value) {
		return "", false
	}
	return c.carryOut(server, planned, body), true
}

// plan is what Terraform would do to make the resource what a body says.
func (c core) plan(server tfprotov6.ProviderServer, body string) *tfprotov6.PlanResourceChangeResponse {
	c.t.Helper()
	return c.planConfig(server, c.config(body))
}

func (c core) planConfig(server tfprotov6.ProviderServer, config tftypes.Value) *tfprotov6.PlanResourceChangeResponse {
	c.t.Helper()
	planned, err := server.PlanResourceChange(c.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: c.row.typeName, PriorState: c.dynamic(c.value), PriorPrivate: c.private,
		Config: c.dynamic(config), ProposedNewState: c.dynamic(c.proposed(config)),
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.said = c.told(planned.Diagnostics)
	return planned
}

// carryOut does what was planned, and returns the errors.
func (c core) carryOut(server tfprotov6.ProviderServer, planned *tfprotov6.PlanResourceChangeResponse, body string) string {
	c.t.Helper()
	applied, err := server.ApplyResourceChange(c.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: c.row.typeName, PriorState: c.dynamic(c.value), PlannedState: planned.PlannedState,
		PlannedPrivate: planned.PlannedPrivate, Config: c.dynamic(c.config(body)),
	})
	if err != nil {
		c.t.Fatal(err)
	}
	created, plan := c.value.IsNull(), c.undynamic(planned.PlannedState)
	c.value, c.private, c.identity = c.undynamic(applied.NewState), applied.Private, applied.NewIdentity
	c.said += c.told(applied.Diagnostics)
	errs := failures(applied.Diagnostics)
	switch {
	case errs == "":
		c.consistent(plan)
	case created && !c.value.IsNull() && !c.row.remembers:
		c.t.Errorf("tainted, so that the next apply would destroy it: %s", errs)
	}
	c.nothingSecret()
	return errs
}

// refresh reads what is in state, and returns the errors.
func (c core) refresh(server tfprotov6.ProviderServer) string {
	c.t.Helper()
	c.said = ""
	if c.value.IsNull() {
		return ""
	}
	resp, err := server.ReadResource(c.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: c.row.typeName, CurrentState: c.dynamic(c.value), Private: c.private,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.said = c.told(resp.Diagnostics)
	if errs := failures(resp.Diagnostics); errs != "" {
		return errs
	}
	c.value, c.private, c.identity = c.undynamic(resp.NewState), resp.Private, resp.NewIdentity
	c.nothingSecret()
	return ""
}

// consistent states what Terraform demands: what is in state is what was planned.
func (c core) consistent(plan tftypes.Value) {
	c.t.Helper()
	got, want := c.attributes(c.value), c.attributes(plan)
	for name, v := range want {
		if v.IsFullyKnown() && !v.Equal(got[name]) {
			c.t.Errorf("inconsistent result: %s was planned as %s and is %s", name, v, got[name])
		}
	}
}

// ownSecrets are the secrets of the tests.
var ownSecrets = []string{p12, "not-a-key", awsSecret, twilioToken, "first-key", "second-key"}

// nothingSecret states that no secret of the tenant or the tests is in state.
func (c core) nothingSecret() {
	c.t.Helper()
	search(c.t, c.value.String(), append(c.tn.Secrets(), ownSecrets...))
}

// showsSecret says whether a text has a secret of the tenant or the tests.
func (tn tenant) showsSecret(text string) bool {
	return slices.ContainsFunc(append(tn.Secrets(), ownSecrets...), func(s string) bool { return strings.Contains(text, s) })
}

// proposed is the configuration, with what the state has of computed attributes.
func (c core) proposed(config tftypes.Value) tftypes.Value {
	if config.IsNull() || c.value.IsNull() {
		return config
	}
	merged, prior := c.attributes(config), c.attributes(c.value)
	for _, a := range c.schema.Block.Attributes {
		if a.Computed && merged[a.Name].IsNull() {
			merged[a.Name] = prior[a.Name]
		}
	}
	return tftypes.NewValue(c.schema.ValueType(), merged)
}

// importState puts what an import gives into state, without the read that
// Terraform does after it.
func (c core) importState(server tfprotov6.ProviderServer, req tfprotov6.ImportResourceStateRequest) {
	c.t.Helper()
	req.TypeName = c.row.typeName
	resp, err := server.ImportResourceState(c.t.Context(), &req)
	if err != nil || len(resp.Diagnostics) != 0 || len(resp.ImportedResources) != 1 {
		c.t.Fatal(err, text(resp.Diagnostics))
	}
	r := resp.ImportedResources[0]
	c.value, c.private, c.identity = c.undynamic(r.State), r.Private, r.Identity
}

// must applies a body without errors.
func (c core) must(body string) {
	c.t.Helper()
	if errs, _ := c.apply(body); errs != "" {
		c.t.Fatal(errs)
	}
}

// settled states what the tenant has, and that the body has nothing left to do.
func (c core) settled(body string, has []string) {
	c.t.Helper()
	if err := c.tn.check(has...); err != nil {
		c.t.Error(err)
	}
	if errs, changed := c.apply(body); errs != "" || changed {
		c.t.Errorf("something is left to do: %v %s", changed, errs)
	}
}

// says states what the last step said, and what it did not.
func (c core) says(want string, not ...string) {
	c.t.Helper()
	if !strings.Contains(c.said, want) {
		c.t.Errorf("it does not say %q: %s", want, c.said)
	}
	for _, w := range not {
		if strings.Contains(c.said, w) {
			c.t.Errorf("it says %q: %s", w, c.said)
		}
	}
}

// allRows are the lifecycles of every type.
func allRows() []lifecycle { return slices.Concat(lifecycles, settingsLifecycles, itemLifecycles) }

// eachRow runs a test for the lifecycles of every type; fresh is one of them on
// a new tenant.
func eachRow(t *testing.T, test func(*testing.T, func(*testing.T) core)) {
	t.Helper()
	for _, row := range allRows() {
		t.Run(row.typeName+row.variant, func(t *testing.T) {
			t.Parallel()
			test(t, func(t *testing.T) core {
				t.Helper()
				return newCore(t, row.emulated(t), row)
			})
		})
	}
}

// eachItem is eachRow for the types of which a tenant can have several.
func eachItem(t *testing.T, test func(*testing.T, func(*testing.T) core)) {
	t.Helper()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		if fresh(t).row.keys != nil {
			test(t, fresh)
		}
	})
}

package provider_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// An instance is a resource in state: null where it is not.
type instance struct {
	value    tftypes.Value
	private  []byte
	identity *tfprotov6.ResourceIdentityData
	said     string // by the last refresh, plan and apply, warnings included
}

// core is what Terraform does with one resource: it refreshes, plans, applies
// and compares. It takes milliseconds where Terraform takes half a second, so
// that tests can walk over every request of every type.
type core struct {
	t      *testing.T
	tn     tenant
	row    lifecycle
	schema *tfprotov6.Schema
	*instance
}

func newCore(t *testing.T, tn tenant, row lifecycle) core {
	t.Helper()
	_, schemas := newServer(t)
	schema := schemas.ResourceSchemas[row.typeName]
	return core{t, tn, row, schema, &instance{value: tftypes.NewValue(schema.ValueType(), nil)}}
}

// process is a run of the provider, which repeats nothing.
func (c core) process() tfprotov6.ProviderServer {
	c.t.Helper()
	server, schemas := newServer(c.t)
	app := c.tn.Management()
	config := object(c.t, schemas.Provider, map[string]string{"domain": c.tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret, "max_retries": "0"})
	resp, err := server.ConfigureProvider(c.t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config})
	if err != nil || len(resp.Diagnostics) != 0 {
		c.t.Fatal(err, text(resp.Diagnostics))
	}
	return server
}

// apply makes the resource what a body says, "" for nothing, and returns the
// errors and whether anything was to do.
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
	config := c.config(body)
	planned, err := server.PlanResourceChange(c.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: c.row.typeName, PriorState: c.dynamic(c.value), PriorPrivate: c.private,
		Config: c.dynamic(config), ProposedNewState: c.dynamic(c.proposed(config)),
	})
	if err != nil {
		c.t.Fatal(err)
	}
	c.said = text(planned.Diagnostics)
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
	c.said += text(applied.Diagnostics)
	errs := failures(applied.Diagnostics)
	switch {
	case errs == "":
		c.consistent(plan)
	case created && !c.value.IsNull():
		c.t.Errorf("tainted, so that the next apply would destroy it: %s", errs)
	}
	c.nothingSecret()
	return errs
}

func (c core) refresh(server tfprotov6.ProviderServer) string {
	c.t.Helper()
	c.said = ""
	if c.value.IsNull() {
		return ""
	}
	resp, err := server.ReadResource(c.t.Context(), &tfprotov6.ReadResourceRequest{TypeName: c.row.typeName, CurrentState: c.dynamic(c.value), Private: c.private})
	if err != nil {
		c.t.Fatal(err)
	}
	c.said = text(resp.Diagnostics)
	if errs := failures(resp.Diagnostics); errs != "" {
		return errs
	}
	c.value, c.private, c.identity = c.undynamic(resp.NewState), resp.Private, resp.NewIdentity
	c.nothingSecret()
	return ""
}

// consistent states what Terraform demands: what was planned is what there is.
func (c core) consistent(plan tftypes.Value) {
	c.t.Helper()
	got, want := c.attributes(c.value), c.attributes(plan)
	for name, v := range want {
		if v.IsFullyKnown() && !v.Equal(got[name]) {
			c.t.Errorf("inconsistent result: %s was planned as %s and is %s", name, v, got[name])
		}
	}
}

// nothingSecret states that no secret of the tenant or the tests is in state.
func (c core) nothingSecret() {
	c.t.Helper()
	search(c.t, c.value.String(), append(c.tn.Secrets(), p12, "not-a-key", awsSecret, twilioToken, "first-key", "second-key"))
}

// proposed is the configuration with what the state has of computed attributes.
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

func (c core) attributes(v tftypes.Value) map[string]tftypes.Value {
	c.t.Helper()
	m := map[string]tftypes.Value{}
	if !v.IsNull() {
		if err := v.As(&m); err != nil {
			c.t.Fatal(err)
		}
	}
	return m
}

// config evaluates a resource's body, in which "later" is not known yet.
func (c core) config(body string) tftypes.Value {
	c.t.Helper()
	if body == "" {
		return tftypes.NewValue(c.schema.ValueType(), nil)
	}
	file, diags := hclparse.NewParser().ParseHCL([]byte(body), "body.tf")
	if diags.HasErrors() {
		c.t.Fatal(diags)
	}
	parsed, diags := file.Body.JustAttributes()
	if diags.HasErrors() {
		c.t.Fatal(diags)
	}
	values := map[string]cty.Value{}
	for name, a := range parsed {
		if values[name], diags = a.Expr.Value(later); diags.HasErrors() {
			c.t.Fatal(diags)
		}
	}
	description, err := json.Marshal(c.schema.ValueType())
	if err != nil {
		c.t.Fatal(err)
	}
	t, err := ctyjson.UnmarshalType(description)
	if err != nil {
		c.t.Fatal(err)
	}
	whole, err := convert.Convert(filled(cty.ObjectVal(values), t), t)
	if err != nil {
		c.t.Fatal(err)
	}
	content, err := msgpack.Marshal(whole, t)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.undynamic(&tfprotov6.DynamicValue{MsgPack: content})
}

// later is what a body calls something that is known only after apply.
var later = &hcl.EvalContext{Variables: map[string]cty.Value{"later": cty.DynamicVal}}

// filled adds the attributes that are left out, as null.
func filled(v cty.Value, t cty.Type) cty.Value {
	if !t.IsObjectType() || !v.Type().IsObjectType() {
		return v
	}
	values := map[string]cty.Value{}
	for name, at := range t.AttributeTypes() {
		values[name] = cty.NullVal(at)
		if v.Type().HasAttribute(name) {
			values[name] = filled(v.GetAttr(name), at)
		}
	}
	return cty.ObjectVal(values)
}

func (c core) dynamic(v tftypes.Value) *tfprotov6.DynamicValue {
	c.t.Helper()
	d, err := tfprotov6.NewDynamicValue(c.schema.ValueType(), v)
	if err != nil {
		c.t.Fatal(err)
	}
	return &d
}

func (c core) undynamic(d *tfprotov6.DynamicValue) tftypes.Value {
	c.t.Helper()
	v, err := d.Unmarshal(c.schema.ValueType())
	if err != nil {
		c.t.Fatal(err)
	}
	return v
}

// failures are the errors among diagnostics.
func failures(diags []*tfprotov6.Diagnostic) string {
	var errs []*tfprotov6.Diagnostic
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, d)
		}
	}
	return strings.TrimSpace(text(errs))
}

package provider_test

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// config evaluates the body of a resource, in which "later" is not known yet.
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

// later stands in a body for what is known only after apply.
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

// dynamic encodes a value for the protocol.
func (c core) dynamic(v tftypes.Value) *tfprotov6.DynamicValue {
	c.t.Helper()
	d, err := tfprotov6.NewDynamicValue(c.schema.ValueType(), v)
	if err != nil {
		c.t.Fatal(err)
	}
	return &d
}

// undynamic decodes a value of the protocol.
func (c core) undynamic(d *tfprotov6.DynamicValue) tftypes.Value {
	c.t.Helper()
	v, err := d.Unmarshal(c.schema.ValueType())
	if err != nil {
		c.t.Fatal(err)
	}
	return v
}

// attributes are those of a resource, none where it is null.
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

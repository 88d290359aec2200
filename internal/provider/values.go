package provider

import (
	"context"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// values are an object's attributes, as Terraform passes them.
type values map[string]tftypes.Value

// valuesOf takes an object apart; of a null object every value is null.
func valuesOf(raw tftypes.Value) values {
	v := values{}
	if raw.IsNull() {
		for a, t := range raw.Type().(tftypes.Object).AttributeTypes { //nolint:forcetypeassert // a schema's value is an object
			v[a] = tftypes.NewValue(t, nil)
		}
		return v
	}
	_ = raw.As((*map[string]tftypes.Value)(&v)) // cannot fail: a schema's value is an object
	return maps.Clone(v)                        // the map is the value's own
}

// nullValues are the values of a null object of a schema.
func nullValues(ctx context.Context, s schema.Schema) values {
	return valuesOf(tftypes.NewValue(s.Type().TerraformType(ctx), nil))
}

// modelValues is what a model would be in state.
func modelValues(ctx context.Context, s schema.Schema, model any) (values, diag.Diagnostics) {
	state := tfsdk.State{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(ctx), nil)}
	diags := state.Set(ctx, model)
	return valuesOf(state.Raw), diags
}

// fill sets a model's fields to the values of its attributes.
func (v values) fill(ctx context.Context, s schema.Schema, model any) diag.Diagnostics {
	own := nullValues(ctx, s)
	own.take(v, slices.Collect(maps.Keys(own)))
	state := tfsdk.State{Schema: s, Raw: own.raw(s.Type().TerraformType(ctx))}
	return state.Get(ctx, model)
}

// raw puts the object together again.
func (v values) raw(t tftypes.Type) tftypes.Value {
	return tftypes.NewValue(t, map[string]tftypes.Value(v))
}

// text is an attribute that is a known string; "" when it is not.
func (v values) text(attribute string) (s string) {
	_ = v[attribute].As(&s) // stays empty for what is null or unknown
	return s
}

// sets reports whether any of the attributes is set.
func (v values) sets(attributes []string) bool {
	return slices.ContainsFunc(attributes, func(a string) bool { return !v[a].IsNull() })
}

// knows reports whether all of the attributes are known.
func (v values) knows(attributes []string) bool {
	return !slices.ContainsFunc(attributes, func(a string) bool { return !v[a].IsFullyKnown() })
}

// same reports whether the attributes are the same in w.
func (v values) same(w values, attributes []string) bool {
	return !slices.ContainsFunc(attributes, func(a string) bool { return !v[a].Equal(w[a]) })
}

// take copies the attributes from w.
func (v values) take(w values, attributes []string) {
	for _, a := range attributes {
		v[a] = w[a]
	}
}

// optional is null where the API gives nothing.
func optional(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

// orEmpty is an empty string where the API gives nothing.
func orEmpty(s *string) types.String {
	if s == nil {
		return types.StringValue("")
	}
	return types.StringValue(*s)
}

// unlessEmpty takes an empty string for null, where Auth0 answers both.
func unlessEmpty(s *string) types.String {
	if s == nil {
		return types.StringNull()
	}
	return optional(*s)
}

// textsOf are the texts in a set.
func textsOf(set types.Set) (list []string) {
	for _, v := range set.Elements() {
		if s, ok := v.(types.String); ok {
			list = append(list, s.ValueString())
		}
	}
	return list
}

// setOf is a set of texts.
func setOf(list []string) types.Set {
	elements := make([]attr.Value, 0, len(list))
	for _, s := range list {
		elements = append(elements, types.StringValue(s))
	}
	return types.SetValueMust(types.StringType, elements)
}

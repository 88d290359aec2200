package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// toggle is the document that switches a factor on and off.
func toggle(factor auth0.FactorName, enabled *types.Bool) document {
	name := "the " + factorTitle(factor) + " factor"
	return mirror[bool]{
		get:  func(c *auth0.Client, ctx context.Context) (bool, error) { return c.Factor(ctx, factor) },
		put:  func(c *auth0.Client, ctx context.Context, on bool) (bool, error) { return c.SetFactor(ctx, factor, on) },
		load: func(on bool) { *enabled = types.BoolValue(on) },
		save: func() bool { return enabled.ValueBool() },
	}.of(document{
		subject:    name,
		attributes: []string{"enabled"},
		guard: &guard{
			factor:      factor,
			strength:    func() strength { return ofSwitch(enabled.ValueBool()) },
			loss:        "takes " + name + " away from every user",
			consequence: "Where MFA is still enforced, users who have nothing else cannot log in.",
		},
	})
}

// enabledAttribute is the switch of every factor.
var enabledAttribute = schema.BoolAttribute{
	Required:            true,
	MarkdownDescription: "Whether the tenant offers the factor to its users. Switching it off takes it away from everyone who has enrolled it. Scopes: `read:guardian_factors`, `update:guardian_factors`.",
}

// inEffect is an attribute of every factor.
var inEffect = map[string]derived{"in_effect": {
	schema: schema.BoolAttribute{
		Computed:            true,
		MarkdownDescription: "Whether the factor is on. It is known only while nothing about the factor changes, so that what depends on it, such as `guardian_sign_in`, waits for the change.",
	},
	of: func(v values) tftypes.Value { return v["enabled"] },
}}

// newToggle is the resource of a factor that has nothing but its switch.
func newToggle(typeName string, factor auth0.FactorName, description string) resource.Resource {
	return &singletonResource{
		base: base{
			typeName: typeName,
			derived:  inEffect,
			schema: schema.Schema{
				MarkdownDescription: description,
				Attributes:          map[string]schema.Attribute{"enabled": enabledAttribute},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Enabled types.Bool `tfsdk:"enabled"`
			})
			return m, []document{toggle(factor, &m.Enabled)}
		},
	}
}

// factorTitle is a factor's name where people read it.
func factorTitle(factor auth0.FactorName) string {
	if factor == auth0.FactorSMS {
		return "phone" // it makes calls, too
	}
	return string(factor)
}

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// toggle is the document that switches a factor on and off.
type toggle struct {
	factor  auth0.FactorName
	enabled *types.Bool
}

func (t toggle) subject() string { return "the " + factorTitle(t.factor) + " factor" }

func (toggle) attributes() []string { return []string{"enabled"} }

func (t toggle) read(ctx context.Context, c *auth0.Client) error {
	on, err := c.Factor(ctx, t.factor)
	*t.enabled = types.BoolValue(on)
	return err
}

func (t toggle) write(ctx context.Context, c *auth0.Client) error {
	on, err := c.SetFactor(ctx, t.factor, t.enabled.ValueBool())
	*t.enabled = types.BoolValue(on)
	return err
}

func (t toggle) on() bool { return t.enabled.ValueBool() }

func (t toggle) loss() string { return "takes " + t.subject() + " away from every user" }

func (t toggle) defaults() { *t.enabled = types.BoolValue(false) }

// enabledAttribute is the switch of every factor.
var enabledAttribute = schema.BoolAttribute{
	Required:            true,
	MarkdownDescription: "Whether the tenant offers the factor to its users. Switching it off takes it away from everyone who has enrolled it. Scopes: `read:guardian_factors`, `update:guardian_factors`.",
}

// newToggle is the resource of a factor that has nothing but its switch.
func newToggle(typeName string, factor auth0.FactorName, description string) resource.Resource {
	return &tenantResource{
		base: base{
			typeName: typeName,
			schema: schema.Schema{
				MarkdownDescription: description,
				Attributes:          map[string]schema.Attribute{"enabled": enabledAttribute},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Enabled types.Bool `tfsdk:"enabled"`
			})
			return m, []document{toggle{factor, &m.Enabled}}
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

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newTenantSettings() resource.Resource {
	return &tenantResource{
		base: base{
			typeName: "tenant_settings",
			validators: []resource.ConfigValidator{resourcevalidator.AtLeastOneOf(
				path.MatchRoot("customize_mfa_in_postlogin_action"), path.MatchRoot("mfa_show_factor_list_on_enrollment"),
			)},
			schema: schema.Schema{
				MarkdownDescription: "The two of the tenant's settings that belong to MFA. Only what is declared is sent: all other settings of the tenant stay as they are, whoever manages them. Scopes: `read:tenant_settings`, `update:tenant_settings`.",
				Attributes: map[string]schema.Attribute{
					"customize_mfa_in_postlogin_action": schema.BoolAttribute{
						Optional:            true,
						MarkdownDescription: "Whether [Actions choose the factors](https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa/customize-mfa-selection-universal-login) of a login. Leave it out to leave the tenant's setting alone; removed later, it goes back to `false`.",
					},
					"mfa_show_factor_list_on_enrollment": schema.BoolAttribute{
						Optional:            true,
						MarkdownDescription: "Whether users who enroll are shown the list of factors, instead of the one that Auth0 thinks most secure. Leave it out to leave the tenant's setting alone; removed later, it goes back to `false`.",
					},
				},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Customize      types.Bool `tfsdk:"customize_mfa_in_postlogin_action"`
				ShowFactorList types.Bool `tfsdk:"mfa_show_factor_list_on_enrollment"`
			})
			return m, []document{customizeMFA{&m.Customize}, showFactorList{&m.ShowFactorList}}
		},
	}
}

// customizeMFA is one setting of the tenant; the client reads both at once.
type customizeMFA struct{ on *types.Bool }

func (customizeMFA) subject() string { return "the tenant's customize_mfa_in_postlogin_action" }

func (customizeMFA) attributes() []string { return []string{"customize_mfa_in_postlogin_action"} }

func (d customizeMFA) read(ctx context.Context, c *auth0.Client) error {
	s, err := c.TenantSettings(ctx)
	*d.on = types.BoolValue(s.CustomizeMFAInPostLoginAction)
	return err
}

func (d customizeMFA) write(ctx context.Context, c *auth0.Client) error {
	s, err := c.SetTenantSettings(ctx, auth0.TenantSettingsChange{CustomizeMFAInPostLoginAction: d.on.ValueBoolPointer()})
	*d.on = types.BoolValue(s.CustomizeMFAInPostLoginAction)
	return err
}

func (customizeMFA) lack() (attribute, says string) {
	return "customize_mfa_in_postlogin_action", "Actions that choose the factors of a login are not listened to any more."
}

func (d customizeMFA) defaults() { *d.on = types.BoolValue(false) }

// showFactorList is the other one.
type showFactorList struct{ on *types.Bool }

func (showFactorList) subject() string { return "the tenant's mfa_show_factor_list_on_enrollment" }

func (showFactorList) attributes() []string { return []string{"mfa_show_factor_list_on_enrollment"} }

func (d showFactorList) read(ctx context.Context, c *auth0.Client) error {
	s, err := c.TenantSettings(ctx)
	*d.on = types.BoolValue(s.ShowFactorListOnEnrollment)
	return err
}

func (d showFactorList) write(ctx context.Context, c *auth0.Client) error {
	s, err := c.SetTenantSettings(ctx, auth0.TenantSettingsChange{ShowFactorListOnEnrollment: d.on.ValueBoolPointer()})
	*d.on = types.BoolValue(s.ShowFactorListOnEnrollment)
	return err
}

func (d showFactorList) defaults() { *d.on = types.BoolValue(false) }

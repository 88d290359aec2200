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
	return &singletonResource{
		base: base{
			typeName: "tenant_settings",
			validators: []resource.ConfigValidator{resourcevalidator.AtLeastOneOf(
				path.MatchRoot("customize_mfa_in_postlogin_action"), path.MatchRoot("mfa_show_factor_list_on_enrollment"),
				path.MatchRoot("phone_consolidated_experience"),
			)},
			schema: schema.Schema{
				MarkdownDescription: "Who chooses the factors of a login, what users see when they enroll, and whether the tenant is on the Unified Phone Experience. " +
					"How long a completed MFA counts is in `guardian_settings`. Only what is declared is sent; all other settings of the tenant stay as they are, whoever manages them. " +
					"Each attribute is optional, and at least one is required. Scopes: `read:tenant_settings`, `update:tenant_settings`.",
				Attributes: map[string]schema.Attribute{
					"phone_consolidated_experience": schema.BoolAttribute{
						Optional: true,
						MarkdownDescription: "Whether the tenant is on the [Unified Phone Experience](https://auth0.com/docs/customize/phone-messages), as new tenants are: `guardian_phone_provider` then sends the codes of the phone factor, and `guardian_legacy_phone` is refused. " +
							"Make it depend on the phone provider, so that codes can be sent at every moment. Omit it to leave the tenant as it is; removing it later does not switch it back.",
					},
					"customize_mfa_in_postlogin_action": schema.BoolAttribute{
						Optional:            true,
						MarkdownDescription: "Whether [Actions choose the factors](https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa/customize-mfa-selection-universal-login) of a login. Omit it to leave the tenant's setting unchanged; removing it later resets it to `false`.",
					},
					"mfa_show_factor_list_on_enrollment": schema.BoolAttribute{
						Optional:            true,
						MarkdownDescription: "Whether users who enroll are shown the list of factors, instead of the one that Auth0 considers most secure. Omit it to leave the tenant's setting unchanged; removing it later resets it to `false`.",
					},
				},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Customize      types.Bool `tfsdk:"customize_mfa_in_postlogin_action"`
				ShowFactorList types.Bool `tfsdk:"mfa_show_factor_list_on_enrollment"`
				UnifiedPhone   types.Bool `tfsdk:"phone_consolidated_experience"`
			})
			return m, []document{customizeMFA(&m.Customize), showFactorList(&m.ShowFactorList), unifiedPhone(&m.UnifiedPhone)}
		},
	}
}

// customizeMFA is one setting of the tenant; the client reads all at once.
func customizeMFA(on *types.Bool) document {
	return tenantSetting(on,
		func(s auth0.TenantSettings) bool { return s.CustomizeMFAInPostLoginAction },
		func(on bool) auth0.TenantSettingsChange {
			return auth0.TenantSettingsChange{CustomizeMFAInPostLoginAction: &on}
		},
		document{
			subject:    "the tenant's customize_mfa_in_postlogin_action",
			attributes: []string{"customize_mfa_in_postlogin_action"},
			needed:     needed{"customize_mfa_in_postlogin_action", "Actions that choose the factors of a login no longer have an effect."},
		})
}

// showFactorList is another one.
func showFactorList(on *types.Bool) document {
	return tenantSetting(on,
		func(s auth0.TenantSettings) bool { return s.ShowFactorListOnEnrollment },
		func(on bool) auth0.TenantSettingsChange {
			return auth0.TenantSettingsChange{ShowFactorListOnEnrollment: &on}
		},
		document{subject: "the tenant's mfa_show_factor_list_on_enrollment", attributes: []string{"mfa_show_factor_list_on_enrollment"}})
}

// unifiedPhone is the third. A tenant that goes back loses who sends its codes:
// that has to be said, and is no default.
func unifiedPhone(on *types.Bool) document {
	return tenantSetting(on,
		func(s auth0.TenantSettings) bool { return s.PhoneConsolidatedExperience },
		func(on bool) auth0.TenantSettingsChange {
			return auth0.TenantSettingsChange{PhoneConsolidatedExperience: &on}
		},
		document{
			subject:    "the tenant's phone_consolidated_experience",
			attributes: []string{"phone_consolidated_experience"},
			stays:      "It decides who sends the codes, and so changes only where the attribute says so.",
		})
}

// tenantSetting is one flag, which is off on a new tenant.
func tenantSetting(on *types.Bool, of func(auth0.TenantSettings) bool, change func(bool) auth0.TenantSettingsChange, d document) document {
	return mirror[bool]{
		get: func(c *auth0.Client, ctx context.Context) (bool, error) {
			s, err := c.TenantSettings(ctx)
			return of(s), err
		},
		put: func(c *auth0.Client, ctx context.Context, on bool) (bool, error) {
			s, err := c.SetTenantSettings(ctx, change(on))
			return of(s), err
		},
		load: func(is bool) { *on = types.BoolValue(is) },
		save: func() bool { return on.ValueBool() },
	}.of(d)
}

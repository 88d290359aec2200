package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
)

func newTenantSettingsData() datasource.DataSource {
	return &singletonDataSource{of: newTenantSettings, dataBase: dataBase{
		typeName: "tenant_settings",
		schema: schema.Schema{
			MarkdownDescription: "Whether Actions choose the factors of a login, what users see when they enroll, and whether the tenant is on the Unified Phone Experience, for an audit or a `postcondition`: nothing is managed by it. " +
				"How long a completed MFA counts is in `guardian_settings`. Scope: `read:tenant_settings`.",
			Attributes: map[string]schema.Attribute{
				"customize_mfa_in_postlogin_action":  schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether [Actions choose the factors](https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa/customize-mfa-selection-universal-login) of a login."},
				"mfa_show_factor_list_on_enrollment": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether users who enroll are shown the list of factors, instead of the one that Auth0 considers most secure."},
				"phone_consolidated_experience":      schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the tenant is on the [Unified Phone Experience](https://auth0.com/docs/customize/phone-messages), so that its phone provider sends the codes of the phone factor."},
			},
		},
	}}
}

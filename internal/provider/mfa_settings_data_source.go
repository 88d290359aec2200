package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
)

func newMFASettingsData() datasource.DataSource {
	return &singletonDataSource{of: newMFASettings, dataBase: dataBase{
		typeName: "settings",
		schema: schema.Schema{
			MarkdownDescription: "When a user who has completed MFA is asked again, for an audit or a `postcondition`: nothing is managed by it. " +
				"Who chooses the factors, and what users see when they enroll, is in `guardian_tenant_settings`. Scope: `read:tenant_settings`.",
			Attributes: map[string]schema.Attribute{
				"display_remember_me_checkbox":   schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether users are shown the \"Remember me\" checkbox."},
				"remember_me_default_value":      schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the checkbox is checked at first."},
				"mfa_session_inactivity_timeout": schema.Int64Attribute{CustomType: wholeType{}, Computed: true, MarkdownDescription: "Maximum time without a login, in seconds, before users must repeat MFA."},
				"mfa_session_overall_timeout":    schema.Int64Attribute{CustomType: wholeType{}, Computed: true, MarkdownDescription: "Maximum time, in seconds, before users must repeat MFA, regardless of activity."},
			},
		},
	}}
}

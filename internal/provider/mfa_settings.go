package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type mfaSettingsModel struct {
	DisplayRememberMe   types.Bool `tfsdk:"display_remember_me_checkbox"`
	RememberMeByDefault types.Bool `tfsdk:"remember_me_default_value"`
	InactivityTimeout   whole      `tfsdk:"mfa_session_inactivity_timeout"`
	OverallTimeout      whole      `tfsdk:"mfa_session_overall_timeout"`
}

func newMFASettings() resource.Resource {
	fresh := auth0.DefaultMFASettings
	return &singletonResource{
		base: base{
			typeName:   "settings",
			validators: []resource.ConfigValidator{timeoutsValidator{}},
			schema: schema.Schema{
				MarkdownDescription: "When a user who has completed MFA is asked again: the \"Remember me\" checkbox and the length of MFA sessions, for all factors of the tenant. " +
					"Who chooses the factors, and what users see when they enroll, is in `guardian_tenant_settings`. " +
					"All four settings are written together: one that you leave out is set to its default, whatever the tenant has. " +
					"Scopes: `read:tenant_settings`, `update:tenant_settings`.",
				Attributes: map[string]schema.Attribute{
					"display_remember_me_checkbox": schema.BoolAttribute{
						Optional: true, Computed: true, Default: booldefault.StaticBool(fresh.DisplayRememberMe),
						MarkdownDescription: "Whether users are shown the \"Remember me\" checkbox. Default: `true`.",
					},
					"remember_me_default_value": schema.BoolAttribute{
						Optional: true, Computed: true, Default: booldefault.StaticBool(fresh.RememberMeByDefault),
						MarkdownDescription: "Whether the checkbox is checked at first. Default: `false`.",
					},
					"mfa_session_inactivity_timeout": schema.Int64Attribute{
						CustomType: wholeType{}, Optional: true, Computed: true, Default: int64default.StaticInt64(fresh.InactivityTimeout),
						Validators:          []validator.Int64{int64validator.Between(3600, 2592000)},
						MarkdownDescription: "Maximum time without a login, in seconds, before users must repeat MFA: 3600 (1 hour) to 2592000 (30 days), and not more than `mfa_session_overall_timeout`. Default: 604800 (7 days).",
					},
					"mfa_session_overall_timeout": schema.Int64Attribute{
						CustomType: wholeType{}, Optional: true, Computed: true, Default: int64default.StaticInt64(fresh.OverallTimeout),
						Validators:          []validator.Int64{int64validator.Between(3600, 7776000)},
						MarkdownDescription: "Maximum time, in seconds, before users must repeat MFA, regardless of activity: 3600 (1 hour) to 7776000 (90 days). Default: 2592000 (30 days).",
					},
				},
			},
		},
		bind: func() (any, []document) {
			m := new(mfaSettingsModel)
			return m, []document{m.document()}
		},
	}
}

func (m *mfaSettingsModel) document() document {
	return mirror[auth0.MFASettings]{
		get: (*auth0.Client).MFASettings, put: (*auth0.Client).SetMFASettings,
		load: m.load, save: m.save, fresh: auth0.DefaultMFASettings,
	}.of(document{
		subject: "the MFA settings",
		attributes: []string{
			"display_remember_me_checkbox", "remember_me_default_value",
			"mfa_session_inactivity_timeout", "mfa_session_overall_timeout",
		},
	})
}

func (m *mfaSettingsModel) save() auth0.MFASettings {
	return auth0.MFASettings{
		DisplayRememberMe:   m.DisplayRememberMe.ValueBool(),
		RememberMeByDefault: m.RememberMeByDefault.ValueBool(),
		InactivityTimeout:   m.InactivityTimeout.ValueInt64(),
		OverallTimeout:      m.OverallTimeout.ValueInt64(),
	}
}

func (m *mfaSettingsModel) load(s auth0.MFASettings) {
	m.DisplayRememberMe, m.RememberMeByDefault = types.BoolValue(s.DisplayRememberMe), types.BoolValue(s.RememberMeByDefault)
	m.InactivityTimeout, m.OverallTimeout = wholeOf(s.InactivityTimeout), wholeOf(s.OverallTimeout)
}

// timeoutsValidator refuses an inactivity that is longer than the whole, where
// the one that is left out has its default.
type timeoutsValidator struct{}

func (timeoutsValidator) Description(context.Context) string {
	return "mfa_session_inactivity_timeout must not be more than mfa_session_overall_timeout"
}

func (v timeoutsValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v timeoutsValidator) ValidateResource(
	ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse,
) {
	var inactivity, overall whole
	at := path.Root("mfa_session_inactivity_timeout")
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, at, &inactivity)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("mfa_session_overall_timeout"), &overall)...)
	if inactivity.IsUnknown() || overall.IsUnknown() {
		return
	}
	if inactivity.IsNull() {
		inactivity = wholeOf(auth0.DefaultMFASettings.InactivityTimeout)
	}
	if overall.IsNull() {
		overall = wholeOf(auth0.DefaultMFASettings.OverallTimeout)
	}
	if inactivity.ValueInt64() > overall.ValueInt64() {
		resp.Diagnostics.AddAttributeError(at, "Longer than the whole session", fmt.Sprintf(
			"%s. They are %d and %d seconds, an attribute that is left out counting with its default: set both.",
			v.Description(ctx), inactivity.ValueInt64(), overall.ValueInt64()))
	}
}

package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const (
	typeDescription     = "`otp` (authenticator app), `oob` (a code or a question that comes over `oob_channel`), `recovery-code`, or, through the Management API, `webauthn-roaming` or `webauthn-platform`."
	channelDescription  = "How an `oob` authenticator reaches its user: `email`, `sms`, `voice` or `auth0` (push notification)."
	activeDescription   = "Whether the enrollment is confirmed; only then it can be used."
	nameDescription     = "Masked email address or phone number."
	createdDescription  = "When it was created, RFC 3339. Only through the Management API."
	enrolledDescription = "When the enrollment was confirmed, RFC 3339, where the Management API gives it."
	lastAuthDescription = "When it was last used, RFC 3339, where the Management API gives it."
)

type oneAuthenticatorModel struct {
	UserID types.String `tfsdk:"user_id"`
	Token  types.String `tfsdk:"token"`
	authenticatorModel
}

type authenticatorDataSource struct{ *session }

func newAuthenticator() datasource.DataSource { return new(authenticatorDataSource) }

func (d *authenticatorDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_authenticator"
}

func (d *authenticatorDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := maps.Clone(ownerAttributes)
	maps.Copy(attributes, map[string]schema.Attribute{
		"id":                 schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: "Identifier, such as `email|dev_hdkmORJuqOmjRRQU`. Selects when set."},
		"authenticator_type": schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: typeDescription + " Selects when set."},
		"oob_channel":        schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: channelDescription + " Selects when set."},
		"active":             schema.BoolAttribute{Optional: true, Computed: true, MarkdownDescription: activeDescription + " Selects when set."},
		"name":               schema.StringAttribute{Computed: true, MarkdownDescription: nameDescription},
		"created_at":         schema.StringAttribute{Computed: true, MarkdownDescription: createdDescription},
		"enrolled_at":        schema.StringAttribute{Computed: true, MarkdownDescription: enrolledDescription},
		"last_auth_at":       schema.StringAttribute{Computed: true, MarkdownDescription: lastAuthDescription},
	})
	resp.Schema = schema.Schema{
		MarkdownDescription: "One authenticator that a user has enrolled for MFA. The selectors `id`, `authenticator_type`, `oob_channel` and `active` must leave exactly one: none and several are errors that list the user's authenticators. To read them all, use `guardian_authenticators`.",
		Attributes:          attributes,
	}
}

func (d *authenticatorDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return ownerValidators()
}

func (d *authenticatorDataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.session, resp.Diagnostics = sessionOf(req.ProviderData)
}

func (d *authenticatorDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m oneAuthenticatorModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	list, diags := authenticatorsOf(ctx, d.client, m.UserID, m.Token)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	matches := slices.DeleteFunc(slices.Clone(list), func(a authenticatorModel) bool { return !m.selects(a) })
	switch len(matches) {
	case 0:
		resp.Diagnostics.AddError("No such authenticator", "None of the user's authenticators matches. "+candidates(list))
		return
	case 1:
	default:
		resp.Diagnostics.AddError("More than one authenticator",
			fmt.Sprintf("%d of the user's authenticators match; select by id, authenticator_type, oob_channel or active. %s", len(matches), candidates(matches)))
		return
	}
	m.authenticatorModel = matches[0]
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// selects says whether an authenticator has what the configuration sets.
func (m oneAuthenticatorModel) selects(a authenticatorModel) bool {
	return (m.ID.IsNull() || m.ID.Equal(a.ID)) &&
		(m.AuthenticatorType.IsNull() || m.AuthenticatorType.Equal(a.AuthenticatorType)) &&
		(m.OOBChannel.IsNull() || m.OOBChannel.Equal(a.OOBChannel)) &&
		(m.Active.IsNull() || m.Active.Equal(a.Active))
}

func candidates(list []authenticatorModel) string {
	if len(list) == 0 {
		return "The user has none."
	}
	var b strings.Builder
	b.WriteString("The candidates are:")
	for _, a := range list {
		fmt.Fprintf(&b, "\n  - %s", a)
	}
	return b.String()
}

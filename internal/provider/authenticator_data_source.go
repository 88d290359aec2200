package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type oneAuthenticatorModel struct {
	UserID types.String `tfsdk:"user_id"`
	Token  types.String `tfsdk:"token"`
	authenticatorModel
}

type authenticatorDataSource struct{ userDataSource }

func newAuthenticator() datasource.DataSource {
	const selects = " A selector when set."
	selector := func(name string) schema.StringAttribute {
		return schema.StringAttribute{Optional: true, Computed: true, MarkdownDescription: authenticatorWords[name] + selects}
	}
	channel := selector("oob_channel")
	channel.Validators = []validator.String{oneOfChannels}
	attributes := map[string]schema.Attribute{
		"id":                 selector("id"),
		"authenticator_type": selector("authenticator_type"),
		"oob_channel":        channel,
		"active":             schema.BoolAttribute{Optional: true, Computed: true, MarkdownDescription: authenticatorWords["active"] + selects},
	}
	for name, words := range authenticatorWords {
		if attributes[name] == nil {
			attributes[name] = schema.StringAttribute{Computed: true, MarkdownDescription: words}
		}
	}
	maps.Copy(attributes, ownerAttributes)
	return &authenticatorDataSource{userDataSource{dataBase{
		typeName: "authenticator",
		schema: schema.Schema{
			MarkdownDescription: "One authenticator that a user has enrolled for MFA. The selectors `id`, `authenticator_type`, `oob_channel` and `active` must match exactly one authenticator; otherwise the error lists the candidates. To read them all, use `guardian_authenticators`.",
			Attributes:          attributes,
		},
	}}}
}

func (d *authenticatorDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m oneAuthenticatorModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	list, diags := d.authenticators(ctx, m.UserID, m.Token)
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
			fmt.Sprintf("%d of the user's authenticators match. Select one by id, authenticator_type, oob_channel or active. %s",
				len(matches), candidates(matches)))
		return
	}
	m.authenticatorModel = matches[0]
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// selects reports whether an authenticator has what the configuration sets.
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

package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type authenticatorsModel struct {
	UserID         types.String         `tfsdk:"user_id"`
	Token          types.String         `tfsdk:"token"`
	Authenticators []authenticatorModel `tfsdk:"authenticators"`
}

type authenticatorsDataSource struct{ userDataSource }

func newAuthenticators() datasource.DataSource {
	attributes := maps.Clone(ownerAttributes)
	listed := objectOf(slices.Collect(maps.Keys(authenticatorWords)))
	listed.AttrTypes["active"] = types.BoolType
	description := "The authenticators, in the order in which the API returns them; empty if there are none. Each has:\n"
	for _, member := range slices.Sorted(maps.Keys(authenticatorWords)) {
		description += fmt.Sprintf("\n  - `%s`: %s", member, authenticatorWords[member])
	}
	attributes["authenticators"] = schema.ListAttribute{Computed: true, ElementType: listed, MarkdownDescription: description}
	return &authenticatorsDataSource{userDataSource{dataBase{
		typeName: "authenticators",
		schema: schema.Schema{
			MarkdownDescription: "All authenticators that one user has enrolled for MFA, in the terms of the [MFA API](https://auth0.com/docs/secure/multi-factor-authentication/manage-mfa-auth0-apis/manage-authenticator-factors-mfa-api) whichever API they are read through. Passwords and passkeys are not second factors and are left out.",
			Attributes:          attributes,
		},
	}}}
}

func (d *authenticatorsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m authenticatorsModel
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	list, diags := d.authenticators(ctx, m.UserID, m.Token)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	m.Authenticators = list
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

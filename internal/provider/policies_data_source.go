package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type policiesDataSource struct{ dataBase }

func newPoliciesData() datasource.DataSource {
	return &policiesDataSource{dataBase{
		typeName: "policies",
		schema: schema.Schema{
			MarkdownDescription: "When the tenant asks its users for a second factor. Scope: `read:mfa_policies`.",
			Attributes: map[string]schema.Attribute{
				"policies": schema.SetAttribute{
					Computed:            true,
					ElementType:         types.StringType,
					MarkdownDescription: "`all-applications` asks at every login, and `confidence-score` when Auth0 rates a login as risky. With an empty set, users are never asked.",
				},
			},
		},
	}}
}

func (d *policiesDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m policiesModel
	policies := m.document()
	if err := policies.read(ctx, d.client); err != nil {
		resp.Diagnostics.Append(d.docError("read", policies, err))
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

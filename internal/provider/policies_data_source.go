package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func newPoliciesData() datasource.DataSource {
	return &singletonDataSource{of: newPolicies, dataBase: dataBase{
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

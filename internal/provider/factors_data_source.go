package provider

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type factorsModel struct {
	Enabled []string               `tfsdk:"enabled"`
	Factors map[string]factorModel `tfsdk:"factors"`
}

type factorModel struct {
	Enabled      bool `tfsdk:"enabled"`
	TrialExpired bool `tfsdk:"trial_expired"`
}

type factorsDataSource struct{ dataBase }

func newFactors() datasource.DataSource {
	return &factorsDataSource{dataBase{
		typeName: "factors",
		schema: schema.Schema{
			MarkdownDescription: "Which second factors the tenant offers to its users. It shares one request with the resources of the factors. Together with `guardian_policies`, it lets a configuration assert that MFA is on. Scope: `read:guardian_factors`.",
			Attributes: map[string]schema.Attribute{
				"enabled": schema.SetAttribute{
					Computed:            true,
					ElementType:         types.StringType,
					MarkdownDescription: "The factors that are on, by the names of their resources: `phone`, `push`, `otp`, `email`, `duo`, `webauthn_roaming`, `webauthn_platform` and `recovery_code`.",
				},
				// Not nested attributes, which Terraform cannot mock.
				"factors": schema.MapAttribute{
					Computed: true,
					ElementType: types.ObjectType{AttrTypes: map[string]attr.Type{
						"enabled":       types.BoolType,
						"trial_expired": types.BoolType,
					}},
					MarkdownDescription: "All factors, by the names that the API uses: `sms` (the phone factor, for text messages and voice calls), `push-notification`, `otp`, `email`, `duo`, `webauthn-roaming`, `webauthn-platform` and `recovery-code`. " +
						"Of each, `enabled` is whether the tenant offers it, and `trial_expired` whether the tenant's trial of it has expired.",
				},
			},
		},
	}}
}

func (d *factorsDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	list, err := d.client.Factors(ctx)
	if err != nil {
		resp.Diagnostics.Append(d.apiError("read the factors", path.Root("factors"), err, nil))
		return
	}
	m := factorsModel{[]string{}, make(map[string]factorModel, len(list))}
	for _, f := range list {
		m.Factors[string(f.Name)] = factorModel{f.Enabled, f.TrialExpired}
		if f.Enabled {
			m.Enabled = append(m.Enabled, resourceName(f.Name))
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

// resourceName is a factor's name in the type of its resource.
func resourceName(factor auth0.FactorName) string {
	switch factor {
	case auth0.FactorSMS:
		return "phone"
	case auth0.FactorPush:
		return "push"
	}
	return strings.ReplaceAll(string(factor), "-", "_")
}

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

type factorsModel struct {
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
			MarkdownDescription: "Which second factors the tenant offers to its users. It shares one request with the resources of the factors. Together with `guardian_policies`, it lets a `check` block assert that MFA is on. Scope: `read:guardian_factors`.",
			Attributes: map[string]schema.Attribute{
				"factors": schema.MapNestedAttribute{
					Computed:            true,
					MarkdownDescription: "All factors, by the names that the API uses: `sms` (the phone factor, for text messages and voice calls), `push-notification`, `otp`, `email`, `duo`, `webauthn-roaming`, `webauthn-platform` and `recovery-code`.",
					NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
						"enabled":       schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the tenant offers the factor."},
						"trial_expired": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the tenant's trial of the factor has expired."},
					}},
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
	m := factorsModel{make(map[string]factorModel, len(list))}
	for _, f := range list {
		m.Factors[string(f.Name)] = factorModel{f.Enabled, f.TrialExpired}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

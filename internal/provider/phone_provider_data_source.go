package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// phoneProviderData is the model of the resource without what is only sent.
type phoneProviderData struct {
	ID            types.String        `tfsdk:"id"`
	Name          types.String        `tfsdk:"name"`
	Disabled      types.Bool          `tfsdk:"disabled"`
	Configuration *phoneConfiguration `tfsdk:"configuration"`
}

type phoneProviderDataSource struct{ dataBase }

func newPhoneProviderData() datasource.DataSource {
	return &phoneProviderDataSource{dataBase{
		typeName: "phone_provider",
		schema: schema.Schema{
			MarkdownDescription: "Who sends the text messages and voice calls of a tenant on the Unified Phone Experience, without managing it. Its attributes are null where the tenant has no phone provider. Scope: `read:phone_providers`.",
			Attributes: map[string]schema.Attribute{
				"id":       schema.StringAttribute{Computed: true, MarkdownDescription: "ID of the phone provider, `pro_…`."},
				"name":     schema.StringAttribute{Computed: true, MarkdownDescription: "Who sends the messages: `twilio`, or `custom`, an Action of the tenant."},
				"disabled": schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the provider is disabled, so that nothing is sent."},
				"configuration": schema.SingleNestedAttribute{
					Computed:            true,
					MarkdownDescription: "How messages are sent, and from which number. Auth0 does not give the auth token away.",
					Attributes: map[string]schema.Attribute{
						"default_from":     schema.StringAttribute{Computed: true, MarkdownDescription: "Phone number that messages are sent from unless their template names another."},
						"mssid":            schema.StringAttribute{Computed: true, MarkdownDescription: "SID of the Twilio messaging service that chooses the number, `MG…`."},
						"sid":              schema.StringAttribute{Computed: true, MarkdownDescription: "SID of the Twilio account, `AC…`."},
						"delivery_methods": schema.SetAttribute{Computed: true, ElementType: types.StringType, MarkdownDescription: "How messages are sent: `text`, `voice` or both."},
					},
				},
			},
		},
	}}
}

func (d *phoneProviderDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	list, err := d.client.PhoneProviders(ctx)
	if err != nil {
		resp.Diagnostics.Append(d.apiError("read the phone provider", path.Root("id"), err, nil))
		return
	}
	var m phoneProviderModel
	if len(list) > 0 { // a tenant has one at most
		_ = m.take(list[0], nil)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, phoneProviderData{m.ID, m.Name, m.Disabled, m.Configuration})...)
}

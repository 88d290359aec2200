// Command auth0 stands in for the provider auth0/auth0 in migrations: it has the
// resource auth0_guardian as that documents it, reads nothing and writes nothing.
//
// https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/guardian
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

type auth0 struct{}

func (auth0) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "auth0"
}
func (auth0) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse)          {}
func (auth0) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}
func (auth0) DataSources(context.Context) []func() datasource.DataSource                        { return nil }
func (auth0) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return guardian{} }}
}

// guardian keeps what the state has.
type guardian struct{}

func (guardian) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "auth0_guardian"
}

func (guardian) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	text, secret := schema.StringAttribute{Optional: true}, schema.StringAttribute{Optional: true, Sensitive: true}
	flag := schema.BoolAttribute{Optional: true, Computed: true}
	block := func(attributes map[string]schema.Attribute, blocks map[string]schema.Block) schema.ListNestedBlock {
		return schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{Attributes: attributes, Blocks: blocks}}
	}
	resp.Schema = schema.Schema{
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{Computed: true}, "policy": schema.StringAttribute{Required: true},
			"email": flag, "otp": flag, "recovery_code": flag,
		},
		Blocks: map[string]schema.Block{
			"duo": block(map[string]schema.Attribute{"enabled": flag, "hostname": text, "integration_key": text, "secret_key": secret}, nil),
			"phone": block(map[string]schema.Attribute{
				"enabled": flag, "provider": text, "message_types": schema.ListAttribute{Optional: true, ElementType: types.StringType},
			}, nil),
			"webauthn_roaming": block(map[string]schema.Attribute{
				"enabled": flag, "override_relying_party": flag, "relying_party_identifier": text, "user_verification": text,
			}, nil),
		},
	}
}

// Create takes the plan for what the tenant has.
func (guardian) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	state, err := tftypes.Transform(req.Plan.Raw, func(_ *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
		switch {
		case v.IsKnown():
			return v, nil
		case v.Type().Is(tftypes.Bool):
			return tftypes.NewValue(tftypes.Bool, false), nil
		}
		return tftypes.NewValue(tftypes.String, "24940d4b-4bd4-44e7-894e-f92e4de36a40"), nil
	})
	if err != nil {
		resp.Diagnostics.AddError("Not created", err.Error())
	}
	resp.State.Raw = state
}

func (guardian) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (guardian) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("Not here", "It only stands in for the provider.")
}

func (guardian) Delete(_ context.Context, _ resource.DeleteRequest, resp *resource.DeleteResponse) {
	resp.Diagnostics.AddError("Not here", "It would switch all factors off.")
}

func main() {
	err := providerserver.Serve(context.Background(), func() provider.Provider { return auth0{} }, providerserver.ServeOpts{
		Address: "registry.terraform.io/auth0/auth0",
	})
	if err != nil {
		log.Fatal(err)
	}
}

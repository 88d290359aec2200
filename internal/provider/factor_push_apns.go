package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// apnsModel is the tenant's access to Apple's push service.
type apnsModel struct {
	BundleID   types.String `tfsdk:"bundle_id"`
	Sandbox    types.Bool   `tfsdk:"sandbox"`
	P12        types.String `tfsdk:"p12_wo"` // always null
	P12Version types.Int64  `tfsdk:"p12_wo_version"`
}

var apnsAttribute = schema.SingleNestedAttribute{
	Optional: true,
	MarkdownDescription: "Access to Apple's push service (APNs), for `selected_provider = \"direct\"`. Auth0 replaces it and cannot empty it: removed later, it stays on the tenant, and a warning says so. " +
		"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
	Attributes: map[string]schema.Attribute{
		"bundle_id": schema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.LengthBetween(1, 1000)},
			MarkdownDescription: "Bundle ID of the app, such as `com.example.app`.",
		},
		"sandbox": schema.BoolAttribute{
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
			MarkdownDescription: "Whether Apple's development environment is meant. Default: `false`.",
		},
		"p12_wo":         requiredSecret("The app's certificate and its private key: a PKCS #12 file, base64 encoded (`filebase64`), without a password.", base64File),
		"p12_wo_version": requiredVersion("p12_wo"),
	},
}

type apnsDocument struct {
	at  **apnsModel
	p12 types.String
}

func (*apnsDocument) subject() string { return "the APNs credentials of the push-notification factor" }

func (*apnsDocument) attributes() []string { return []string{"apns"} }

func (*apnsDocument) lasts() {}

func (d *apnsDocument) secrets(ctx context.Context, config tfsdk.Config) diag.Diagnostics {
	return config.GetAttribute(ctx, path.Root("apns").AtName("p12_wo"), &d.p12)
}

func (d *apnsDocument) sent() types.String { return d.p12 }

func (d *apnsDocument) read(ctx context.Context, c *auth0.Client) error {
	s, err := c.APNs(ctx)
	d.set(s)
	return err
}

func (d *apnsDocument) write(ctx context.Context, c *auth0.Client) error {
	m := *d.at
	s, err := c.SetAPNs(ctx, auth0.APNsCredentials{BundleID: m.BundleID.ValueStringPointer(), Sandbox: m.Sandbox.ValueBoolPointer(), P12: d.p12.ValueStringPointer()})
	d.set(s)
	return err
}

func (d *apnsDocument) defaults() { *d.at = nil }

func (d *apnsDocument) set(s auth0.APNs) {
	if s.BundleID == nil {
		*d.at = nil
		return
	}
	m := *d.at
	if m == nil {
		m = new(apnsModel)
	}
	m.BundleID, m.Sandbox = types.StringPointerValue(s.BundleID), types.BoolValue(s.Sandbox != nil && *s.Sandbox)
	*d.at = m
}

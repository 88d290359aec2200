package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// apnsModel is the tenant's access to Apple's push service.
type apnsModel struct {
	BundleID   types.String `tfsdk:"bundle_id"`
	Sandbox    types.Bool   `tfsdk:"sandbox"`
	P12        types.String `tfsdk:"p12_wo"` // always null
	P12Version whole        `tfsdk:"p12_wo_version"`
}

var apnsAttribute = schema.SingleNestedAttribute{
	Optional: true,
	MarkdownDescription: "Access to Apple's push service (APNs), for `selected_provider = \"direct\"`. Auth0 can replace these credentials but not delete them: when you remove them from the configuration, they stay on the tenant, and a warning says so. " +
		"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
	Attributes: map[string]schema.Attribute{
		"bundle_id": schema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.UTF8LengthBetween(1, 1000)},
			MarkdownDescription: "Bundle ID of the app, such as `com.example.app`.",
		},
		"sandbox": schema.BoolAttribute{
			Optional: true, Computed: true, Default: booldefault.StaticBool(false),
			MarkdownDescription: "Whether Apple's development environment (sandbox) is used. Default: `false`.",
		},
		"p12_wo":         secretAttribute("The app's certificate and its private key: a PKCS #12 file, base64 encoded (`filebase64`), without a password.", base64File),
		"p12_wo_version": secretVersionAttribute("p12_wo"),
	},
}

func apnsDocument(at **apnsModel) document {
	p12 := &secret{at: path.Root("apns").AtName("p12_wo")}
	return mirror[auth0.APNs]{
		get: (*auth0.Client).APNs,
		put: func(c *auth0.Client, ctx context.Context, s auth0.APNs) (auth0.APNs, error) {
			return c.SetAPNs(ctx, auth0.APNsCredentials{BundleID: s.BundleID, Sandbox: s.Sandbox, P12: p12.pointer()})
		},
		load: func(s auth0.APNs) {
			bundle := unlessEmpty(s.BundleID)
			if bundle.IsNull() {
				*at = nil
				return
			}
			if *at == nil {
				*at = new(apnsModel)
			}
			(*at).BundleID, (*at).Sandbox = bundle, types.BoolValue(s.Sandbox != nil && *s.Sandbox)
		},
		save: func() auth0.APNs {
			return auth0.APNs{BundleID: (*at).BundleID.ValueStringPointer(), Sandbox: (*at).Sandbox.ValueBoolPointer()}
		},
	}.of(document{subject: "the APNs credentials of the push-notification factor", attributes: []string{"apns"}, secret: p12, stays: credentialsStay})
}

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// fcmModel is the tenant's access to Firebase Cloud Messaging.
type fcmModel struct {
	Credentials        types.String `tfsdk:"server_credentials_wo"` // always null
	CredentialsVersion types.Int64  `tfsdk:"server_credentials_wo_version"`
}

var fcmAttribute = schema.SingleNestedAttribute{
	Optional: true,
	MarkdownDescription: "Access to Google's push service (Firebase Cloud Messaging, HTTP v1), for `selected_provider = \"direct\"`. Auth0 never shows it, so that changes made elsewhere are not seen and an import leaves it out. It replaces it and cannot empty it: removed later, it stays on the tenant, and a warning says so. " +
		"Scope: `update:guardian_factors`.",
	Attributes: map[string]schema.Attribute{
		"server_credentials_wo":         requiredSecret("The JSON file of a Firebase service account.", jsonFile),
		"server_credentials_wo_version": requiredVersion("server_credentials_wo"),
	},
}

// fcmDocument can only be written.
type fcmDocument struct {
	at          **fcmModel
	credentials types.String
}

func (*fcmDocument) subject() string { return "the FCM credentials of the push-notification factor" }

func (*fcmDocument) attributes() []string { return []string{"fcm"} }

func (*fcmDocument) lasts() {}

func (d *fcmDocument) secrets(ctx context.Context, config tfsdk.Config) diag.Diagnostics {
	return config.GetAttribute(ctx, path.Root("fcm").AtName("server_credentials_wo"), &d.credentials)
}

func (d *fcmDocument) sent() types.String { return d.credentials }

func (*fcmDocument) read(context.Context, *auth0.Client) error { return nil } // the API has no GET

func (d *fcmDocument) write(ctx context.Context, c *auth0.Client) error {
	return c.SetFCM(ctx, d.credentials.ValueString())
}

func (d *fcmDocument) defaults() { *d.at = nil }

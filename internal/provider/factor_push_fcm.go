package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// fcmModel is the tenant's access to Firebase Cloud Messaging.
type fcmModel struct {
	Credentials        types.String `tfsdk:"server_credentials_wo"` // always null
	CredentialsVersion whole        `tfsdk:"server_credentials_wo_version"`
}

var fcmAttribute = schema.SingleNestedAttribute{
	Optional: true,
	MarkdownDescription: "Access to Google's push service (Firebase Cloud Messaging, HTTP v1), for `selected_provider = \"direct\"`. Auth0 never returns these credentials, so that changes made elsewhere are not detected and an import leaves them out. It can replace them but not delete them: when you remove them from the configuration, they stay on the tenant, and a warning says so. " +
		"Scope: `update:guardian_factors`.",
	Attributes: map[string]schema.Attribute{
		"server_credentials_wo":         secretAttribute("The JSON file of a Firebase service account.", jsonFile),
		"server_credentials_wo_version": secretVersionAttribute("server_credentials_wo"),
	},
}

// fcmDocument can only be written: the API has no GET.
func fcmDocument(at **fcmModel) document {
	credentials := &secret{at: path.Root("fcm").AtName("server_credentials_wo")}
	return document{
		subject:    "the FCM credentials of the push-notification factor",
		attributes: []string{"fcm"},
		secret:     credentials,
		stays:      credentialsStay,
		read:       func(context.Context, *auth0.Client) error { return nil },
		write: func(ctx context.Context, c *auth0.Client) error {
			return c.SetFCM(ctx, credentials.value.ValueString())
		},
		defaults: func() { *at = nil },
	}
}

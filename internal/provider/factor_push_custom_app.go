package provider

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// customApp is the app that users are told to install.
type customApp struct {
	AppName       types.String `tfsdk:"app_name"`
	AppleAppLink  types.String `tfsdk:"apple_app_link"`
	GoogleAppLink types.String `tfsdk:"google_app_link"`
}

var customAppAttribute = schema.SingleNestedAttribute{
	Optional: true,
	MarkdownDescription: "The app that users are asked to install instead of Guardian. The name and both links are written together: a link that you leave out is cleared. " +
		"Omit `custom_app` to leave the tenant's setting unchanged; removing it later clears it. " +
		"Scopes: `read:prompts`, `update:prompts`.",
	Attributes: map[string]schema.Attribute{
		"app_name": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "Name of the app.",
		},
		"apple_app_link":  appLinkAttribute("the App Store"),
		"google_app_link": appLinkAttribute("Google Play"),
	},
}

func appLinkAttribute(store string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		MarkdownDescription: "URL of the app in " + store + ", starting with `https://`.",
	}
}

// customAppDocument is the document behind it. Auth0 merges what is sent and
// takes an empty string for nothing.
func customAppDocument(at **customApp) document {
	return mirror[auth0.CustomApp]{
		get: (*auth0.Client).CustomApp,
		put: (*auth0.Client).SetCustomApp,
		load: func(app auth0.CustomApp) {
			*at = &customApp{unlessEmpty(app.AppName), unlessEmpty(app.AppleAppLink), unlessEmpty(app.GoogleAppLink)}
			if **at == (customApp{}) {
				*at = nil
			}
		},
		save: func() auth0.CustomApp {
			m := *at
			if m == nil {
				m = new(customApp)
			}
			return auth0.CustomApp{
				AppName:       new(m.AppName.ValueString()),
				AppleAppLink:  new(m.AppleAppLink.ValueString()),
				GoogleAppLink: new(m.GoogleAppLink.ValueString()),
			}
		},
	}.of(document{
		subject: "the custom app of the push-notification factor", attributes: []string{"custom_app"}, lacks: withoutNameOrLink,
	})
}

// withoutNameOrLink tells that users would not find the app.
func withoutNameOrLink(want values) string {
	if valuesOf(want["custom_app"])["app_name"].IsNull() {
		return "custom_app.app_name is missing: users would be told to install an app without a name."
	}
	return firstText(want["custom_app"], func(name, text string) string {
		if !strings.HasSuffix(name, "_link") || strings.HasPrefix(text, "https://") && len(text) > len("https://") {
			return ""
		}
		return "custom_app." + name + " must be an https address."
	})
}

package provider

import (
	"context"
	"regexp"

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
	MarkdownDescription: "The app that users are told to install, where it is not Guardian. Leave it out to leave the tenant's alone; removed later, there is none. " +
		"Scopes: `read:prompts`, `update:prompts`.",
	Attributes: map[string]schema.Attribute{
		"app_name": schema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "What the app is called.",
		},
		"apple_app_link":  appLinkAttribute("the App Store"),
		"google_app_link": appLinkAttribute("Google Play"),
	},
}

func appLinkAttribute(store string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:            true,
		Validators:          []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^https://.`), "must be an https address")},
		MarkdownDescription: "Its address in " + store + ", with `https://`.",
	}
}

// customAppDocument is the document behind it. Auth0 merges what is sent and
// takes an empty string for nothing.
type customAppDocument struct{ at **customApp }

func (customAppDocument) subject() string { return "the custom app of the push-notification factor" }

func (customAppDocument) attributes() []string { return []string{"custom_app"} }

func (d customAppDocument) read(ctx context.Context, c *auth0.Client) error {
	app, err := c.CustomApp(ctx)
	d.set(app)
	return err
}

func (d customAppDocument) write(ctx context.Context, c *auth0.Client) error {
	m := *d.at
	if m == nil {
		m = new(customApp)
	}
	app, err := c.SetCustomApp(ctx, auth0.CustomApp{
		AppName:       new(m.AppName.ValueString()),
		AppleAppLink:  new(m.AppleAppLink.ValueString()),
		GoogleAppLink: new(m.GoogleAppLink.ValueString()),
	})
	d.set(app)
	return err
}

func (d customAppDocument) defaults() { *d.at = nil }

func (d customAppDocument) set(app auth0.CustomApp) {
	m := &customApp{unlessEmpty(app.AppName), unlessEmpty(app.AppleAppLink), unlessEmpty(app.GoogleAppLink)}
	if *m == (customApp{}) {
		m = nil
	}
	*d.at = m
}

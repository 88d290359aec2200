package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/resourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type legacyPhoneModel struct {
	SelectedProvider types.String    `tfsdk:"selected_provider"`
	Twilio           *twilioModel    `tfsdk:"twilio"`
	Templates        *phoneTemplates `tfsdk:"templates"`
}

func newLegacyPhone() resource.Resource {
	return &tenantResource{
		base: base{
			typeName: "legacy_phone",
			validators: []resource.ConfigValidator{
				resourcevalidator.AtLeastOneOf(path.MatchRoot("selected_provider"), path.MatchRoot("twilio"), path.MatchRoot("templates")),
				twilioValidator{},
			},
			schema: schema.Schema{
				MarkdownDescription: "Who sends the codes of the phone factor, and in which words, on tenants that are **not** on the [Unified Phone Experience](https://auth0.com/docs/customize/phone-messages). Those that are refuse it with 403: use `guardian_phone_provider` and `guardian_phone_template` there. " +
					"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
				Attributes: map[string]schema.Attribute{
					"selected_provider": schema.StringAttribute{
						Optional:            true,
						Validators:          []validator.String{stringvalidator.OneOf(auth0.LegacyPhoneProviderAuth0, auth0.LegacyPhoneProviderTwilio, auth0.LegacyPhoneProviderHook)},
						MarkdownDescription: "Who sends the codes: `auth0` (for trials only), `twilio` (needs `twilio`) or `phone-message-hook` (an Action). Leave it out to leave the tenant's choice alone; removed later, it goes back to `auth0`.",
					},
					"twilio": twilioAttribute,
					"templates": schema.SingleNestedAttribute{
						Optional:            true,
						MarkdownDescription: "The words, in [Liquid](https://auth0.com/docs/customize/customize-sms-or-voice-messages). Leave them out to leave the tenant's alone; removed later, they go back to Auth0's.",
						Attributes: map[string]schema.Attribute{
							"enrollment_message":   phoneTemplateAttribute("Sent to users who enroll a phone number.", auth0.DefaultLegacyPhoneTemplates.Enrollment),
							"verification_message": phoneTemplateAttribute("Sent at a login.", auth0.DefaultLegacyPhoneTemplates.Verification),
						},
					},
				},
			},
		},
		bind: func() (any, []document) {
			m := new(legacyPhoneModel)
			return m, []document{phoneTemplatesDocument{&m.Templates}, &twilioDocument{at: &m.Twilio}, legacyPhoneProvider{&m.SelectedProvider}}
		},
	}
}

func phoneTemplateAttribute(description, fresh string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, Default: stringdefault.StaticString(fresh),
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		MarkdownDescription: description + " Default: `" + fresh + "`",
	}
}

// legacyPhoneProvider is who sends the codes.
type legacyPhoneProvider struct{ name *types.String }

func (legacyPhoneProvider) subject() string { return "the provider of the phone factor" }

func (legacyPhoneProvider) attributes() []string { return []string{"selected_provider"} }

func (d legacyPhoneProvider) read(ctx context.Context, c *auth0.Client) error {
	name, err := c.LegacyPhoneProvider(ctx)
	*d.name = types.StringValue(name)
	return err
}

func (d legacyPhoneProvider) write(ctx context.Context, c *auth0.Client) error {
	name, err := c.SetLegacyPhoneProvider(ctx, d.name.ValueString())
	*d.name = types.StringValue(name)
	return err
}

func (legacyPhoneProvider) lack() (attribute, says string) {
	return "selected_provider", "Codes are then sent by Auth0 itself, which is meant for trials: users whose only factor is the phone may be locked out."
}

func (d legacyPhoneProvider) defaults() {
	*d.name = types.StringValue(auth0.DefaultLegacyPhoneProvider)
}

// phoneTemplates are the words of the codes' messages.
type phoneTemplates struct {
	Enrollment   types.String `tfsdk:"enrollment_message"`
	Verification types.String `tfsdk:"verification_message"`
}

type phoneTemplatesDocument struct{ at **phoneTemplates }

func (phoneTemplatesDocument) subject() string { return "the message templates of the phone factor" }

func (phoneTemplatesDocument) attributes() []string { return []string{"templates"} }

func (d phoneTemplatesDocument) read(ctx context.Context, c *auth0.Client) error {
	t, err := c.LegacyPhoneTemplates(ctx)
	d.set(t)
	return err
}

func (d phoneTemplatesDocument) write(ctx context.Context, c *auth0.Client) error {
	m := *d.at
	t, err := c.SetLegacyPhoneTemplates(ctx, auth0.LegacyPhoneTemplates{Enrollment: m.Enrollment.ValueString(), Verification: m.Verification.ValueString()})
	d.set(t)
	return err
}

func (d phoneTemplatesDocument) defaults() { d.set(auth0.DefaultLegacyPhoneTemplates) }

func (d phoneTemplatesDocument) set(t auth0.LegacyPhoneTemplates) {
	*d.at = &phoneTemplates{types.StringValue(t.Enrollment), types.StringValue(t.Verification)}
}

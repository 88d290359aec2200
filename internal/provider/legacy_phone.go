package provider

import (
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
	SelectedProvider types.String          `tfsdk:"selected_provider"`
	Twilio           *twilioModel          `tfsdk:"twilio"`
	Templates        *legacyPhoneTemplates `tfsdk:"templates"`
}

func newLegacyPhone() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "legacy_phone",
			validators: []resource.ConfigValidator{
				resourcevalidator.AtLeastOneOf(path.MatchRoot("selected_provider"), path.MatchRoot("twilio"), path.MatchRoot("templates")),
			},
			schema: schema.Schema{
				MarkdownDescription: "Who sends the codes of the phone factor, and with which texts, on tenants that are **not** on the [Unified Phone Experience](https://auth0.com/docs/customize/phone-messages). Tenants that are refuse it with 403: use `guardian_phone_provider` and `guardian_phone_template` there. " +
					"At least one of `selected_provider`, `twilio` and `templates` is required. " +
					"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
				Attributes: map[string]schema.Attribute{
					"selected_provider": schema.StringAttribute{
						Optional: true,
						Validators: []validator.String{stringvalidator.OneOf(
							auth0.LegacyPhoneProviderAuth0, auth0.LegacyPhoneProviderTwilio, auth0.LegacyPhoneProviderHook,
						)},
						MarkdownDescription: "Who sends the codes: `auth0` (for trials only), `twilio` (needs `twilio`) or `phone-message-hook` (an Action). Omit it to leave the tenant's choice unchanged; removing it later resets it to `auth0`.",
					},
					"twilio": twilioAttribute,
					"templates": schema.SingleNestedAttribute{
						Optional: true,
						MarkdownDescription: "Texts of the messages, in [Liquid](https://auth0.com/docs/customize/customize-sms-or-voice-messages). " +
							"Both are written together: one that you leave out is set to its default. " +
							"Omit `templates` to leave the tenant's texts unchanged; removing it later resets them to Auth0's.",
						Attributes: map[string]schema.Attribute{
							"enrollment_message": legacyPhoneTemplateAttribute(
								"Sent to users who enroll a phone number.", auth0.DefaultLegacyPhoneTemplates.Enrollment),
							"verification_message": legacyPhoneTemplateAttribute("Sent when users sign in.", auth0.DefaultLegacyPhoneTemplates.Verification),
						},
					},
				},
			},
		},
		bind: func() (any, []document) {
			m := new(legacyPhoneModel)
			return m, []document{legacyPhoneMessages(&m.Templates), legacyPhoneTwilio(&m.Twilio), legacyPhoneProvider(&m.SelectedProvider)}
		},
	}
}

func legacyPhoneTemplateAttribute(description, fresh string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, Default: stringdefault.StaticString(fresh),
		MarkdownDescription: description + " Default: `" + fresh + "`",
	}
}

// legacyPhoneProvider is who sends the codes.
func legacyPhoneProvider(name *types.String) document {
	return mirror[string]{
		get:   (*auth0.Client).LegacyPhoneProvider,
		put:   (*auth0.Client).SetLegacyPhoneProvider,
		load:  func(s string) { *name = types.StringValue(s) },
		save:  func() string { return name.ValueString() },
		fresh: auth0.DefaultLegacyPhoneProvider,
	}.of(document{
		subject:    "the provider of the phone factor",
		attributes: []string{"selected_provider"},
		lacks:      withoutTwilio,
		needed: needed{"selected_provider", "Codes are then sent by Auth0 itself, which is meant for trials: " +
			"users whose only factor is the phone may be locked out."},
	})
}

// legacyPhoneTemplates are the words of the codes' messages.
type legacyPhoneTemplates struct {
	Enrollment   types.String `tfsdk:"enrollment_message"`
	Verification types.String `tfsdk:"verification_message"`
}

func legacyPhoneMessages(at **legacyPhoneTemplates) document {
	return mirror[auth0.LegacyPhoneTemplates]{
		get: (*auth0.Client).LegacyPhoneTemplates,
		put: (*auth0.Client).SetLegacyPhoneTemplates,
		load: func(t auth0.LegacyPhoneTemplates) {
			*at = &legacyPhoneTemplates{types.StringValue(t.Enrollment), types.StringValue(t.Verification)}
		},
		save: func() auth0.LegacyPhoneTemplates {
			return auth0.LegacyPhoneTemplates{
				Enrollment:   (*at).Enrollment.ValueString(),
				Verification: (*at).Verification.ValueString(),
			}
		},
		fresh: auth0.DefaultLegacyPhoneTemplates,
	}.of(document{
		subject: "the message templates of the phone factor", attributes: []string{"templates"}, lacks: withoutWords,
	})
}

// withoutWords tells that a message would be empty.
func withoutWords(want values) string {
	return firstText(want["templates"], func(name, text string) string {
		if text != "" {
			return ""
		}
		return "templates." + name + " is empty: users would get no code."
	})
}

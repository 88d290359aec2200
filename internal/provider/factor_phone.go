package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newFactorPhone() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "factor_phone",
			derived:  inEffect,
			schema: schema.Schema{
				MarkdownDescription: "Lets users verify their identity with a code sent to their phone, by text message or voice call. It is an independent factor: it needs no other one. " +
					"Who sends the codes is another setting: `guardian_phone_provider`, or `guardian_legacy_phone` on tenants without the Unified Phone Experience.",
				Attributes: map[string]schema.Attribute{
					"enabled":  enabledAttribute,
					"settings": otpSettingsAttribute,
					"message_types": schema.SetAttribute{
						Optional:    true,
						ElementType: types.StringType,
						Validators:  someOf(auth0.MessageTypeSMS, auth0.MessageTypeVoice),
						MarkdownDescription: "How codes are sent: `sms`, `voice` or both. Omit it to leave the tenant's setting unchanged; removing it later resets it to `sms`. " +
							"On the Unified Phone Experience, each of them needs its delivery method (`text` for `sms`, `voice` for `voice`) in `guardian_phone_provider`: make this resource depend on it. " +
							"To remove one of them from both resources, first remove it here, in an apply of its own. " +
							"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
					},
				},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Enabled      types.Bool   `tfsdk:"enabled"`
				Settings     *otpSettings `tfsdk:"settings"`
				MessageTypes []string     `tfsdk:"message_types"`
			})
			return m, []document{messageTypes(&m.MessageTypes), otpDocument(auth0.FactorSMS, &m.Settings), toggle(auth0.FactorSMS, &m.Enabled)}
		},
	}
}

// messageTypes are how the phone factor sends its codes. A new tenant has none,
// which cannot be declared, and so counts as not set.
func messageTypes(list *[]string) document {
	return mirror[[]string]{
		get: (*auth0.Client).PhoneMessageTypes,
		put: (*auth0.Client).SetPhoneMessageTypes,
		load: func(types []string) {
			*list = nil
			if len(types) > 0 {
				*list = types
			}
		},
		save:  func() []string { return *list },
		fresh: []string{auth0.MessageTypeSMS},
	}.of(document{subject: "the message types of the phone factor", attributes: []string{"message_types"}})
}

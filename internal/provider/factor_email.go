package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newFactorEmail() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "factor_email",
			derived:  inEffect,
			schema: schema.Schema{
				MarkdownDescription: "Lets users verify their identity with a code sent to their email address. Users with a verified email address have it without enrolling. " +
					"It is a dependent factor: while it is the only one, users with an unverified address may be locked out, so enable an independent factor, such as `guardian_factor_otp`, as well.",
				Attributes: map[string]schema.Attribute{"enabled": enabledAttribute, "settings": otpSettingsAttribute},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Enabled  types.Bool   `tfsdk:"enabled"`
				Settings *otpSettings `tfsdk:"settings"`
			})
			return m, []document{otpDocument(auth0.FactorEmail, &m.Settings), toggle(auth0.FactorEmail, &m.Enabled)}
		},
	}
}

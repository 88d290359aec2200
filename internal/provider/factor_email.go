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
			schema: schema.Schema{
				MarkdownDescription: "Lets users prove who they are with a code sent to their email address. Users whose email is verified have it without enrolling. " +
					"Email depends on another factor: while it is the only one, users with an unverified address may be locked out, so switch on an independent one, such as `guardian_factor_otp`, beside it.",
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

package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newFactorWebAuthnPlatform() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "factor_webauthn_platform",
			derived:  inEffect,
			schema: schema.Schema{
				MarkdownDescription: "Lets users verify their identity with [the biometrics of their device](https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-device-biometrics-for-mfa), such as a fingerprint. " +
					"It is a dependent factor: users need another one that works on every device, so enable an independent factor, such as `guardian_factor_otp`, as well. It works on the login page only, not through the MFA API.",
				Attributes: map[string]schema.Attribute{"enabled": enabledAttribute, "relying_party_identifier": relyingPartyAttribute()},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Enabled      types.Bool   `tfsdk:"enabled"`
				RelyingParty types.String `tfsdk:"relying_party_identifier"`
			})
			return m, []document{platformDocument(&m.RelyingParty), toggle(auth0.FactorWebAuthnPlatform, &m.Enabled)}
		},
	}
}

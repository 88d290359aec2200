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
			schema: schema.Schema{
				MarkdownDescription: "Lets users prove who they are with [the biometrics of their device](https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-device-biometrics-for-mfa), such as a fingerprint. " +
					"It depends on another factor: users need one that works on every device, so switch on an independent one, such as `guardian_factor_otp`, beside it. The MFA API cannot use it, only the login page.",
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

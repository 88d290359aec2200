package provider

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func newFactorWebAuthnRoaming() resource.Resource {
	return &singletonResource{
		base: base{
			typeName: "factor_webauthn_roaming",
			derived:  inEffect,
			schema: schema.Schema{
				MarkdownDescription: "Lets users verify their identity with [a security key](https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-security-keys-for-mfa), such as a YubiKey. " +
					"It is an independent factor: it needs no other one. It works on the login page only, not through the MFA API.",
				Attributes: map[string]schema.Attribute{
					"enabled": enabledAttribute,
					"user_verification": schema.StringAttribute{
						Optional: true,
						Validators: []validator.String{stringvalidator.OneOf(
							auth0.UserVerificationDiscouraged, auth0.UserVerificationPreferred, auth0.UserVerificationRequired,
						)},
						MarkdownDescription: "Whether the key verifies its user, for instance by a PIN: `discouraged` (never), `preferred` (if the key can) or `required`. Omit it, together with `relying_party_identifier`, to leave the tenant's settings unchanged; removing it later resets it to `discouraged`. " +
							"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
					},
					"relying_party_identifier": relyingPartyAttribute(stringvalidator.AlsoRequires(path.MatchRoot("user_verification"))),
				},
			},
		},
		bind: func() (any, []document) {
			m := new(struct {
				Enabled          types.Bool   `tfsdk:"enabled"`
				UserVerification types.String `tfsdk:"user_verification"`
				RelyingParty     types.String `tfsdk:"relying_party_identifier"`
			})
			return m, []document{roamingDocument(&m.UserVerification, &m.RelyingParty), toggle(auth0.FactorWebAuthnRoaming, &m.Enabled)}
		},
	}
}

package provider

import (
	"context"
	"fmt"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// hostname is a domain as WebAuthn takes it: no scheme, port or path.
var hostname = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)

// relyingPartyAttribute is the domain that a key is issued for.
func relyingPartyAttribute(more ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:   true,
		Validators: append([]validator.String{stringvalidator.LengthAtLeast(1)}, more...),
		MarkdownDescription: "Domain that keys are issued for, instead of the domain of the login page: the tenant's custom domain, or a suffix of it that other sites share. Keys that were enrolled for another domain stop working. Omit it to leave the tenant's setting unchanged; removing it later resets it to the domain of the login page. " +
			"Scopes: `read:guardian_factors`, `update:guardian_factors`.",
	}
}

// relyingParty is that domain as Auth0 takes it: setting it overrides the default.
func relyingParty(domain types.String) auth0.WebAuthnSettings {
	return auth0.WebAuthnSettings{OverrideRelyingParty: new(!domain.IsNull()), RelyingPartyIdentifier: domain.ValueStringPointer()}
}

// overridden is the domain of an answer; null while it is not overridden.
func overridden(s auth0.WebAuthnSettings) types.String {
	if s.OverrideRelyingParty == nil || !*s.OverrideRelyingParty {
		return types.StringNull()
	}
	return unlessEmpty(s.RelyingPartyIdentifier)
}

// withoutDomain tells that no key could be issued.
func withoutDomain(want values) string {
	if want["relying_party_identifier"].IsNull() || hostname.MatchString(want.text("relying_party_identifier")) {
		return ""
	}
	return "relying_party_identifier must be a domain in lower case, such as login.example.com."
}

// lostKeys is what becomes of keys whose domain is not the relying party any more.
const lostKeys = "Keys that users have enrolled for this relying_party_identifier stop working " +
	"when it goes back to the domain of the login page. Keep it in the configuration to avoid that."

// platformDocument is the settings of device biometrics.
func platformDocument(domain *types.String) document {
	return mirror[auth0.WebAuthnSettings]{
		get:   (*auth0.Client).WebAuthnPlatformSettings,
		put:   (*auth0.Client).SetWebAuthnPlatformSettings,
		load:  func(s auth0.WebAuthnSettings) { *domain = overridden(s) },
		save:  func() auth0.WebAuthnSettings { return relyingParty(*domain) },
		fresh: auth0.DefaultWebAuthnPlatformSettings,
	}.of(document{
		subject:    "the settings of the webauthn-platform factor",
		attributes: []string{"relying_party_identifier"},
		lacks:      withoutDomain,
		needed:     needed{"relying_party_identifier", lostKeys},
	})
}

// roamingDocument is the settings of security keys. Of the two attributes, the
// domain can be left alone while the other is declared.
func roamingDocument(verification, domain *types.String) document {
	var reset bool        // the domain was declared before
	others := new(beside) // the domain while it is not declared
	return mirror[auth0.WebAuthnSettings]{
		get: func(c *auth0.Client, ctx context.Context) (auth0.WebAuthnSettings, error) {
			now, err := c.WebAuthnRoamingSettings(ctx)
			if err == nil {
				others.saw(overridden(now).ValueString())
			}
			return now, err
		},
		put: func(c *auth0.Client, ctx context.Context, s auth0.WebAuthnSettings) (auth0.WebAuthnSettings, error) {
			if domain.IsNull() && !reset {
				if err := keepDomain(ctx, c, &s, others); err != nil {
					return s, err
				}
			}
			answer, err := c.SetWebAuthnRoamingSettings(ctx, s)
			if err == nil {
				others.saw(overridden(s).ValueString())
			}
			return answer, err
		},
		// load takes an answer; a domain that is not declared stays out of the state.
		load: func(s auth0.WebAuthnSettings) {
			declared := verification.IsNull() || !domain.IsNull() // all is, just after an import
			*verification = types.StringPointerValue(s.UserVerification)
			if declared {
				*domain = overridden(s)
			}
		},
		save: func() auth0.WebAuthnSettings {
			s := relyingParty(*domain)
			s.UserVerification = verification.ValueStringPointer()
			return s
		},
		fresh: auth0.DefaultWebAuthnRoamingSettings,
	}.of(document{
		subject:    "the settings of the webauthn-roaming factor",
		attributes: []string{"user_verification", "relying_party_identifier"},
		lacks:      withoutDomain,
		needed:     needed{"relying_party_identifier", lostKeys},
		changes:    func(from values) { reset = !from["relying_party_identifier"].IsNull() },
		beside:     others,
	})
}

// keepDomain puts the domain of the tenant, which is not declared, into what is
// to be written: Auth0 replaces the document whole.
func keepDomain(ctx context.Context, c *auth0.Client, s *auth0.WebAuthnSettings, others *beside) error {
	now, err := c.WebAuthnRoamingSettings(ctx)
	if err != nil {
		return err
	}
	if domain := overridden(now).ValueString(); others.known && domain != others.was {
		return fmt.Errorf("the relying party was %q when it was last read and is %q now: either somebody has changed it since, "+
			"or this answer is older; nothing was changed, and a new plan reads it again", others.was, domain)
	}
	s.OverrideRelyingParty, s.RelyingPartyIdentifier = now.OverrideRelyingParty, now.RelyingPartyIdentifier
	return nil
}

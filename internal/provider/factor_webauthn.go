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

// hostname is a domain as WebAuthn takes it: no scheme, port or path.
var hostname = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)

// relyingPartyAttribute is the domain that a key is issued for.
func relyingPartyAttribute(more ...validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		Optional:   true,
		Validators: append([]validator.String{stringvalidator.RegexMatches(hostname, "must be a domain in lower case, such as login.example.com")}, more...),
		MarkdownDescription: "Domain that keys are issued for, instead of the domain of the login page: the tenant's custom domain, or a suffix of it that other sites share. Keys that were enrolled for another domain do not work any more. Leave it out to leave the tenant's domain alone; removed later, keys are issued for the domain of the login page again. " +
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
	return types.StringPointerValue(s.RelyingPartyIdentifier)
}

// lostKeys is what becomes of keys whose domain is not the relying party any more.
const lostKeys = "Keys that users have enrolled for relying_party_identifier do not work any more where it goes back to the domain of the login page. Declare it to keep it."

// platformDocument is the settings of device biometrics.
type platformDocument struct{ relyingParty *types.String }

func (platformDocument) subject() string { return "the settings of the webauthn-platform factor" }

func (platformDocument) attributes() []string { return []string{"relying_party_identifier"} }

func (d platformDocument) read(ctx context.Context, c *auth0.Client) error {
	s, err := c.WebAuthnPlatformSettings(ctx)
	*d.relyingParty = overridden(s)
	return err
}

func (d platformDocument) write(ctx context.Context, c *auth0.Client) error {
	s, err := c.SetWebAuthnPlatformSettings(ctx, relyingParty(*d.relyingParty))
	*d.relyingParty = overridden(s)
	return err
}

func (platformDocument) lack() (attribute, says string) { return "relying_party_identifier", lostKeys }

func (d platformDocument) defaults() {
	*d.relyingParty = overridden(auth0.DefaultWebAuthnPlatformSettings)
}

// roamingDocument is the settings of security keys. Of the two attributes, the
// domain can be left alone while the other is declared.
type roamingDocument struct {
	verification, relyingParty *types.String
	reset                      bool // the domain was declared before
}

func (*roamingDocument) subject() string { return "the settings of the webauthn-roaming factor" }

func (*roamingDocument) attributes() []string {
	return []string{"user_verification", "relying_party_identifier"}
}

func (d *roamingDocument) lack() (attribute, says string) {
	return "relying_party_identifier", lostKeys
}

func (d *roamingDocument) changes(from values) { d.reset = !from["relying_party_identifier"].IsNull() }

func (d *roamingDocument) read(ctx context.Context, c *auth0.Client) error {
	s, err := c.WebAuthnRoamingSettings(ctx)
	d.set(s)
	return err
}

func (d *roamingDocument) write(ctx context.Context, c *auth0.Client) error {
	in := relyingParty(*d.relyingParty)
	if d.relyingParty.IsNull() && !d.reset { // not ours: Auth0 replaces the document whole
		now, err := c.WebAuthnRoamingSettings(ctx)
		if err != nil {
			return err
		}
		in = now
	}
	in.UserVerification = d.verification.ValueStringPointer()
	s, err := c.SetWebAuthnRoamingSettings(ctx, in)
	d.set(s)
	return err
}

func (d *roamingDocument) defaults() {
	d.set(auth0.DefaultWebAuthnRoamingSettings)
}

// set takes an answer; a domain that is not declared stays out of the state.
func (d *roamingDocument) set(s auth0.WebAuthnSettings) {
	declared := d.verification.IsNull() || !d.relyingParty.IsNull() // all is, just after an import
	*d.verification = types.StringPointerValue(s.UserVerification)
	if declared {
		*d.relyingParty = overridden(s)
	}
}

package provider_test

import (
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Of security keys, the domain is left alone while only the verification is
// declared, also in a refresh and in a destroy.
func TestARelyingPartyThatIsNotDeclaredStays(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_webauthn_roaming"})
	theirs := auth0test.WebAuthnSettings{UserVerification: "preferred", OverrideRelyingParty: true, RelyingPartyIdentifier: "example.com"}
	c.tn.SetWebAuthnSettings("webauthn-roaming", theirs)
	const body = "enabled = true\nuser_verification = \"required\""
	c.must(body)
	c.settled(body, []string{"roaming settings", "required for example.com"})
	c.must("")
	if err := c.tn.check("roaming settings", "discouraged for example.com"); err != nil {
		t.Error(err)
	}
}

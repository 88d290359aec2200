package provider_test

import (
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// While only the verification is declared, the relying party of security keys
// stays as the tenant has it, also in a refresh and in a destroy.
func TestARelyingPartyThatIsNotDeclaredStays(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_webauthn_roaming"})
	c.tn.SetWebAuthnSettings("webauthn-roaming", auth0test.WebAuthnSettings{
		UserVerification:       "preferred",
		OverrideRelyingParty:   true,
		RelyingPartyIdentifier: "example.com",
	})
	const body = `
enabled           = true
user_verification = "required"
`
	c.must(body)
	c.settled(body, []string{"roaming settings", "required for example.com"})
	c.must("")
	if err := c.tn.check("roaming settings", "discouraged for example.com"); err != nil {
		t.Error(err)
	}
}

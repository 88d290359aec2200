package provider_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// With the email factor on, a login asks for a code, and the code that comes by
// mail lets the user in; once it is off, no code is sent.
func TestEmailMFAFromConfigurationToLogin(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, tn tenant) {
		p := tn.someone(t)
		var id string
		byUser := fmt.Sprintf(`
data "guardian_authenticator" "this" {
  user_id     = %q
  oob_channel = "email"
  active      = true
}
`, p.id)
		oob := map[string]knownvalue.Check{"authenticator_type": knownvalue.StringExact("oob")}
		tn.apply(t,
			resource.TestStep{
				Config: emailOn + mfaOn,
				Check: resource.ComposeTestCheckFunc(tn.has("email", "true", "policies", "all-applications"), func(*terraform.State) error {
					if codes := p.enroll(t); len(codes) != 1 {
						return errorf("the first enrollment came with %d recovery codes, want 1", len(codes))
					}
					return nil
				}),
			},
			resource.TestStep{
				Config:            emailOn + mfaOn + byUser,
				ConfigStateChecks: values("data.guardian_authenticator.this", oob),
				Check: func(s *terraform.State) error {
					id = s.RootModule().Resources["data.guardian_authenticator.this"].Primary.Attributes["id"]
					if !strings.HasPrefix(id, "email|dev_") {
						return errorf("the authenticator's id is %q", id)
					}
					return p.verify(t, id)
				},
			},
			resource.TestStep{
				Config: emailOff + mfaOn, // the policy stays
				Check:  func(*terraform.State) error { return p.refused(t, id) },
			},
		)
	})
}

// verify logs in with a code sent to an authenticator.
func (p person) verify(t *testing.T, id string) error {
	token, oobCode := p.challenge(t, id)
	list, err := p.Authenticators(t.Context(), token)
	if err != nil || !slices.ContainsFunc(list, func(a auth0.Authenticator) bool { return a.ID == id && a.Active }) {
		return errorf("the MFA API does not list %s: %v, %v", id, list, err)
	}
	tokens, err := p.VerifyOOB(t.Context(), token, oobCode, p.code(t))
	if err == nil && tokens.AccessToken == "" {
		err = errors.New("no access token")
	}
	return err
}

// refused states that the email factor is of no use: there is no challenge and no enrollment.
func (p person) refused(t *testing.T, id string) error {
	_, err := p.login(t.Context())
	token := mfaToken(t, err)
	if _, err := p.Challenge(t.Context(), auth0.ChallengeRequest{MFAToken: token, Types: "oob", AuthenticatorID: id}); err == nil {
		return errors.New("a code was sent although the factor is off")
	}
	byEmail := auth0.AssociateRequest{Types: []string{"oob"}, Channels: []string{auth0.ChannelEmail}}
	if _, err := p.Associate(t.Context(), token, byEmail); err == nil {
		return errors.New("email was enrolled although the factor is off")
	}
	return nil
}

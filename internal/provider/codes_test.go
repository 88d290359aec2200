package provider_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// Wrong, used and expired codes let nobody in; a recovery code does, once.
func TestWrongUsedAndExpiredCodes(t *testing.T) {
	t.Parallel()
	const quick = `
		resource "guardian_factor_email" "this" {
		  enabled = true
		  settings = {
		    otp_length          = 8
		    otp_expiration_time = 30
		  }
		}
	`
	onBoth(t, func(t *testing.T, tn tenant) {
		p := tn.someone(t)
		tn.steps(t, resource.TestStep{
			Config: quick + mfaOn,
			Check: func(*terraform.State) error {
				recovery := p.enroll(t)
				return errors.Join(p.wrongThenRightThenUsed(t), p.expired(t, tn), p.recover(t, recovery))
			},
		})
	})
}

// wrongThenRightThenUsed states that a code is taken once, also after a wrong one.
func (p person) wrongThenRightThenUsed(t *testing.T) error {
	token, oobCode := p.challenge(t, "")
	code := p.code(t)
	if len(code) != 8 {
		return errorf("a code of %d digits, the configuration says 8", len(code))
	}
	wrong := strings.Map(func(r rune) rune { return '0' + (r-'0'+1)%10 }, code)
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, wrong); !is(err, "invalid_grant", "Invalid binding_code.") {
		return errorf("a wrong code: %v", err)
	}
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, code); err != nil {
		return errorf("the right code after a wrong one: %v", err)
	}
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, code); !is(err, "invalid_grant", "") {
		return errorf("a used code: %v", err)
	}
	return nil
}

// expired states that a code is not taken after its time.
func (p person) expired(t *testing.T, tn tenant) error {
	token, oobCode := p.challenge(t, "")
	code := p.code(t)
	if tn.Tenant != nil {
		tn.Advance(31 * time.Second)
	} else {
		time.Sleep(31 * time.Second)
	}
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, code); err == nil {
		return errors.New("an expired code let the user in")
	}
	return nil
}

// recover states that a recovery code is taken once, and gives another one.
func (p person) recover(t *testing.T, codes []string) error {
	if len(codes) != 1 {
		return errorf("%d recovery codes, want 1", len(codes))
	}
	_, err := p.login(t.Context())
	tokens, err := p.VerifyRecoveryCode(t.Context(), mfaToken(t, err), codes[0])
	if err != nil || tokens.AccessToken == "" || tokens.RecoveryCode == "" || tokens.RecoveryCode == codes[0] {
		return errorf("a recovery code gave %d characters of a new one: %v", len(tokens.RecoveryCode), err)
	}
	_, err = p.login(t.Context())
	if _, err := p.VerifyRecoveryCode(t.Context(), mfaToken(t, err), codes[0]); !is(err, "invalid_grant", "MFA Authorization rejected.") {
		return errorf("a used recovery code: %v", err)
	}
	return nil
}

// is says whether Auth0 answered with a code, and a description unless it is empty.
func is(err error, code, description string) bool {
	var e *auth0.Error
	return errors.As(err, &e) && e.Code == code && (description == "" || e.Description == description)
}

package auth0test

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// period is that of TOTP codes, in seconds.
const period = 30

// mfaGrants serves the three grants that end a login with a second factor.
type mfaGrants struct {
	world          *api.World
	factors        *factors
	tokens         *tokens
	proofs         *mfaTokens
	authenticators *authenticators
	challenges     *challenges
}

func (m *mfaGrants) grants() map[string]grantHandler {
	return map[string]grantHandler{grantOTP: m.otp, grantOOB: m.oob, grantRecovery: m.recovery}
}

// second is the token that an MFA grant was sent as mfa_token.
type second struct {
	bearer

	// confirmOnly: it is an access token for the MFA API, which can confirm an
	// enrollment but answer no challenge.
	confirmOnly bool
}

// second reads the mfa_token parameter.
func (m *mfaGrants) second(c *api.Call, app Application) (second, error) {
	value, err := c.Need("mfa_token")
	if err != nil {
		return second{}, err
	}
	if strings.Count(value, ".") == 2 {
		if g, err := m.proofs.accessGrant(value); err == nil {
			if g.client != app.ClientID {
				return second{}, api.Refuse(http.StatusBadRequest, "invalid_request", "mfa_token not issued to this client")
			}
			return second{bearer: bearer{grant: g}, confirmOnly: true}, nil
		}
	}
	token, err := m.proofs.of(value, app)
	if err != nil {
		return second{}, err
	}
	return second{bearer: bearer{grant: token.grant, token: token}}, nil
}

// pass issues the tokens that the login asked for. The mfa_token has done its
// work then: presented again, it counts as malformed.
func (m *mfaGrants) pass(s second) (map[string]any, error) {
	if s.token != nil {
		delete(m.proofs.out, s.token.value)
	}
	return m.tokens.issue(s.grant)
}

var (
	rejected      = api.Refuse(http.StatusForbidden, "invalid_grant", "MFA Authorization rejected.")
	malformedOOB  = api.Refuse(http.StatusForbidden, "invalid_grant", "Malformed oob_code")
	tooManyFailed = api.Refuse(http.StatusBadRequest, "invalid_request",
		"Too many failed codes. Wait for some minutes before retrying.")
)

// otp serves mfa-otp. The first code of a new enrollment confirms it.
func (m *mfaGrants) otp(c *api.Call, app Application) (map[string]any, error) {
	s, err := m.second(c, app)
	if err != nil {
		return nil, err
	}
	code, err := c.Need("otp")
	if err != nil {
		return nil, err
	}
	failures := s.user.failures("code")
	if failures.Empty(m.world.Now()) {
		return nil, tooManyFailed
	}
	for _, a := range m.authenticators.of(s.user) {
		if a.kind == "otp" && (!s.confirmOnly || !a.device.confirmed) && m.accepts(a.device, code) {
			s.user.passed(a.device, m.world.Now())
			return m.pass(s)
		}
	}
	failures.Spend(m.world.Now())
	return nil, api.Refuse(http.StatusForbidden, "invalid_grant", "Invalid otp_code.")
}

// accepts checks a TOTP code of this period or a neighbour; no code works twice.
func (m *mfaGrants) accepts(d *device, code string) bool {
	now := m.world.Now().Unix() / period
	for _, step := range []int64{now - 1, now, now + 1} {
		wanted, err := totp.GenerateCodeCustom(d.secret, time.Unix(step*period, 0),
			totp.ValidateOpts{Period: period, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && step > d.step && subtle.ConstantTimeCompare([]byte(wanted), []byte(code)) == 1 {
			d.step = step
			return true
		}
	}
	return false
}

// recovery serves mfa-recovery-code; the answer brings the next code.
func (m *mfaGrants) recovery(c *api.Call, app Application) (map[string]any, error) {
	s, err := m.second(c, app)
	if err != nil {
		return nil, err
	}
	if s.confirmOnly {
		return nil, api.Refuse(http.StatusForbidden, "invalid_grant", "Malformed mfa_token")
	}
	code, err := c.Need("recovery_code")
	if err != nil {
		return nil, err
	}
	failures := s.user.failures(kindRecovery)
	if failures.Empty(m.world.Now()) {
		return nil, tooManyFailed
	}
	d := s.user.recovery()
	if d == nil || !d.confirmed || !m.factors.on[kindRecovery] ||
		subtle.ConstantTimeCompare([]byte(d.secret), []byte(code)) != 1 {
		failures.Spend(m.world.Now())
		return nil, rejected
	}
	s.user.passed(d, m.world.Now())
	d.secret = m.world.Secret(random(recoveryAlphabet, 24))
	body, err := m.pass(s)
	if err != nil {
		return nil, err
	}
	body["recovery_code"] = d.secret
	return body, nil
}

// oob serves mfa-oob, which a session may ask for only so often.
func (m *mfaGrants) oob(c *api.Call, app Application) (map[string]any, error) {
	s, err := m.second(c, app)
	if err != nil {
		return nil, err
	}
	if s.token != nil && s.token.exchanges != nil {
		if s.token.exchanges.Empty(m.world.Now()) {
			return nil, api.TooMany()
		}
		s.token.exchanges.Spend(m.world.Now())
	}
	code, err := c.Need("oob_code")
	if err != nil {
		return nil, err
	}
	started, err := m.started(s, code)
	if err != nil {
		return nil, err
	}
	if started.prompts() {
		err = m.checkBinding(c, started)
	} else {
		err = started.checkPush()
	}
	if err != nil {
		return nil, err
	}
	started.used = true
	s.user.passed(started.device, m.world.Now())
	return m.pass(s)
}

// started finds the challenge of an oob_code that goes with the token. After
// its factor was switched off, or its device deleted, it is good for nothing.
func (m *mfaGrants) started(s second, code string) (*challenge, error) {
	i := slices.IndexFunc(m.challenges.all, func(c *challenge) bool { return c.code == code })
	if i < 0 {
		return nil, malformedOOB
	}
	c := m.challenges.all[i]
	foreign := c.user != s.user || s.token != nil && c.mfaToken != "" && c.mfaToken != s.token.value
	switch {
	case foreign:
		return nil, api.Refuse(http.StatusBadRequest, "invalid_request", "The oob_code doesn't match the mfa_token")
	case s.confirmOnly && !c.enrolling:
		return nil, api.Refuse(http.StatusForbidden, "invalid_grant", "Malformed mfa_token")
	case !m.world.Now().Before(c.expires):
		return nil, api.Refuse(http.StatusForbidden, "expired_token", "oob_code is expired")
	case c.device != s.user.implicit && !slices.Contains(s.user.devices, c.device):
		return nil, malformedOOB
	case !m.factors.on[c.device.factor()]:
		return nil, rejected
	}
	return c, nil
}

// checkBinding checks the code that the user typed. A wrong one does not use
// up the right one.
func (m *mfaGrants) checkBinding(c *api.Call, started *challenge) error {
	code, err := c.Need("binding_code")
	if err != nil {
		return err
	}
	failures := started.user.failures("code")
	if failures.Empty(m.world.Now()) {
		return tooManyFailed
	}
	right := subtle.ConstantTimeCompare([]byte(started.binding), []byte(code)) == 1
	if !right || started.used || !m.world.Now().Before(started.codeExpires) {
		failures.Spend(m.world.Now())
		return api.Refuse(http.StatusForbidden, "invalid_grant", "Invalid binding_code.")
	}
	return nil
}

// checkPush answers a poll (both refusals recorded).
func (c *challenge) checkPush() error {
	switch {
	case c.pushed == pushRejected:
		return api.Refuse(http.StatusBadRequest, "access_denied", "MFA Authorization rejected.")
	case c.pushed == "":
		return api.Refuse(http.StatusBadRequest, "authorization_pending",
			"Authorization pending: please repeat the request in a few seconds.")
	case c.used:
		return malformedOOB
	}
	return nil
}

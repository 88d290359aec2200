package auth0test

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

// period is that of TOTP codes, in seconds.
const period = 30

// second is the token that an MFA grant was sent as mfa_token.
type second struct {
	bearer

	// confirmOnly: it is an access token for the MFA API, which can confirm an
	// enrolment but answer no challenge.
	confirmOnly bool
}

// second reads the mfa_token parameter.
func (t *Tenant) second(c *call, app Application) (second, error) {
	value, err := c.need("mfa_token")
	if err != nil {
		return second{}, err
	}
	if strings.Count(value, ".") == 2 {
		if g, err := t.accessGrant(value); err == nil {
			if g.client != app.ClientID {
				return second{}, refuse(http.StatusBadRequest, "invalid_request", "mfa_token not issued to this client")
			}
			return second{bearer: bearer{grant: g}, confirmOnly: true}, nil
		}
	}
	token, err := t.mfaTokenOf(value, app)
	if err != nil {
		return second{}, err
	}
	return second{bearer: bearer{grant: token.grant, token: token}}, nil
}

// pass issues the tokens that the login asked for. The mfa_token has done its
// work then: presented again, it counts as malformed.
func (t *Tenant) pass(s second) (map[string]any, error) {
	if s.token != nil {
		delete(t.mfaTokens, s.token.value)
	}
	return t.issue(s.grant)
}

var (
	rejected      = refuse(http.StatusForbidden, "invalid_grant", "MFA Authorization rejected.")
	malformedOOB  = refuse(http.StatusForbidden, "invalid_grant", "Malformed oob_code")
	tooManyFailed = refuse(http.StatusBadRequest, "invalid_request",
		"Too many failed codes. Wait for some minutes before retrying.")
)

// otpGrant serves mfa-otp. The first code of a new enrolment confirms it.
func (t *Tenant) otpGrant(c *call, app Application) (map[string]any, error) {
	s, err := t.second(c, app)
	if err != nil {
		return nil, err
	}
	code, err := c.need("otp")
	if err != nil {
		return nil, err
	}
	failures := s.user.failures("code")
	if failures.empty(t.now()) {
		return nil, tooManyFailed
	}
	for _, a := range t.authenticators(s.user) {
		if a.kind == "otp" && (!s.confirmOnly || !a.device.confirmed) && t.accepts(a.device, code) {
			s.user.confirm(a.device)
			return t.pass(s)
		}
	}
	failures.spend(t.now())
	return nil, refuse(http.StatusForbidden, "invalid_grant", "Invalid otp_code.")
}

// accepts checks a TOTP code of this period or a neighbour; no code works twice.
func (t *Tenant) accepts(d *device, code string) bool {
	now := t.now().Unix() / period
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

// recoveryGrant serves mfa-recovery-code; the answer brings the next code.
func (t *Tenant) recoveryGrant(c *call, app Application) (map[string]any, error) {
	s, err := t.second(c, app)
	if err != nil {
		return nil, err
	}
	if s.confirmOnly {
		return nil, refuse(http.StatusForbidden, "invalid_grant", "Malformed mfa_token")
	}
	code, err := c.need("recovery_code")
	if err != nil {
		return nil, err
	}
	failures := s.user.failures(kindRecovery)
	if failures.empty(t.now()) {
		return nil, tooManyFailed
	}
	d := s.user.recovery()
	if d == nil || !d.confirmed || !t.factors[kindRecovery] ||
		subtle.ConstantTimeCompare([]byte(d.secret), []byte(code)) != 1 {
		failures.spend(t.now())
		return nil, rejected
	}
	d.secret = t.secret(random(recoveryAlphabet, 24))
	body, err := t.pass(s)
	if err != nil {
		return nil, err
	}
	body["recovery_code"] = d.secret
	return body, nil
}

// oobGrant serves mfa-oob.
func (t *Tenant) oobGrant(c *call, app Application) (map[string]any, error) {
	s, err := t.second(c, app)
	if err != nil {
		return nil, err
	}
	code, err := c.need("oob_code")
	if err != nil {
		return nil, err
	}
	started, err := t.started(s, code)
	if err != nil {
		return nil, err
	}
	if started.prompts() {
		err = t.checkBinding(c, started)
	} else {
		err = started.checkPush()
	}
	if err != nil {
		return nil, err
	}
	started.used = true
	s.user.confirm(started.device)
	return t.pass(s)
}

// started finds the challenge of an oob_code that goes with the token. After
// its factor was switched off, or its device deleted, it is good for nothing.
func (t *Tenant) started(s second, code string) (*challenge, error) {
	i := slices.IndexFunc(t.challenges, func(c *challenge) bool { return c.code == code })
	if i < 0 {
		return nil, malformedOOB
	}
	c := t.challenges[i]
	foreign := c.user != s.user || s.token != nil && c.mfaToken != "" && c.mfaToken != s.token.value
	switch {
	case foreign:
		return nil, refuse(http.StatusBadRequest, "invalid_request", "The oob_code doesn't match the mfa_token")
	case s.confirmOnly && !c.enrolling:
		return nil, refuse(http.StatusForbidden, "invalid_grant", "Malformed mfa_token")
	case !t.now().Before(c.expires):
		return nil, refuse(http.StatusForbidden, "expired_token", "oob_code is expired")
	case c.device != s.user.implicit && !slices.Contains(s.user.devices, c.device):
		return nil, malformedOOB
	case !t.factors[c.device.factor()]:
		return nil, rejected
	}
	return c, nil
}

// checkBinding checks the code that the user typed. A wrong one does not use
// up the right one.
func (t *Tenant) checkBinding(c *call, started *challenge) error {
	code, err := c.need("binding_code")
	if err != nil {
		return err
	}
	failures := started.user.failures("code")
	if failures.empty(t.now()) {
		return tooManyFailed
	}
	right := subtle.ConstantTimeCompare([]byte(started.binding), []byte(code)) == 1
	if !right || started.used || !t.now().Before(started.codeExpires) {
		failures.spend(t.now())
		return refuse(http.StatusForbidden, "invalid_grant", "Invalid binding_code.")
	}
	return nil
}

// checkPush answers a poll (both refusals recorded).
func (c *challenge) checkPush() error {
	switch {
	case c.pushed == pushRejected:
		return refuse(http.StatusBadRequest, "access_denied", "MFA Authorization rejected.")
	case c.pushed == "":
		return refuse(http.StatusBadRequest, "authorization_pending",
			"Authorization pending: please repeat the request in a few seconds.")
	case c.used:
		return malformedOOB
	}
	return nil
}

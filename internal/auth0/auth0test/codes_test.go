package auth0test_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// challenged is a user who has just been mailed a code.
type challenged struct {
	*scene

	mfa, oob, binding string
}

func mailed(t *testing.T) *challenged {
	t.Helper()
	s := enforced(t, true, "email")
	inbox := s.inbox(s.user.Email)
	token := s.mfaToken()
	oob := s.challenge(token).want(t, 200).text(t, "oob_code")
	return &challenged{scene: s, mfa: token, oob: oob, binding: s.code(inbox)}
}

func (c *challenged) verify(binding string) answer {
	c.t.Helper()
	return c.token(mfaOOB, "mfa_token", c.mfa, "oob_code", c.oob, "binding_code", binding)
}

func (c *challenged) wrong() string {
	if c.binding == "000000" {
		return "000001"
	}
	return "000000"
}

func TestAWrongCodeDoesNotUseUpTheRightOne(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	c.verify(c.wrong()).want(t, 403, `"invalid_grant"`, "Invalid binding_code.")
	c.verify(c.binding).want(t, 200)
}

func TestTenWrongCodesAreTooMany(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	for range 10 {
		c.verify(c.wrong()).want(t, 403)
	}
	c.verify(c.binding).want(t, 400, `"invalid_request"`, "Too many failed codes. Wait for some minutes before retrying.")
	c.Advance(6 * time.Minute)
	c.mfa = c.mfaToken()
	c.oob = c.challenge(c.mfa).want(t, 200).text(t, "oob_code")
	c.verify(c.wrong()).want(t, 403)
	c.verify(c.wrong()).want(t, 400, "Too many failed codes.")
}

func TestACodeExpires(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	c.SetOTPSettings("email", auth0test.OTPSettings{Length: 8, Expiration: 60})
	c.Advance(299 * time.Second) // the old code keeps the life it was given
	inbox := c.inbox(c.user.Email)
	oob := c.challenge(c.mfa).want(t, 200).text(t, "oob_code")
	short := c.code(inbox)
	if len(short) != 8 {
		t.Errorf("code %s has not 8 digits", short)
	}
	c.Advance(60 * time.Second)
	c.verify(c.binding).want(t, 403, `"expired_token"`, "oob_code is expired")
	c.token(mfaOOB, "mfa_token", c.mfa, "oob_code", oob, "binding_code", short).want(t, 403, "Invalid binding_code.")
	c.Advance(600 * time.Second)
	c.verify(c.binding).want(t, 403, `"expired_token"`, "mfa_token is expired")
	c.challenge(c.mfa).want(t, 403, `"expired_token"`, "mfa_token is expired")
	c.associate(c.mfa, associateEmail).want(t, 401, "The mfa_token provided is invalid. Try getting a new token.")
}

func TestALongCodeLifeKeepsTheOOBCodeAlive(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email")
	s.SetOTPSettings("email", auth0test.OTPSettings{Length: 4, Expiration: 3600})
	inbox := s.inbox(s.user.Email)
	token := s.mfaToken()
	code := s.challenge(token).want(t, 200).text(t, "oob_code")
	binding := s.code(inbox)
	s.Advance(590 * time.Second) // the mfa_token ends at 600
	s.token(mfaOOB, "mfa_token", token, "oob_code", code, "binding_code", binding).want(t, 200)
}

func TestACodeIsJustStillGood(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	c.Advance(298 * time.Second)
	c.verify(c.binding).want(t, 200)
}

func TestACodeWorksOnce(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email")
	inbox := s.inbox("new@example.com")
	access := s.accessToken()
	oob := s.associate(access, `{"authenticator_types":["oob"],"oob_channels":["email"],"email":"new@example.com"}`).
		want(t, 200).text(t, "oob_code")
	binding := s.code(inbox)
	s.token(mfaOOB, "mfa_token", access, "oob_code", oob, "binding_code", binding).want(t, 200)
	s.token(mfaOOB, "mfa_token", access, "oob_code", oob, "binding_code", binding).want(t, 403, "Invalid binding_code.")
}

func TestOOBGrantChecksItsParameters(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	other := c.mfaToken()
	stranger := auth0test.Application{ClientID: "stranger", ClientSecret: "s", GrantTypes: c.app.GrantTypes}
	c.AddApplication(stranger)
	c.token(mfaOOB).want(t, 400, "Missing required parameter: mfa_token")
	c.token(mfaOOB, "mfa_token", c.mfa).want(t, 400, "Missing required parameter: oob_code")
	c.token(mfaOOB, "mfa_token", c.mfa, "oob_code", c.oob).want(t, 400, "Missing required parameter: binding_code")
	c.token(mfaOOB, "mfa_token", "x", "oob_code", c.oob).want(t, 403, "Malformed mfa_token")
	c.token(mfaOOB, "mfa_token", c.mfa, "oob_code", "x").want(t, 403, "Malformed oob_code")
	c.token(mfaOOB, "mfa_token", other, "oob_code", c.oob, "binding_code", c.binding).
		want(t, 400, "The oob_code doesn't match the mfa_token")
	c.app = stranger
	c.verify(c.binding).want(t, 400, "mfa_token not issued to this client")
	c.challenge(c.mfa).want(t, 400, "mfa_token not issued to this client")
	c.app.GrantTypes = nil
	c.AddApplication(c.app)
	c.verify(c.binding).want(t, 403, `"unauthorized_client"`,
		"Grant type '"+mfaOOB+"' not allowed for the client.", `"error_uri":"https://auth0.com/docs/clients/client-grant-types"`)
}

func TestTwentyMailsAreEnough(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	for range 19 {
		c.challenge(c.mfa).want(t, 200)
	}
	c.challenge(c.mfa).want(t, 400, `"invalid_request"`, "Too many emails sent by the user.")
	c.Advance(time.Minute)
	c.challenge(c.mfa).want(t, 200)
	c.challenge(c.mfa).want(t, 400)
}

func TestTOTP(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true, Secret: totpKey})
	code := totpCode(t, s.Now())
	s.token(mfaOTP, "mfa_token", s.mfaToken()).want(t, 400, "Missing required parameter: otp")
	s.token(mfaOTP, "mfa_token", s.mfaToken(), "otp", totpCode(t, s.Now().Add(-5*time.Minute))).
		want(t, 403, `"invalid_grant"`, "Invalid otp_code.")
	s.token(mfaOTP, "mfa_token", s.mfaToken(), "otp", code).want(t, 200)
	s.token(mfaOTP, "mfa_token", s.mfaToken(), "otp", code).want(t, 403, "Invalid otp_code.")
	s.Advance(time.Minute)
	s.token(mfaOTP, "mfa_token", s.mfaToken(), "otp", totpCode(t, s.Now())).want(t, 200)
	s.SetFactor("otp", false)
	s.SetFactor("email", true)
	s.Advance(time.Minute)
	s.token(mfaOTP, "mfa_token", s.mfaToken(), "otp", totpCode(t, s.Now())).want(t, 403, "Invalid otp_code.")
}

func TestTheFirstTOTPCodeConfirms(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp", "recovery-code")
	token := s.mfaToken()
	secret := s.associate(token, `{"authenticator_types":["otp"]}`).want(t, 200).text(t, "secret")
	s.token(mfaOTP, "mfa_token", token, "otp", "12").want(t, 403)
	methods := "/users/" + s.user.ID + "/authentication-methods"
	if list := s.manage("GET", methods, nil); strings.Contains(list.body, "true") {
		t.Error(list.body)
	}
	code, err := totp.GenerateCode(secret, s.Now())
	if err != nil {
		t.Fatal(err)
	}
	s.token(mfaOTP, "mfa_token", token, "otp", code).want(t, 200)
	if list := s.manage("GET", methods, nil); strings.Contains(list.body, "false") {
		t.Error(list.body)
	}
}

func TestRecoveryCodes(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp", "recovery-code")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	s.AddMethod(s.user.ID, auth0test.Method{Type: "recovery-code", Confirmed: true, Secret: "N3BGPZZWJ85JLCNPZBDW6QXC"}) //nolint:gosec // Auth0's documentation prints it
	use := func(code string) answer { return s.token(mfaCode, "mfa_token", s.mfaToken(), "recovery_code", code) }
	use("n3bgpzzwj85jlcnpzbdw6qxc").want(t, 403, "MFA Authorization rejected.")
	next := use("N3BGPZZWJ85JLCNPZBDW6QXC").want(t, 200).text(t, "recovery_code")
	if len(next) != 24 || strings.ToUpper(next) != next {
		t.Errorf("new code %s", next)
	}
	use("N3BGPZZWJ85JLCNPZBDW6QXC").want(t, 403)
	s.SetFactor("recovery-code", false)
	use(next).want(t, 403)
	s.SetFactor("recovery-code", true)
	use(next).want(t, 200)
	for range 7 {
		use("X").want(t, 403)
	}
	use("X").want(t, 400, "Too many failed codes.")
}

func TestMasking(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email", "sms")
	for address, masked := range map[string]string{
		"chuck334@example.com": "chuc****@exam*******",
		"foo@example.com":      "****@exam*******",
		"four@example.com":     "****@exam*******",
		"chuck@example.com":    "chuc****@exam*******",
		"longer.name@x.io":     "long*******@x.io",
	} {
		s.AddMethod(s.user.ID, auth0test.Method{Type: "email", Email: address})
		send(t, s.Tenant, "GET", "/mfa/authenticators", s.accessToken(), nil).want(t, 200, fmt.Sprintf("%q", masked))
		s.manage("GET", "/users/"+s.user.ID+"/authentication-methods", nil).want(t, 200, fmt.Sprintf("%q", masked))
	}
	s.AddMethod(s.user.ID, auth0test.Method{Type: "phone", PhoneNumber: "+44207183875044"})
	send(t, s.Tenant, "GET", "/mfa/authenticators", s.accessToken(), nil).want(t, 200, `"XXXXXXXXXXX5044"`)
}

func TestSecretsKnowsAll(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	tokens := c.verify(c.binding).want(t, 200)
	known := strings.Join(c.Secrets(), "\n")
	for _, secret := range []string{
		c.mfa, c.oob, c.binding, c.user.Password, c.app.ClientSecret, tokens.text(t, "access_token"), tokens.text(t, "id_token"),
	} {
		if !strings.Contains(known, secret) {
			t.Errorf("%s is not known to be secret", secret)
		}
	}
}

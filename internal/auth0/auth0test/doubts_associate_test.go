package auth0test_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestDoesAssociateReturnAnOOBCode(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	got := s.associate(s.mfaToken(), associateEmail)
	got.recorded(t, 200, utf8JSON, `{"authenticator_type":"oob","binding_method":"prompt","oob_code":"Fe26..nWE","oob_channel":"email"}`)
}

func TestDoesAssociateTakeABareChannel(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	s.associate(s.mfaToken(), `{"authenticator_types":["oob"],"oob_channels":"email"}`).want(t, 200)
}

func TestAreRecoveryCodesReturnedOnce(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email", "recovery-code")
	token := s.mfaToken()
	s.associate(token, associateEmail).want(t, 200, `"recovery_codes":["`)
	if second := s.associate(token, associateEmail).want(t, 200); strings.Contains(second.body, "recovery_codes") {
		t.Error(second.body)
	}
}

func TestDoesReassociatingReplaceThePendingEmail(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	inbox := s.inbox(s.user.Email)
	token := s.mfaToken()
	first := s.associate(token, associateEmail).want(t, 200).text(t, "oob_code")
	firstCode := s.code(inbox)
	second := s.associate(token, associateEmail).want(t, 200).text(t, "oob_code")
	list := send(t, s.Tenant, http.MethodGet, "/mfa/authenticators", token, nil).want(t, 200)
	if n := strings.Count(list.body, "email|dev_"); n != 1 {
		t.Errorf("%d email authenticators: %s", n, list.body)
	}
	s.token(mfaOOB, "mfa_token", token, "oob_code", first, "binding_code", firstCode).want(t, 403, "Malformed oob_code")
	s.token(mfaOOB, "mfa_token", token, "oob_code", second, "binding_code", s.code(inbox)).want(t, 200)
}

func TestDoesADisabledFactorRefuseAssociate(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp")
	for _, channel := range []string{"email", "auth0", "voice"} {
		s.associate(s.mfaToken(), `{"authenticator_types":["oob"],"phone_number":"+4915112345678","oob_channels":["`+channel+`"]}`).
			want(t, 400, `"unsupported_challenge_type"`)
	}
	s.SetFactor("sms", true) // which sends no voice messages by default
	s.associate(s.mfaToken(), `{"authenticator_types":["oob"],"phone_number":"+4915112345678","oob_channels":["voice"]}`).
		want(t, 400, `"unsupported_challenge_type"`)
}

func TestDoesPhoneMeanTwoAuthenticators(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "sms")
	s.SetMessageTypes("sms", "voice")
	token := s.mfaToken()
	code := s.associate(token, `{"authenticator_types":["oob"],"oob_channels":["voice"],"phone_number":"+4915112345678"}`).
		want(t, 200, `"oob_channel":"voice"`).text(t, "oob_code")
	send(t, s.Tenant, http.MethodGet, "/mfa/authenticators", token, nil).want(t, 200, `"sms|dev_`, `"voice|dev_`)
	texts := s.SMS("+4915112345678")
	if len(texts) != 1 {
		t.Fatal(texts)
	}
	binding, err := auth0test.Message{Text: texts[0]}.Code()
	if err != nil {
		t.Fatal(err)
	}
	s.token(mfaOOB, "mfa_token", token, "oob_code", code, "binding_code", binding).want(t, 200)
}

func TestCanAnAddressBeEnrolledTwice(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "email", Email: s.user.Email, Confirmed: true})
	s.associate(s.accessToken(), associateEmail).want(t, 400, `"enrollment_conflict"`)
}

func TestDoesAChallengeConfirmAPendingEnrolment(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email", "otp", "recovery-code")
	inbox := s.inbox(s.user.Email)
	token := s.mfaToken()
	s.associate(token, `{"authenticator_types":["otp"]}`).want(t, 200, "recovery_codes")
	code := s.challenge(token).want(t, 200).text(t, "oob_code")
	s.token(mfaOOB, "mfa_token", token, "oob_code", code, "binding_code", s.code(inbox)).want(t, 200)
	list := send(t, s.Tenant, http.MethodGet, "/mfa/authenticators", s.mfaToken(), nil).want(t, 200)
	if n := strings.Count(list.body, `"active":false`); n != 2 {
		t.Errorf("%d still pending, want the generator and the recovery code: %s", n, list.body)
	}
}

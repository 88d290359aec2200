package auth0test_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Each test here is named by a question that Auth0's documentation leaves
// open or answers wrongly, and holds the answer that the emulator gives.

const associateEmail = `{"authenticator_types":["oob"],"oob_channels":["email"]}`

func TestDoesAVerifiedEmailBlockAssociate(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email", "otp")
	s.associate(s.mfaToken(), `{"authenticator_types":["otp"]}`).want(t, 200)

	tn := auth0test.NewTenantLike(t, auth0test.Config{AutoListedEmailBlocks: true})
	s = enforcedIn(t, tn, true, "email", "otp")
	s.associate(s.mfaToken(), `{"authenticator_types":["otp"]}`).
		want(t, 403, `"access_denied"`, "User is already enrolled.")
}

func TestDoesAConfirmedAuthenticatorBlockAssociate(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email", "otp")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "email", Email: s.user.Email, Confirmed: true})
	body := `{"authenticator_types":["otp"]}`
	s.associate(s.mfaToken(), body).want(t, 403, "User is already enrolled.")
	s.associate(s.accessToken(), body).want(t, 200)
}

func TestDoesAnAuthenticatorOfADisabledFactorBlockAssociate(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	s.associate(s.mfaToken(), associateEmail).want(t, 200)
}

func TestDoesADisabledFactorHideItsAuthenticators(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email", "otp")
	id := s.AddMethod(s.user.ID, auth0test.Method{Type: "email", Email: "other@example.com", Confirmed: true})
	inbox := s.inbox("other@example.com")
	token := s.mfaToken()
	code := s.challenge(token, "authenticator_id", id).want(t, 200).text(t, "oob_code")
	binding := s.code(inbox)
	s.SetFactor("email", false)
	send(t, s.Tenant, http.MethodGet, "/mfa/authenticators", token, nil).exactly(t, 200, utf8JSON, `[]`)
	s.challenge(token, "challenge_type", "oob").want(t, 400, `"unsupported_challenge_type"`,
		`No matching challenge_type for provider \"guardian\". Requested: [\"oob\"]. Available: [].`)
	s.challenge(token, "authenticator_id", id).want(t, 400, `"unsupported_challenge_type"`)
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	pending := s.AddMethod(s.user.ID, auth0test.Method{Type: "email", Email: "third@example.com"})
	s.challenge(token, "authenticator_id", pending).want(t, 400, "Invalid authenticator ID")
	s.token(mfaOOB, "mfa_token", token, "oob_code", code, "binding_code", binding).
		want(t, 403, "MFA Authorization rejected.")
	s.manage(http.MethodGet, "/users/"+s.user.ID+"/authentication-methods", nil).want(t, 200, id)
}

func TestIsMFADemandedWhenNoFactorIsEnabled(t *testing.T) {
	t.Parallel()
	s := enforced(t, true)
	s.login().want(t, 200)
	s.SetFactor("recovery-code", true)
	s.SetFactor("webauthn-platform", true)
	s.login().want(t, 200)
	s.SetFactor("duo", true)
	s.login().want(t, 403, "mfa_required")
}

func TestIsMFADemandedOfAnUnverifiedUserWithEmailOnly(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	token := s.mfaToken()
	s.challenge(token).want(t, 400, `"association_required"`)
	s.associate(token, associateEmail).want(t, 200)
}

func TestDoesConfidenceScoreAloneDemandMFA(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email")
	s.SetPolicies("confidence-score")
	s.login().want(t, 200)
}

func TestIsTheMFAAudienceIssuedWithoutAChallenge(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email", "otp")
	s.login("audience", s.MFAAudience()).
		want(t, 200, `"expires_in":600`, `"scope":"enroll read:authenticators remove:authenticators"`)
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	s.SetPolicies()
	s.login("audience", s.MFAAudience()).want(t, 403, "mfa_required")
}

func TestIsAnAccessTokenAnMFAToken(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email")
	inbox := s.inbox("new@example.com")
	access := s.accessToken()
	s.challenge(access).want(t, 403, "Malformed mfa_token")
	associated := s.associate(access, `{"authenticator_types":["oob"],"oob_channels":["email"],"email":"new@example.com"}`).want(t, 200)
	s.token(mfaOOB, "mfa_token", access, "oob_code", associated.text(t, "oob_code"), "binding_code", s.code(inbox)).
		want(t, 200, `"expires_in":600`)
}

func TestDoesAnMFATokenWorkTwice(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true, Secret: totpKey})
	token := s.mfaToken()
	s.token(mfaOTP, "mfa_token", token, "otp", totpCode(t, s.Now())).want(t, 200)
	s.token(mfaOTP, "mfa_token", token, "otp", totpCode(t, s.Now())).want(t, 403, "Malformed mfa_token")
	s.challenge(token).want(t, 403, "Malformed mfa_token")
}

func TestIsAVerifiedEmailListedAndChallenged(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email")
	inbox := s.inbox(s.user.Email)
	token := s.mfaToken()
	send(t, s.Tenant, http.MethodGet, "/mfa/authenticators", token, nil).
		want(t, 200, `"active":true`, `"oob_channel":"email"`, `"name":"****@exam*******"`)
	code := s.challenge(token).want(t, 200).text(t, "oob_code")
	s.token(mfaOOB, "mfa_token", token, "oob_code", code, "binding_code", s.code(inbox)).want(t, 200)
	s.manage(http.MethodGet, "/users/"+s.user.ID+"/authentication-methods", nil).exactly(t, 200, utf8JSON, `[]`)
}

func TestWhatCannotBeDeletedWithTheMFAAPI(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email", "recovery-code", "push-notification")
	mfaToken, access := s.mfaToken(), s.accessToken()
	s.associate(access, `{"authenticator_types":["oob"],"oob_channels":["auth0"]}`).want(t, 200)
	list := send(t, s.Tenant, http.MethodGet, "/mfa/authenticators", access, nil).want(t, 200)
	remove := func(kind, token string) answer {
		at := strings.Index(list.body, kind+"|dev_")
		id := list.body[at : at+len(kind)+len("|dev_")+16]
		return send(t, s.Tenant, http.MethodDelete, "/mfa/authenticators/"+strings.Replace(id, "|", "%7C", 1), token, nil)
	}
	remove("email", access).want(t, 400)
	remove("recovery-code", access).want(t, 400)
	remove("push", mfaToken).want(t, 401, "invalid_grant")
	remove("push", access).want(t, 204)
	remove("totp", access).want(t, 404) // went with its push
}

func TestDoMFARequirementsOfferEmailForEnrolment(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenantLike(t, auth0test.Config{Requirements: true})
	s := enforcedIn(t, tn, false, "email", "otp", "sms")
	s.login().want(t, 403, `"mfa_requirements":{"enroll":[{"type":"otp"},{"type":"phone"}]}`)
	s.user = s.AddUser(auth0test.User{Email: "verified@example.com", EmailVerified: true})
	s.login().want(t, 403, `"mfa_requirements":{"challenge":[{"type":"email"}]}`)
}

func TestCanAnAccessTokenAnswerAChallenge(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email")
	inbox := s.inbox(s.user.Email)
	code := s.challenge(s.mfaToken()).want(t, 200).text(t, "oob_code")
	s.token(mfaOOB, "mfa_token", s.accessToken(), "oob_code", code, "binding_code", s.code(inbox)).
		want(t, 403, "Malformed mfa_token")
}

func TestDoesOOBChannelNarrowAChallenge(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email", "sms")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "phone", PhoneNumber: "+4915112345678", Confirmed: true})
	s.challenge(s.mfaToken(), "challenge_type", "oob", "oob_channel", "email").want(t, 200)
	if texts := s.SMS("+4915112345678"); len(texts) != 0 {
		t.Error(texts)
	}
	s.challenge(s.mfaToken(), "challenge_type", "oob", "oob_channel", "auth0").want(t, 400, `"unsupported_challenge_type"`)
}

package auth0test_test

import (
	"net/http"
	"testing"
)

func TestEmailEnrolmentFromLoginToTokens(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "email")
	inbox := s.inbox(s.user.Email)
	token := s.mfaToken("scope", "openid email")
	associated := s.associate(token, `{"authenticator_types":["oob"],"oob_channels":["email"]}`).want(t, http.StatusOK)
	s.token(mfaOOB, "mfa_token", token, "oob_code", associated.text(t, "oob_code"), "binding_code", s.code(inbox)).
		want(t, http.StatusOK, `"scope":"openid email"`, "id_token")

	token = s.mfaToken()
	challenged := s.challenge(token, "challenge_type", "oob").want(t, http.StatusOK, `"binding_method":"prompt"`)
	s.token(mfaOOB, "mfa_token", token, "oob_code", challenged.text(t, "oob_code"), "binding_code", s.code(inbox)).
		want(t, http.StatusOK, "access_token")
}

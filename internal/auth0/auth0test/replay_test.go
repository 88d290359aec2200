package auth0test_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// shape replaces the leaves of a JSON value with the names of their types.
func shape(value any) any {
	switch value := value.(type) {
	case map[string]any:
		object := map[string]any{}
		for name, member := range value {
			object[name] = shape(member)
		}
		return object
	case []any:
		array := make([]any, len(value))
		for i, item := range value {
			array[i] = shape(item)
		}
		return array
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "boolean"
	}
	return "null"
}

// decoded decodes a JSON literal.
func decoded(t *testing.T, text string) any {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return value
}

// recorded compares an answer with a recording: status, content type, members
// and their types.
func (a answer) recorded(t *testing.T, status int, contentType, body string) answer {
	t.Helper()
	a.want(t, status)
	if got := a.header.Get("Content-Type"); got != contentType {
		t.Errorf("content type %q, recorded %q", got, contentType)
	}
	if body == "" {
		if a.body != "" {
			t.Errorf("body %s, recorded none", a.body)
		}
		return a
	}
	if diff := cmp.Diff(shape(decoded(t, body)), shape(decoded(t, a.body))); diff != "" {
		t.Errorf("shape (-recorded +got):\n%s", diff)
	}
	return a
}

// exactly compares an answer with a recording in which nothing depends on the tenant.
func (a answer) exactly(t *testing.T, status int, contentType, body string) {
	t.Helper()
	a.recorded(t, status, contentType, body)
	if diff := cmp.Diff(decoded(t, body), decoded(t, a.body)); diff != "" {
		t.Errorf("body (-recorded +got):\n%s", diff)
	}
}

// client are the members that every recorded MFA request has.
func (s *scene) client() string {
	return `"client_id":"` + s.app.ClientID + `","client_secret":"` + s.app.ClientSecret + `"`
}

func TestReplayAssociate(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "sms", "push-notification", "otp", "recovery-code")
	token := s.mfaToken()
	sms := s.associate(token, `{"authenticator_types":["oob"],`+s.client()+`,"oob_channels":["sms"],"phone_number":"+91123456789"}`)
	sms.recorded(t, 200, utf8JSON, `{"authenticator_type":"oob","binding_method":"prompt",
		"recovery_codes":["MZCRK3YX5V3AKNNYY6JEBQCL"],"oob_channel":"sms","oob_code":"Fe26.2*SERVER"}`)
	push := s.associate(token, `{"authenticator_types":["oob"],`+s.client()+`,"oob_channels":["auth0"]}`)
	push.recorded(t, 200, utf8JSON, `{"authenticator_type":"oob","barcode_uri":"otpauth://totp/","oob_channel":"auth0",
		"oob_code":"Fe26.2*SERVER"}`)
	otp := s.associate(token, `{"authenticator_types":["otp"],`+s.client()+`}`)
	otp.recorded(t, 200, utf8JSON, `{"authenticator_type":"otp","secret":"HJ6XM2DNERXDAVCUONGWKRTCMNTU6VDF",
		"barcode_uri":"otpauth://totp/My%20Test%20Tenant:user%40example.com?secret=HJ6XM2DNERXDAVCUONGWKRTCMNTU6VDF"}`)

	for _, code := range []string{sms.text(t, "oob_code"), push.text(t, "oob_code"), token} {
		if !strings.HasPrefix(code, "Fe26.2*SERVER_") || len(code) < 500 || len(code) > 700 {
			t.Errorf("%s (%d characters) does not look like a sealed token", code, len(code))
		}
	}
	if secret := otp.text(t, "secret"); len(secret) != 32 || !strings.HasSuffix(otp.text(t, "barcode_uri"),
		"?secret="+secret+"&issuer=Emulated%20Tenant&algorithm=SHA1&digits=6&period=30") {
		t.Errorf("secret %s, barcode %s", secret, otp.text(t, "barcode_uri"))
	}
	if uri := push.text(t, "barcode_uri"); !strings.HasPrefix(uri, "otpauth://totp/Emulated%20Tenant:user%40example.com?enrollment_tx_id=") {
		t.Error(uri)
	}
}

// TestReplayList goes on where the recorded session was: three associations,
// none confirmed, and a verified address.
func TestReplayList(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "sms", "push-notification", "otp", "recovery-code", "email")
	user := s.AddUser(auth0test.User{Email: "foo@example.com", EmailVerified: true})
	s.user = user
	token := s.mfaToken()
	s.associate(token, `{"authenticator_types":["oob"],"oob_channels":["sms"],"phone_number":"+91123459167"}`).want(t, 200)
	s.associate(token, `{"authenticator_types":["oob"],"oob_channels":["auth0"]}`).want(t, 200)
	s.associate(token, `{"authenticator_types":["otp"]}`).want(t, 200)
	list := send(t, s.Tenant, http.MethodGet, "/mfa/authenticators", token, nil)
	list.recorded(t, 200, utf8JSON, `[
		{"id":"sms|dev_klnv5yshzzoosSUm","authenticator_type":"oob","active":false,"oob_channel":"sms","name":"XXXXXXXXX9167"},
		{"id":"recovery-code|dev_i1kgKoFSZLbPt6G1","authenticator_type":"recovery-code","active":false},
		{"id":"push|dev_BBTKYpxKHOXVBnql","authenticator_type":"oob","active":false,"oob_channel":"auth0"},
		{"id":"totp|dev_WzMZ2sZbUw1wbC2F","authenticator_type":"otp","active":false},
		{"id":"totp|dev_wLdxko6pjg6ziKL9","authenticator_type":"otp","active":false},
		{"id":"email|dev_hdkmORJuqOmjRRQU","authenticator_type":"oob","active":true,"oob_channel":"email","name":"****@exam*******"}]`)
	for _, text := range []string{`"id":"sms|dev_`, `"XXXXXXXX9167"`, `"****@exam*******"`} {
		if !strings.Contains(list.body, text) {
			t.Errorf("no %s in %s", text, list.body)
		}
	}
}

func TestReplayChallenge(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "push-notification", "otp")
	push := s.AddMethod(s.user.ID, auth0test.Method{Type: "push", Confirmed: true})
	otp := s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	token := s.mfaToken()
	s.challenge(token, "authenticator_id", push, "challenge_type", "oob").
		recorded(t, 200, utf8JSON, `{"challenge_type":"oob","oob_code":"mfa-token"}`)
	s.challenge(token, "authenticator_id", otp, "challenge_type", "otp").
		exactly(t, 200, utf8JSON, `{"challenge_type":"otp"}`)
}

func TestReplayDelete(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "push-notification")
	token := s.accessToken()
	push := s.AddMethod(s.user.ID, auth0test.Method{Type: "push", Confirmed: true})
	path := "/mfa/authenticators/" + strings.Replace(push, "|", "%7C", 1)
	send(t, s.Tenant, http.MethodDelete, path, token, nil).recorded(t, 204, plainJSON, "")
}

func TestReplayVerifyOOB(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "push-notification")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "push", Confirmed: true})
	verify := func(token string) func() answer {
		code := s.challenge(token).want(t, 200).text(t, "oob_code")
		return func() answer { return s.token(mfaOOB, "mfa_token", token, "oob_code", code) }
	}
	poll := verify(s.mfaToken("scope", "openid profile"))
	poll().exactly(t, 400, plainJSON, `{"error":"authorization_pending",
		"error_description":"Authorization pending: please repeat the request in a few seconds."}`)
	s.Reject(s.user.ID)
	poll().exactly(t, 400, plainJSON, `{"error":"access_denied","error_description":"MFA Authorization rejected."}`)

	poll = verify(s.mfaToken("scope", "profile"))
	s.Approve(s.user.ID)
	poll().recorded(t, 200, plainJSON, `{"access_token":"test-access-token","expires_in":86400,"scope":"openid profile","token_type":"Bearer"}`)
}

func TestReplayVerifyOTPAndRecoveryCode(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp", "recovery-code")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true, Secret: totpKey})
	s.AddMethod(s.user.ID, auth0test.Method{Type: "recovery-code", Confirmed: true, Secret: "MZCRK3YX5V3AKNNYY6JEBQCL"}) //nolint:gosec // of a recording
	s.token(mfaOTP, "mfa_token", s.mfaToken("scope", "profile"), "otp", totpCode(t, s.Now())).
		recorded(t, 200, plainJSON, `{"access_token":"test-access-token","expires_in":86400,"scope":"openid profile","token_type":"Bearer"}`)
	s.token(mfaCode, "mfa_token", s.mfaToken("scope", "profile"), "recovery_code", "MZCRK3YX5V3AKNNYY6JEBQCL").
		recorded(t, 200, plainJSON, `{"access_token":"test-access-token","expires_in":86400,"scope":"openid profile",
			"token_type":"Bearer","recovery_code":"17EQHNZC2SZDYG7X4QXVX9SW"}`)
}

// TestReplayPassword: the recorder dropped the id_token that goes with openid.
func TestReplayPassword(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.AddApplication(auth0test.Application{ClientID: "test-client_id", GrantTypes: []string{password}})
	user := tn.AddUser(auth0test.User{Email: "user@example.com"})
	body := form("client_id", "test-client_id", "grant_type", password, "password", user.Password, "username", user.Email)
	all := send(t, tn, http.MethodPost, "/oauth/token", "", body).
		recorded(t, 200, plainJSON, `{"access_token":"test-access-token","expires_in":86400,
			"scope":"openid profile email address phone","token_type":"Bearer","id_token":"test-id-token"}`)
	if scope := all.text(t, "scope"); scope != "openid profile email address phone" {
		t.Error(scope)
	}
	body.Set("extra", "value")
	body.Set("scope", "extra-scope")
	send(t, tn, http.MethodPost, "/oauth/token", "", body).
		recorded(t, 200, plainJSON, `{"access_token":"test-access-token","expires_in":86400,"token_type":"Bearer"}`)
}

package auth0test_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pquerna/otp/totp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// shownMethod is what the Management API shows of an authentication method.
type shownMethod struct {
	ID         string `json:"id"`
	Confirmed  bool   `json:"confirmed"`
	CreatedAt  string `json:"created_at"`
	EnrolledAt string `json:"enrolled_at"`
	LastAuthAt string `json:"last_auth_at"`
}

// methodsOf are the methods of the scene's user.
func methodsOf(s *scene) []shownMethod {
	s.t.Helper()
	var list []shownMethod
	body := s.manage("GET", "/users/"+s.user.ID+"/authentication-methods", nil).want(s.t, 200).body
	if err := json.Unmarshal([]byte(body), &list); err != nil {
		s.t.Fatal(err)
	}
	return list
}

// A user who signs in moves the times that the Management API shows.
func TestSigningInMovesTheTimesOfAMethod(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp")
	secret := s.associate(s.mfaToken(), `{"authenticator_types":["otp"]}`).want(t, 200).text(t, "secret")
	method := func() shownMethod { return methodsOf(s)[0] }
	signIn := func() {
		t.Helper()
		code, err := totp.GenerateCode(secret, s.Now())
		if err != nil {
			t.Fatal(err)
		}
		s.token(mfaOTP, "mfa_token", s.mfaToken(), "otp", code).want(t, 200)
	}
	pending := method()
	if pending.Confirmed || pending.EnrolledAt != "" || pending.LastAuthAt != "" {
		t.Errorf("before it is confirmed: %v", pending)
	}
	s.Advance(time.Minute)
	signIn()
	first := method()
	if !first.Confirmed || first.EnrolledAt <= first.CreatedAt || first.LastAuthAt != first.EnrolledAt {
		t.Errorf("once it is confirmed: %v", first)
	}
	s.Advance(time.Hour)
	signIn()
	second := method()
	if second.EnrolledAt != first.EnrolledAt || second.LastAuthAt <= first.LastAuthAt {
		t.Errorf("after the second login: %v, after the first: %v", second, first)
	}
	enrollment := s.manage("GET", "/users/"+s.user.ID+"/enrollments", nil).want(t, 200)
	enrollment.want(t, 200, `"type":"totp"`, `"auth_method":"authenticator"`, `"last_auth":"`+second.LastAuthAt+`"`)
}

// What the Management API makes was enrolled by nobody (recorded).
func TestAMethodThatTheAPIMadeWasNeverEnrolled(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	user := tn.AddUser(auth0test.User{Email: "user@example.com"})
	path := "/users/" + user.ID + "/authentication-methods"
	const key = `"key_id":"k","public_key":"p","relying_party_identifier":"example.com"`
	made := manage(t, tn, "POST", path, `{"type":"webauthn-roaming","name":"Key",`+key+`}`)
	const method = `{"id":"webauthn-roaming|dev_a","type":"webauthn-roaming","name":"Key",` + key + `,"created_at":"2023-03-10T16:25:52.099Z"`
	made.recorded(t, 201, utf8JSON, method+`}`)
	got := manage(t, tn, "GET", path+"/"+made.text(t, "id"), nil)
	got.recorded(t, 200, utf8JSON, method+`,"confirmed":true}`)
}

func TestReplayEnrollmentsByID(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "push-notification")
	const path = "/guardian/enrollments/"
	const missing = `{"statusCode":404,"error":"Not Found","message":"Enrollment not found","errorCode":"enrollment_not_found"}`
	s.manage("GET", path+"dev_0000000000000001", nil).exactly(t, 404, utf8JSON, missing)
	s.manage("DELETE", path+"dev_0000000000000001", nil).exactly(t, 404, utf8JSON, missing)

	token := s.mfaToken()
	oob := s.associate(token, `{"authenticator_types":["oob"],"oob_channels":["auth0"]}`).want(t, 200).text(t, "oob_code")
	id := s.AddMethod(s.user.ID, auth0test.Method{Type: "email", Email: "a@example.com"})
	s.manage("GET", path+strings.TrimPrefix(id, "email|"), nil).want(t, 404) // Guardian knows nothing of emails
	push, _ := strings.CutPrefix(methodsOf(s)[0].ID, "push|")
	s.manage("GET", path+push, nil).recorded(t, 200, utf8JSON, `{"id":"dev_a","status":"pending","identifier":"76dc"}`)
	s.Approve(s.user.ID)
	s.token(mfaOOB, "mfa_token", token, "oob_code", oob).want(t, 200)
	s.manage("GET", path+push, nil).want(t, 200, `"status":"confirmed"`, `"enrolled_at"`, `"last_auth"`)
	s.manage("DELETE", path+push, nil).want(t, 204)
	left := s.manage("GET", "/users/"+s.user.ID+"/authentication-methods", nil).want(t, 200, id).body
	if strings.Contains(left, "push") || strings.Contains(left, "totp") {
		t.Errorf("the app's codes have outlived it: %s", left)
	}
}

func TestReplayEnrollmentTicket(t *testing.T) {
	t.Parallel()
	s := enforced(t, true)
	body := func(more string) string { return `{"user_id":"` + s.user.ID + `"` + more + `}` }
	const path = "/guardian/enrollments/ticket"
	ticket := s.manage("POST", path, body(`,"email":"jon@example.com","factor":"push-notification","allow_multiple_enrollments":true`))
	ticket.recorded(t, 200, utf8JSON, `{"ticket_id":"jip3","ticket_url":"https://example/mfa/enrollment?ticket=jip3"}`)
	want := "https://" + strings.TrimPrefix(s.URL(), "http://") + "/mfa/enrollment?ticket=" + ticket.text(t, "ticket_id")
	if diff := cmp.Diff(want, ticket.text(t, "ticket_url")); diff != "" {
		t.Error(diff)
	}
	inbox := s.inbox("jon@example.com")
	mailed := s.manage("POST", path, body(`,"email":"jon@example.com","send_mail":true`)).want(t, 200).text(t, "ticket_url")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	message, err := inbox.Next(ctx)
	if err != nil || !strings.Contains(message.Text, mailed) {
		t.Errorf("%v: %s is not in %q", err, mailed, message.Text)
	}
	s.manage("POST", path, `{"user_id":"auth0|x"}`).want(t, 404, `"inexistent_user"`)
	s.manage("POST", path, body(`,"factor":"sms"`)).want(t, 400, `Invalid value \"sms\"`)
	s.manage("POST", path, `{}`).want(t, 400, "Missing required property: user_id")
}

func TestReplayRecoveryCodeRegeneration(t *testing.T) {
	t.Parallel()
	s := enforced(t, false, "otp", "recovery-code")
	s.AddMethod(s.user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	path := "/users/" + s.user.ID + "/recovery-code-regeneration"
	first := s.manage("POST", path, `{}`)
	first.recorded(t, 200, utf8JSON, `{"recovery_code":"32YCGV1JUE9G7MDJ71UTN12W"}`)
	second := s.manage("POST", path, nil).text(t, "recovery_code")
	use := func(code string) answer { return s.token(mfaCode, "mfa_token", s.mfaToken(), "recovery_code", code) }
	use(first.text(t, "recovery_code")).want(t, 403)
	use(second).want(t, 200, `"recovery_code"`)
	s.manage("POST", "/users/auth0%7Cx/recovery-code-regeneration", nil).want(t, 404)
}

func TestAUserCanBeReset(t *testing.T) {
	t.Parallel()
	s := enforced(t, true)
	path := "/users/" + s.user.ID
	for _, kind := range []string{"totp", "phone", "recovery-code"} {
		s.AddMethod(s.user.ID, auth0test.Method{Type: kind, Confirmed: true, PhoneNumber: "+441234567890"})
	}
	s.manage("POST", path+"/multifactor/actions/invalidate-remember-browser", nil).want(t, 204)
	s.manage("DELETE", path+"/multifactor/duo", nil).want(t, 204)
	if n := len(methodsOf(s)); n != 3 {
		t.Errorf("%d methods after neither had anything to do", n)
	}
	s.manage("DELETE", path+"/multifactor/google-authenticator", nil).want(t, 204)
	if n := len(methodsOf(s)); n != 2 {
		t.Errorf("%d methods without TOTP", n)
	}
	s.manage("DELETE", path+"/authenticators", nil).want(t, 204)
	if n := len(methodsOf(s)); n != 0 {
		t.Errorf("%d methods after all were deleted", n)
	}
	s.manage("DELETE", path+"/multifactor/yubikey", nil).want(t, 400, `"errorCode":"invalid_uri"`, `Invalid value \"yubikey\"`)
	s.manage("DELETE", "/users/auth0%7Cx/authenticators", nil).want(t, 404, `"inexistent_user"`)
}

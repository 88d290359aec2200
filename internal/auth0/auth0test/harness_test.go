package auth0test_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	password  = "password"
	realm     = "http://auth0.com/oauth/grant-type/password-realm"
	mfaOTP    = "http://auth0.com/oauth/grant-type/mfa-otp"
	mfaOOB    = "http://auth0.com/oauth/grant-type/mfa-oob"
	mfaCode   = "http://auth0.com/oauth/grant-type/mfa-recovery-code"
	plainJSON = "application/json"
	utf8JSON  = "application/json; charset=utf-8"
)

// answer is a response that has been read.
type answer struct {
	status int
	header http.Header
	body   string
}

// object decodes the body.
func (a answer) object(t *testing.T) map[string]any {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal([]byte(a.body), &object); err != nil {
		t.Fatalf("%v in %s", err, a.body)
	}
	return object
}

// text returns a member that has to be a string.
func (a answer) text(t *testing.T, name string) string {
	t.Helper()
	text, ok := a.object(t)[name].(string)
	if !ok {
		t.Fatalf("no %s in %s", name, a.body)
	}
	return text
}

// want fails unless the answer has this status and contains all the texts.
func (a answer) want(t *testing.T, status int, texts ...string) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d, want %d: %s", a.status, status, a.body)
	}
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Fatalf("%q is not in %s", text, a.body)
		}
	}
	return a
}

// send sends a request; the body is form values, nil, or a JSON literal.
func send(t *testing.T, tn *auth0test.Tenant, method, path, token string, body any) answer {
	t.Helper()
	reader, contentType := io.Reader(http.NoBody), ""
	switch body := body.(type) {
	case url.Values:
		reader, contentType = strings.NewReader(body.Encode()), "application/x-www-form-urlencoded"
	case string:
		reader, contentType = strings.NewReader(body), plainJSON
	}
	request, err := http.NewRequestWithContext(t.Context(), method, tn.URL()+path, reader)
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	return do(t, http.DefaultClient, request)
}

func do(t *testing.T, client *http.Client, request *http.Request) answer {
	t.Helper()
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{status: response.StatusCode, header: response.Header, body: string(bytes.TrimSpace(read))}
}

// form makes form values of pairs.
func form(pairs ...string) url.Values {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

// quoted makes a JSON object of pairs of strings.
func quoted(t *testing.T, pairs ...string) string {
	t.Helper()
	object := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		object[pairs[i]] = pairs[i+1]
	}
	body, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// scene is a tenant with enforced MFA and one user.
type scene struct {
	*auth0test.Tenant

	t    *testing.T
	user auth0test.User
	app  auth0test.Application
}

// enforced starts a tenant that demands MFA with the factors.
func enforced(t *testing.T, verified bool, factors ...string) *scene {
	t.Helper()
	return enforcedIn(t, auth0test.NewTenant(t), verified, factors...)
}

func enforcedIn(t *testing.T, tn *auth0test.Tenant, verified bool, factors ...string) *scene {
	t.Helper()
	tn.SetPolicies("all-applications")
	for _, factor := range factors {
		tn.SetFactor(factor, true)
		if factor == "sms" {
			tn.SetMessageTypes("sms")
		}
	}
	user := tn.AddUser(auth0test.User{Email: "user@example.com", EmailVerified: verified})
	return &scene{Tenant: tn, t: t, user: user, app: tn.Login()}
}

// token sends a request to the token endpoint as the scene's application.
func (s *scene) token(grant string, pairs ...string) answer {
	s.t.Helper()
	values := form(append([]string{
		"grant_type", grant, "client_id", s.app.ClientID, "client_secret", s.app.ClientSecret,
	}, pairs...)...)
	return send(s.t, s.Tenant, http.MethodPost, "/oauth/token", "", values)
}

// login asks for tokens with the password.
func (s *scene) login(pairs ...string) answer {
	s.t.Helper()
	return s.token(password, append([]string{"username", s.user.Email, "password", s.user.Password}, pairs...)...)
}

// mfaToken logs in up to mfa_required.
func (s *scene) mfaToken(pairs ...string) string {
	s.t.Helper()
	return s.login(pairs...).want(s.t, http.StatusForbidden, "mfa_required").text(s.t, "mfa_token")
}

// accessToken logs in for the MFA API.
func (s *scene) accessToken() string {
	s.t.Helper()
	return s.login("audience", s.MFAAudience()).want(s.t, http.StatusOK).text(s.t, "access_token")
}

// associate starts an enrollment.
func (s *scene) associate(token, body string) answer {
	s.t.Helper()
	return send(s.t, s.Tenant, http.MethodPost, "/mfa/associate", token, body)
}

// challenge asks for a challenge.
func (s *scene) challenge(token string, pairs ...string) answer {
	s.t.Helper()
	return send(s.t, s.Tenant, http.MethodPost, "/mfa/challenge", "", quoted(s.t, append([]string{
		"mfa_token", token, "client_id", s.app.ClientID, "client_secret", s.app.ClientSecret,
	}, pairs...)...))
}

// manage sends a request to the Management API with all scopes.
func (s *scene) manage(method, path string, body any) answer {
	s.t.Helper()
	return manage(s.t, s.Tenant, method, path, body)
}

func manage(t *testing.T, tn *auth0test.Tenant, method, path string, body any) answer {
	t.Helper()
	app := tn.Management()
	token := tn.Token(app.ClientID, app.Grants[tn.ManagementAudience()]...)
	return send(t, tn, method, "/api/v2"+path, token, body)
}

// inbox opens the mailbox of an address.
func (s *scene) inbox(email string) *auth0test.Inbox {
	s.t.Helper()
	inbox, err := auth0test.OpenInbox(s.t.Context(), s.Mailbox(email))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		if err := inbox.Close(); err != nil {
			s.t.Error(err)
		}
	})
	return inbox
}

// code waits for the next mail and returns its code.
func (s *scene) code(inbox *auth0test.Inbox) string {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 10*time.Second)
	defer cancel()
	message, err := inbox.Next(ctx)
	if err != nil {
		s.t.Fatal(err)
	}
	code, err := message.Code()
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

package auth0_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"unicode"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// echoing refuses each request with all that it has sent, as some proxies do,
// also as the request's identifier and as the type of the answer.
func echoing(contentType string) *peer {
	return &peer{answer: func(req *http.Request) *http.Response {
		sent := req.Method + " " + req.URL.String() + " " + req.Header.Get("Authorization") + " "
		if req.Body != nil {
			body, _ := io.ReadAll(req.Body)
			sent += string(body)
		}
		body, _ := json.Marshal(map[string]any{
			"statusCode": 400, "error": "Bad Request", "message": sent, "error_description": sent, "errorCode": sent,
		})
		resp := answer(http.StatusBadRequest, contentType+sent, string(body))
		resp.Header.Set("X-Auth0-Requestid", sent)
		return resp
	}}
}

// Whatever a server echoes, an error tells no credential, token or code.
func TestErrorsTellNothingThatWasSent(t *testing.T) {
	t.Parallel()
	_, key := newPrivateKey(t)
	const (
		ours  = "Kw7_é&q9Zt-41xR+mB"
		given = "tok-0f9e8d7c6b5a"
		login = "Fe26.2*mfa*token"
	)
	for name, tc := range map[string]struct {
		config  auth0.Config
		call    func(*auth0.Client) error
		secrets []string
	}{
		"client secret":    {auth0.Config{ClientSecret: ours}, func(c *auth0.Client) error { return set(t.Context(), c) }, []string{ours}},
		"client assertion": {auth0.Config{PrivateKey: key}, func(c *auth0.Client) error { return set(t.Context(), c) }, []string{"eyJ"}},
		"API token":        {auth0.Config{APIToken: given}, func(c *auth0.Client) error { return set(t.Context(), c) }, []string{given}},
		"password": {auth0.Config{ClientSecret: ours}, func(c *auth0.Client) error {
			_, err := c.Password(t.Context(), auth0.PasswordGrant{Username: "u", Password: "correct horse 4711"})
			return err
		}, []string{ours, "correct horse 4711"}},
		"code": {auth0.Config{ClientSecret: ours}, func(c *auth0.Client) error {
			_, err := c.VerifyOTP(t.Context(), login, "123456")
			return err
		}, []string{ours, login, "123456"}},
		"code by email": {auth0.Config{}, func(c *auth0.Client) error {
			_, err := c.VerifyOOB(t.Context(), login, "oob-1a2b3c4d5e", "654321")
			return err
		}, []string{login, "oob-1a2b3c4d5e", "654321"}},
		"recovery code": {auth0.Config{}, func(c *auth0.Client) error {
			_, err := c.VerifyRecoveryCode(t.Context(), login, "ABCDEFGHJKLMNPQRSTUVWXYZ")
			return err
		}, []string{login, "ABCDEFGHJKLMNPQRSTUVWXYZ"}},
		"mfa_token of a challenge": {auth0.Config{}, func(c *auth0.Client) error {
			_, err := c.Challenge(t.Context(), auth0.ChallengeRequest{MFAToken: login})
			return err
		}, []string{login}},
		"mfa_token as the bearer": {auth0.Config{}, func(c *auth0.Client) error {
			_, err := c.Authenticators(t.Context(), login)
			return err
		}, []string{login}},
	} {
		for _, contentType := range []string{"application/json", "text/html;"} {
			t.Run(fmt.Sprint(name, ", ", contentType), func(t *testing.T) {
				t.Parallel()
				config := tc.config
				config.ClientID, config.Transport = "id", echoing(contentType)
				err := tc.call(newClient(t, config))
				if err == nil {
					t.Fatal("no error")
				}
				quoted, _ := json.Marshal(err.Error()) // as a log has it
				for _, secret := range tc.secrets {
					for _, form := range []string{secret, url.QueryEscape(secret), strings.Trim(fmt.Sprintf("%q", secret), `"`)} {
						if strings.Contains(err.Error(), form) || strings.Contains(string(quoted), form) {
							t.Errorf("%v tells %q", err, form)
						}
					}
				}
			})
		}
	}
}

// What a server says is one line of plain text, and no longer than a person reads.
func TestErrorsAreShortAndPlain(t *testing.T) {
	t.Parallel()
	const commands = "\x1b[2J\x1b[31mred\x1b[0m \x1b]0;title\a\x9b31m \u202eright to left\u2069 \r\n\b\x7f \u2028"
	for name, tc := range map[string]struct{ contentType, body string }{
		"commands to the terminal": {"application/json", `{"statusCode":400,"error":"Bad Request","message":` + quote(commands+"the reason") + `,"errorCode":` + quote(commands) + `}`},
		"90 kB":                    {"application/json", `{"statusCode":400,"error":"Bad Request","message":` + quote("the reason "+strings.Repeat("ä", 45_000)) + `}`},
		"a long code":              {"application/json", `{"statusCode":400,"error":"Bad Request","message":"the reason","errorCode":` + quote(strings.Repeat("code", 9000)) + `}`},
		"a long type":              {"the-reason/" + strings.Repeat("x", 9000), commands},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, auth0.Config{APIToken: "t", Transport: &peer{answer: func(*http.Request) *http.Response {
				resp := answer(400, tc.contentType, tc.body)
				resp.Header.Set("X-Auth0-Requestid", commands+strings.Repeat("r", 8000))
				return resp
			}}})
			err := set(t.Context(), c)
			var e *auth0.Error
			if !errors.As(err, &e) {
				t.Fatalf("got %v", err)
			}
			if len(err.Error()) > 2048 || strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
				t.Errorf("%d bytes: %.300q", len(err.Error()), err)
			}
			if !strings.Contains(strings.ReplaceAll(err.Error(), "-", " "), "the reason") || strings.Contains(err.Error(), "[31m") || strings.Contains(err.Error(), "title") {
				t.Errorf("%.300q does not tell the reason alone", err)
			}
		})
	}
}

func quote(text string) string {
	content, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(content)
}

// The application's credentials count as refused only where Auth0 says so of
// themselves, and not of a user's or in a proxy's words.
func TestCredentialsRefused(t *testing.T) {
	t.Parallel()
	const refusal = `{"error":"access_denied","error_description":"Unauthorized"}`
	for name, tc := range map[string]struct {
		status int
		body   string
		want   bool
	}{
		"Auth0's own":           {401, refusal, true},
		"of the audience":       {403, `{"error":"access_denied","error_description":"Service not enabled within domain: https://a.b/api/v2/"}`, true},
		"without a description": {401, `{"error":"Unauthorized"}`, false},
		"without a code":        {401, `{"error_description":"Unauthorized"}`, false},
		"another shape":         {401, `{"message":"Unauthorized"}`, false},
		"of another form":       {401, `{"message":"Unauthorized","errorCode":"access_denied"}`, false},
		"a page":                {403, `<html>`, false},
		"a limited rate":        {429, `{"error":"too_many_requests","error_description":"Global limit has been reached"}`, false},
		"a fault":               {503, refusal, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &peer{answer: func(*http.Request) *http.Response { return jsonAnswer(tc.status, tc.body) }}
			c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "s", Transport: p, Attempts: 1})
			if _, err := c.Policies(t.Context()); err == nil || auth0.CredentialsRefused(err) != tc.want {
				t.Errorf("%t: %v", auth0.CredentialsRefused(err), err)
			}
			if _, err := c.Password(t.Context(), auth0.PasswordGrant{Username: "u", Password: "p"}); err == nil || auth0.CredentialsRefused(err) {
				t.Errorf("a user's refusal is taken for the application's: %v", err)
			}
		})
	}
}

// An answer that has the credentials where something else is expected is none:
// they are in no error, and nothing is taken from it.
func TestAnswersWithTheCredentialsAreRefused(t *testing.T) {
	t.Parallel()
	const given, ours = "bearer-0f9e8d7c6b5a4711", "client-secret-4711-Kw7q9Zt"
	for _, sent := range []string{given, ours} {
		for name, tc := range map[string]struct {
			answer string
			call   func(*auth0.Client) error
		}{
			"an ID": {`{"id":%q,"name":"custom","disabled":false,"configuration":{"delivery_methods":["text"]}}`, func(c *auth0.Client) error {
				_, err := c.CreatePhoneProvider(t.Context(), auth0.PhoneProviderChange{})
				return err
			}},
			"another thing": {`{"client_id":%q,"grant_types":[]}`, func(c *auth0.Client) error {
				_, err := c.ClientGrantTypes(t.Context(), "app")
				return err
			}},
			"a name": {`{"client_id":"app","grant_types":[%q]}`, func(c *auth0.Client) error {
				_, err := c.ClientGrantTypes(t.Context(), "app")
				return err
			}},
		} {
			c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: ours, Transport: &peer{answer: func(req *http.Request) *http.Response {
				if req.URL.Path == "/oauth/token" {
					return jsonAnswer(200, `{"access_token":"`+given+`","expires_in":86400,"token_type":"Bearer"}`)
				}
				return jsonAnswer(200, fmt.Sprintf(tc.answer, sent))
			}}})
			err := tc.call(c)
			if err == nil || !strings.Contains(err.Error(), "contains the credentials") || strings.Contains(err.Error(), "4711") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// A name that would command a terminal is no name.
func TestNamesHaveNoControlCharacters(t *testing.T) {
	t.Parallel()
	for answer, call := range map[string]func(*auth0.Client) error{
		`{"client_id":"app","grant_types":["\u001b[31mred"]}`: func(c *auth0.Client) error {
			_, err := c.ClientGrantTypes(t.Context(), "app")
			return err
		},
		`{"authenticators":[{"id":"totp|\u001b[31mred","type":"totp"}],"start":0,"limit":50,"total":1}`: func(c *auth0.Client) error {
			_, err := c.AuthenticationMethods(t.Context(), "auth0|1")
			return err
		},
	} {
		c, _ := fixed(t, 200, "application/json", answer)
		if err := call(c); err == nil || !strings.Contains(err.Error(), "control character") {
			t.Errorf("%s: %v", answer, err)
		}
	}
}

// What waits for a tenant that limits the rate, or that has not answered before,
// was not sent, and says so.
func TestUnsent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var hangs atomic.Bool
		hangs.Store(true)
		c := newClient(t, auth0.Config{APIToken: "t", Attempts: 1, Transport: hanging(&hangs)})
		for i, unsent := range []bool{false, true} {
			var e *auth0.Error
			if err := set(t.Context(), c); !errors.As(err, &e) || e.Unsent() != unsent {
				t.Errorf("%d: %v", i, err)
			}
		}
	})
}

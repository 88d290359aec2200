package auth0_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func TestErrorsKeepWhatAuth0Said(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status            int
		contentType, body string
		code, description string
		text              string // part of the message
	}{
		"management": {
			403, "application/json; charset=utf-8",
			`{
				"statusCode": 403,
				"error": "Forbidden",
				"message": "Insufficient scope, expected any of: update:guardian_factors",
				"errorCode": "insufficient_scope"
			}`,
			"insufficient_scope", "Insufficient scope, expected any of: update:guardian_factors", "403 Forbidden: Insufficient scope",
		},
		"management without a code": {
			401, "application/json; charset=utf-8", `{"statusCode":401,"error":"Unauthorized","message":"Missing authentication"}`,
			"", "Missing authentication", "Missing authentication",
		},
		"mfa": {
			401, "application/json; charset=utf-8", `{
				"error": "invalid_grant",
				"error_description": "The mfa_token provided is invalid. Try getting a new token."
			}`,
			"invalid_grant", "The mfa_token provided is invalid. Try getting a new token.", "(invalid_grant)",
		},
		"only a code":         {400, "application/json", `{"error":"association_required"}`, "association_required", "", "association_required"},
		"a page":              {403, "text/html; charset=utf-8", "<html><title>Blocked by proxy</title></html>", "", "", `"text/html", not JSON`},
		"empty":               {502, "", "", "", "", "502 Bad Gateway"},
		"not an object":       {500, "application/json", `["no"]`, "", "", "not the JSON"},
		"a page as a success": {200, "text/html", "<html>Sign in to the network</html>", "", "", "does a proxy answer"},
		"another shape":       {200, "application/json", `{"factors":[]}`, "", "", "not the JSON"},
		"null":                {200, "application/json", `null`, "", "", "not a list"},
		"a redirect":          {302, "text/html", "", "", "", "302 Found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := fixed(t, tc.status, tc.contentType, tc.body)
			_, err := c.Factors(t.Context())
			var e *auth0.Error
			if !errors.As(err, &e) {
				t.Fatalf("%v is no *auth0.Error", err)
			}
			if e.Status != tc.status || e.Method != "GET" || e.Path != "/api/v2/guardian/factors" {
				t.Errorf("lost what was called: %+v", e)
			}
			if e.Code != tc.code || e.Description != tc.description || !strings.Contains(e.Error(), tc.text) {
				t.Errorf("got code %q, description %q, text %q", e.Code, e.Description, e)
			}
		})
	}
}

// What no token is is said in words, and not in those of the language.
func TestAnAnswerWithoutTokens(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`[]`, `{"access_token":"a","expires_in":"soon"}`, `{"access_token":7}`} {
		p := &peer{answer: func(*http.Request) *http.Response { return jsonAnswer(200, body) }}
		err := set(t.Context(), newClient(t, auth0.Config{ClientID: "id", ClientSecret: "s", Transport: p}))
		if err == nil || !strings.Contains(err.Error(), "it is no object with tokens") || strings.Contains(err.Error(), "struct") {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestErrorsKeepTheRequestID(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"X-Auth0-Requestid", "X-Correlation-Id", "Cf-Ray"} {
		p := &peer{answer: func(*http.Request) *http.Response {
			resp := jsonAnswer(404, `{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}`)
			resp.Header.Set(header, "f5e4a1b0c9d8")
			return resp
		}}
		c := newClient(t, auth0.Config{APIToken: "api-token", Transport: p})
		_, err := c.AuthenticationMethods(t.Context(), "auth0|1")
		if err == nil || !strings.Contains(err.Error(), "f5e4a1b0c9d8") {
			t.Errorf("%v does not name the request by %s", err, header)
		}
		if strings.Contains(err.Error(), "per_page") {
			t.Errorf("%v shows the query", err)
		}
	}
}

func TestMFARequired(t *testing.T) {
	t.Parallel()
	const requirements = `{"challenge":[{"type":"email"}]}`
	c, _ := fixed(t, 403, "application/json", `{
		"error": "mfa_required",
		"error_description": "Multifactor authentication required",
		"mfa_token": "Fe26.2*SERVER_1",
		"mfa_requirements": `+requirements+`
	}`)
	_, err := c.Password(t.Context(), auth0.PasswordGrant{Username: "u", Password: "p"})
	var m *auth0.MFARequiredError
	var e *auth0.Error
	if !errors.As(err, &m) || !errors.As(err, &e) {
		t.Fatalf("%v is no MFARequiredError around an Error", err)
	}
	if m.Token != "Fe26.2*SERVER_1" || string(m.Requirements) != requirements || e.Code != "mfa_required" || e.Status != 403 {
		t.Errorf("got %+v, %+v", m, e)
	}
	if strings.Contains(err.Error(), "Fe26") {
		t.Errorf("%v shows the token", err)
	}
}

// Auth0 leaves the token out when an Action asks for MFA and the policy does not.
func TestMFARequiredWithoutToken(t *testing.T) {
	t.Parallel()
	c, _ := fixed(t, 403, "application/json", `{"error":"mfa_required","error_description":"Multifactor authentication required"}`)
	_, err := c.Password(t.Context(), auth0.PasswordGrant{Username: "u", Password: "p"})
	var m *auth0.MFARequiredError
	if !errors.As(err, &m) || m.Token != "" || !strings.Contains(err.Error(), "no mfa_token") || !strings.Contains(err.Error(), "Action") {
		t.Errorf("%v does not say what is missing and why", err)
	}
}

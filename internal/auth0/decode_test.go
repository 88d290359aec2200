package auth0_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// A 404 proves that something is gone only where Auth0 says so: Err is set for
// every other one, such as a proxy's.
func TestOnlyAuth0sOwn404IsBelieved(t *testing.T) {
	t.Parallel()
	const html, json = "text/html; charset=utf-8", "application/json; charset=utf-8"
	for name, tc := range map[string]struct {
		contentType, body string
		believed          bool
	}{
		"Auth0's own": {json, `{
			"statusCode": 404,
			"error": "Not Found",
			"message": "The template does not exist.",
			"errorCode": "inexistent_email_template"
		}`, true},
		"Auth0's own without a code":       {json, `{"statusCode":404,"error":"Not Found","message":"Not Found"}`, true},
		"JSON without a statusCode":        {json, `{"error":"Not Found","message":"no Route matched with those values"}`, false},
		"a code without a statusCode":      {json, `{"message":"The template does not exist.","errorCode":"inexistent_email_template"}`, false},
		"JSON with another statusCode":     {json, `{"statusCode":403,"error":"Forbidden","message":"Not Found"}`, false},
		"JSON with a statusCode in quotes": {json, `{"statusCode":"404","error":"Not Found","message":"Not Found"}`, false},
		"an empty object":                  {json, `{}`, false},
		"null":                             {json, `null`, false},
		"truncated JSON":                   {json, `{"statusCode":404,"error":"Not Fou`, false},
		"HTML":                             {html, `<html><title>404 Not Found</title></html>`, false},
		"empty JSON":                       {json, ``, false},
		"empty":                            {"", ``, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := fixed(t, http.StatusNotFound, tc.contentType, tc.body)
			_, err := c.EmailTemplate(t.Context(), auth0.EmailTemplateMFACode)
			var e *auth0.Error
			if !errors.As(err, &e) || e.Status != http.StatusNotFound {
				t.Fatalf("%v is no *auth0.Error with the status", err)
			}
			if believed := e.Err == nil; believed != tc.believed {
				t.Errorf("believed: %t, want %t; the error is %v", believed, tc.believed, err)
			}
			if !tc.believed && !strings.Contains(err.Error(), "the answer ") {
				t.Errorf("%v does not say what is wrong with the answer", err)
			}
		})
	}
}

// Whatever comes back, there is no panic, and an error keeps the status.
func FuzzAnswers(f *testing.F) {
	for _, r := range mfaRecordings {
		f.Add(200, "application/json", r.answer)
	}
	for _, body := range []string{
		`{"statusCode":403,"error":"Forbidden","message":"no","errorCode":"insufficient_scope"}`,
		`{"error":"mfa_required","mfa_token":"Fe26.2*"}`, `{"error":"mfa_required","mfa_token":7}`, `{"error":{"a":[]}}`,
		`{"message":null,"errorCode":null}`, `{"enabled":"true"}`, `[null]`, `null`, `0`, `""`, `{`, "\xff\xfe", "<html>",
		`{"authenticators":[],"start":0,"limit":50}`, `{"authenticators":[{}],"total":99999}`,
	} {
		f.Add(403, "application/json", body)
		f.Add(200, "text/html", body)
	}
	f.Fuzz(func(t *testing.T, status int, contentType, body string) {
		if status < 200 || status > 599 {
			t.Skip("not an answer")
		}
		pages := 0
		p := &peer{answer: func(req *http.Request) *http.Response {
			if pages++; pages > 3 { // the fuzzer's tenant always has another page
				return jsonAnswer(status, `{"authenticators":[],"start":0,"limit":50}`)
			}
			return answer(status, contentType, body)
		}}
		c := newClient(t, auth0.Config{APIToken: "api-token", ClientID: "test-client_id", Transport: p, Attempts: 1})
		calls := []func(context.Context, *auth0.Client) (any, error){
			func(ctx context.Context, c *auth0.Client) (any, error) {
				return c.AuthenticationMethods(ctx, "auth0|1")
			},
		}
		for _, r := range mfaRecordings {
			calls = append(calls, r.call)
		}
		for _, call := range calls {
			pages = 0
			_, err := call(t.Context(), c)
			var e *auth0.Error
			switch {
			case err == nil && status > 299:
				t.Errorf("%d was taken for a success", status)
			case err != nil && (!errors.As(err, &e) || e.Status != status):
				t.Errorf("%v has lost the status %d", err, status)
			}
		}
	})
}

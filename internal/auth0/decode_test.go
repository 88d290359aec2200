package auth0_test

import (
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

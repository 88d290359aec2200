package auth0_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// The bodies of a factor's switch.
const (
	on  = `{"enabled":true}`
	off = `{"enabled":false}`
)

// clientCall is a call of one of the client's methods.
type clientCall = func(context.Context, *auth0.Client) (any, error)

// asking is the call of a method that takes no arguments.
func asking[T any](method func(*auth0.Client, context.Context) (T, error)) clientCall {
	return func(ctx context.Context, c *auth0.Client) (any, error) { return method(c, ctx) }
}

// recorded is one call, the answer that was recorded for it, and the request
// that goes out: a JSON body, or the form's parameters.
type recorded struct {
	name, answer string
	call         clientCall
	method, uri  string
	json         string
	form         url.Values
}

// Every recorded answer is decoded without loss, and what is sent for it is what was recorded.
func TestRecordings(t *testing.T) {
	t.Parallel()
	for _, r := range slices.Concat(mfaRecordings, documentRecordings, phoneRecordings, tenantRecordings) {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			c, p := fixed(t, http.StatusOK, "application/json", r.answer)
			got, err := r.call(t.Context(), c)
			if err != nil {
				t.Fatal(err)
			}
			content, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(decoded(t, r.answer), decoded(t, string(content))); diff != "" {
				t.Errorf("lost in decoding (-recorded +kept):\n%s", diff)
			}
			r.checkRequest(t, p.last(t))
		})
	}
}

func (r recorded) checkRequest(t *testing.T, s sent) {
	t.Helper()
	if s.method != r.method || s.uri != r.uri {
		t.Errorf("sent %s %s, want %s %s", s.method, s.uri, r.method, r.uri)
	}
	switch {
	case r.json != "":
		if diff := cmp.Diff(decoded(t, r.json), decoded(t, s.body)); diff != "" || s.contentType != "application/json" {
			t.Errorf("body (%s) differs:\n%s", s.contentType, diff)
		}
	case r.form != nil:
		form, err := url.ParseQuery(s.body)
		if diff := cmp.Diff(r.form, form); err != nil || diff != "" || s.contentType != "application/x-www-form-urlencoded" {
			t.Errorf("form (%s) differs: %v\n%s", s.contentType, err, diff)
		}
	case s.body != "":
		t.Errorf("sent a body with %s: %s", r.method, s.body)
	}
}

func decoded(t *testing.T, content string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(content), &v); err != nil {
		t.Fatalf("%v in %s", err, content)
	}
	return v
}

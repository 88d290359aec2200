package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Bodies of requests and answers fit the screen, and their secrets are cut or hidden.
func TestBodiesAreShortenedAndHidden(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	for name, test := range map[string]struct {
		body, contentType string
		want              []string
	}{
		"nothing": {},
		"short": {
			body:        `{"enabled":true}`,
			contentType: "application/json",
			want:        []string{`{"enabled":true}`},
		},
		"a list": {
			body:        `["all-applications"]`,
			contentType: "application/json",
			want:        []string{`["all-applications"]`},
		},
		"a short form": {
			body:        "scope=openid+email&password=Wonderland",
			contentType: form,
			want:        []string{"password=•••&scope=openid email"},
		},
		"a long form": {
			body: "grant_type=http%3A%2F%2Fauth0.com%2Foauth%2Fgrant-type%2Fmfa-oob" +
				"&binding_code=123456&oob_code=" + strings.Repeat("o", 80),
			contentType: form,
			want: []string{
				"binding_code=123456",
				"grant_type=http://auth0.com/oauth/grant-type/mfa-oob",
				"oob_code=ooooooooooooo…(80 chars)",
			},
		},
		"long": {
			body: `{"recovery_codes":["ABCDEFGHIJKLMNOPQRSTUVWX"],"binding_method":"prompt",` +
				`"authenticator_type":"oob","oob_channel":"email"}`,
			contentType: "application/json",
			want: []string{
				"{",
				`  "authenticator_type": "oob",`,
				`  "binding_method": "prompt",`,
				`  "oob_channel": "email",`,
				`  "recovery_codes": ["ABCDEF…(24 chars)"]`,
				"}",
			},
		},
		"nested": {
			body:        `{"list":[{"id":"` + strings.Repeat("a", 40) + `"},{"id":"` + strings.Repeat("b", 40) + `"}]}`,
			contentType: "application/json",
			want: []string{
				"{",
				`  "list": [`,
				`    {"id":"` + strings.Repeat("a", 40) + `"},`,
				`    {"id":"` + strings.Repeat("b", 40) + `"}`,
				"  ]",
				"}",
			},
		},
		"a secret in a list of objects": {
			body:        `[{"secret":"JBSWY3DPEHPK3PXP"}]`,
			contentType: "application/json",
			want:        []string{`[{"secret":"JBSW…(16 chars)"}]`},
		},
		"too long": {
			body:        `"` + strings.Repeat("x", 100) + `"`,
			contentType: "application/json",
			want:        []string{`"` + strings.Repeat("x", 71) + `…"`},
		},
		"no JSON": {
			body:        "<html>secret</html>",
			contentType: "text/html",
			want:        []string{"(19 bytes, not JSON)"},
		},
		"no form": {
			body:        "password=%zz",
			contentType: form,
			want:        []string{"(12 bytes, not a form)"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, present([]byte(test.body), test.contentType)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPresent(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	for name, test := range map[string]struct {
		body, contentType string
		want              []string
	}{
		"nothing":      {"", "", nil},
		"short":        {`{"enabled":true}`, "application/json", []string{`{"enabled":true}`}},
		"a list":       {`["all-applications"]`, "application/json", []string{`["all-applications"]`}},
		"a short form": {"scope=openid+email&password=Wonderland", form, []string{"password=•••&scope=openid email"}},
		"a long form": {
			"grant_type=http%3A%2F%2Fauth0.com%2Foauth%2Fgrant-type%2Fmfa-oob&binding_code=123456&oob_code=" + strings.Repeat("o", 80), form,
			[]string{"binding_code=123456", "grant_type=http://auth0.com/oauth/grant-type/mfa-oob", "oob_code=ooooooooooooo…(80 chars)"},
		},
		"long": {
			`{"recovery_codes":["ABCDEFGHIJKLMNOPQRSTUVWX"],"binding_method":"prompt","authenticator_type":"oob","oob_channel":"email"}`, "application/json",
			[]string{"{", `  "authenticator_type": "oob",`, `  "binding_method": "prompt",`, `  "oob_channel": "email",`, `  "recovery_codes": ["ABCDEF…(24 chars)"]`, "}"},
		},
		"nested": {
			`{"list":[{"id":"` + strings.Repeat("a", 40) + `"},{"id":"` + strings.Repeat("b", 40) + `"}]}`, "application/json",
			[]string{"{", `  "list": [`, `    {"id":"` + strings.Repeat("a", 40) + `"},`, `    {"id":"` + strings.Repeat("b", 40) + `"}`, "  ]", "}"},
		},
		"a secret in a list of objects": {`[{"secret":"JBSWY3DPEHPK3PXP"}]`, "application/json", []string{`[{"secret":"JBSW…(16 chars)"}]`}},
		"too long":                      {`"` + strings.Repeat("x", 100) + `"`, "application/json", []string{`"` + strings.Repeat("x", 71) + `…"`}},
		"no JSON":                       {"<html>secret</html>", "text/html", []string{"(19 bytes, not JSON)"}},
		"no form":                       {"password=%zz", form, []string{"(12 bytes, not a form)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, present([]byte(test.body), test.contentType)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

package auth0_test

import (
	"encoding/json"
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// Nothing of a secret is told, however it is quoted, and nothing else is hidden.
func TestHide(t *testing.T) {
	t.Parallel()
	const kept = "Kw7/é<&>\"q\\9Zt-41xR+mB"
	quoted := func(text string) string {
		content, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	for name, echo := range map[string]string{
		"as it is":                kept,
		"in JSON":                 quoted(kept),
		"in JSON in JSON":         quoted(quoted(kept)),
		"in JSON, escaped":        strings.ReplaceAll(quoted(kept), "é", `\u00e9`),
		"in JSON in JSON in JSON": quoted(quoted(quoted(kept))),
		"in a query":              url.QueryEscape(kept),
		"in a path":               url.PathEscape(kept),
		"in HTML":                 html.EscapeString(kept),
		"in HTML, by number":      strings.ReplaceAll(html.EscapeString(kept), "é", "&#233;"),
		"cut short":               kept[:16],
		"without its beginning":   kept[8:],
		"over two lines":          kept[:9] + "\n" + kept[9:],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := auth0.Hide(`The value `+echo+` of "auth_token" is not valid.`, kept)
			if !strings.HasPrefix(got, "The value ") || !strings.HasSuffix(got, ` of "auth_token" is not valid.`) {
				t.Errorf("%q has lost more than the secret", got)
			}
			if !strings.Contains(got, "(sensitive value)") {
				t.Errorf("%q does not say that something is hidden", got)
			}
			for _, part := range []string{"Kw7", "q9Zt", "9Zt", "41xR", "mB"} {
				if strings.Contains(got, part) && !strings.HasPrefix(name, "cut") && !strings.HasPrefix(name, "without") {
					t.Errorf("%q tells %q", got, part)
				}
			}
			if strings.Contains(got, "9Zt-41x") {
				t.Errorf("%q tells most of the secret", got)
			}
		})
	}
}

func TestHideLeavesWordsAlone(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ text, secret, want string }{
		"a short secret within a word": {"Unified Phone Experience", "xp", "Unified Phone Experience"},
		"one letter":                   {"An error occurred", "e", "An error occurred"},
		"a short secret alone":         {"the code 123456 is wrong, 1234567 is not", "123456", "the code (sensitive value) is wrong, 1234567 is not"},
		"in quotation marks":           {`"hush" is not allowed`, "hush", `"(sensitive value)" is not allowed`},
		"no secret":                    {"Service not found", "", "Service not found"},
		"twice":                        {"hush hush", "hush", "(sensitive value) (sensitive value)"},
		"what only looks escaped":      {`100% of C:\new & "more" &unknown;`, "Kw7-q9Zt-41xR", `100% of C:\new & "more" &unknown;`},
		"a common word of the secret":  {"the connection is closed", "my-connexion-9Zt4-41xR", "the connection is closed"},
		"letters of another alphabet":  {"пароль секретный не подходит", "секретный", "пароль (sensitive value) не подходит"},
		"a secret without letters":     {`the value "+=/-+=/-" is wrong`, "+=/-+=/-", `the value "(sensitive value)" is wrong`},
		"a blank":                      {"the value is wrong", " ", "the value is wrong"},
		"a full stop":                  {"It is wrong. Try again.", ".", "It is wrong. Try again."},
		"cut short in its beginning":   {"the value Kw7q…", "Kw7q9Zt441xR", "the value (sensitive value)…"},
		"cut short, in a sentence":     {"the value Kw7q….", "Kw7q9Zt441xR", "the value (sensitive value)…."},
		"cut short elsewhere":          {"the value is Zt…", "Kw7q9Zt441xR", "the value is Zt…"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := auth0.Hide(tc.text, tc.secret); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// Whatever is said, hiding ends, and tells no secret that is not short.
func FuzzHide(f *testing.F) {
	f.Add(`{"a":"Kw7q9Zt41xRmB"}`, "Kw7q9Zt41xRmB")
	f.Add(`\\\u00zz%zz&#;&#x110000;%ff\`, "a")
	f.Add("\xff\xfe", "\xff")
	f.Fuzz(func(t *testing.T, text, secret string) {
		got := auth0.Hide(text+secret+text, secret)
		if letters := strings.FieldsFunc(secret, func(r rune) bool { return r < 'a' || r > 'z' }); len(letters) == 1 &&
			len(letters[0]) == len(secret) && len(secret) >= 8 && strings.Contains(got, secret) {
			t.Errorf("%q tells %q", got, secret)
		}
	})
}

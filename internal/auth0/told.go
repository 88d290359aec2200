package auth0

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The most that is told of what a server says, in bytes.
const (
	longestText = 1000
	longestCode = 200 // of a code or an identifier
)

var (
	// terminalCommand matches what a terminal would carry out instead of showing it.
	terminalCommand = regexp.MustCompile("(\x1b\\[|\u009b)[0-?]*[ -/]*[@-~]|\x1b\\].*?(\x07|\x1b\\\\)")
	// webToken matches the beginning of a JSON Web Token, as access tokens and client assertions are.
	webToken = regexp.MustCompile(`\beyJ[\w-]{8,}(\.[\w-]*)*`)
)

// told is what may be told of a text of the server's: without the call's
// credentials and tokens, in one line without control characters, and no longer
// than so many bytes.
func (a *application) told(call call, text string, most int) string {
	text = shortened(text, 4*most) // what is left out and hidden leaves enough
	text = terminalCommand.ReplaceAllString(strings.ToValidUTF8(text, "\uFFFD"), "")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	secrets := append([]string{a.config.ClientSecret, call.bearer}, call.secrets...)
	return shortened(webToken.ReplaceAllString(Hide(text, secrets...), hidden), most)
}

var errEcho = errors.New("the answer contains the credentials that were sent: does a proxy answer in its place?")

// echoes reports whether what was taken from an answer of the Management API
// contains the call's credentials, which no state must have.
func (a *application) echoes(call call, out any) bool {
	if out == nil || !strings.HasPrefix(call.path, "/api/") {
		return false
	}
	taken, _ := json.Marshal(out) // of what JSON was decoded into
	return slices.ContainsFunc([]string{a.config.ClientSecret, call.bearer}, func(secret string) bool {
		quoted, _ := json.Marshal(secret)
		return len(secret) >= 2*leastRun && bytes.Contains(taken, quoted[1:len(quoted)-1])
	})
}

// shortened returns no more than so many bytes of a text.
func shortened(text string, most int) string {
	if len(text) <= most {
		return text
	}
	most -= len("…")
	for !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}

// A toldError is an error of which only a part may be told.
type toldError struct {
	error
	text string
}

// Error returns that part.
func (e toldError) Error() string { return e.text }

// Unwrap returns the error itself, which may quote a secret.
func (e toldError) Unwrap() error { return e.error }

// toldOf is an error in words that may be told.
func (a *application) toldOf(call call, err error) error {
	if err == nil {
		return nil
	}
	if text := a.told(call, err.Error(), longestText); text != err.Error() {
		return toldError{err, text}
	}
	return err
}

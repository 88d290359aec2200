package provider_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// A lie is an answer that is not the tenant's.
type lie struct {
	at         question
	status     int
	body       hostileBody
	carriedOut bool   // by the tenant, whose answer is kept back
	would      []byte // what the tenant would say
	sent       string // by the provider
}

func (l lie) String() string {
	done := "not carried out"
	if l.carriedOut {
		done = "carried out"
	}
	return fmt.Sprintf("%s, %s, answered with %d and %s", l.at, done, l.status, l.body.name)
}

// undetectable reports whether the answer is, byte for byte, the one that Auth0
// documents for what was asked: a DELETE is answered with 204, and nothing else
// is said. No client can tell whether that is true.
func (l lie) undetectable() bool {
	return l.at.method == http.MethodDelete && l.status == http.StatusNoContent && len(l.content()) == 0
}

// denies reports whether the answer says, in the form of the Management API's
// errors, that nothing was done.
func (l lie) denies() bool {
	var said struct {
		StatusCode int `json:"statusCode"`
	}
	return l.status >= 400 && l.status < 500 && json.Unmarshal(l.content(), &said) == nil && said.StatusCode == l.status
}

// A hostileBody is what a lie says.
type hostileBody struct {
	name, contentType string
	of                func(lie) []byte
	broken            bool // the connection breaks off before the end
	endless           bool // more is sent than anybody should read
	echoes            bool // the headers say what was sent, too
}

func always(body string) func(lie) []byte {
	return func(lie) []byte { return []byte(body) }
}

func half(l lie) []byte { return l.would[:len(l.would)/2] }

// hostileBodies are those that cost nothing. None has the form of what Auth0
// answers to anything: "{}" and "[]" are missing, as which it shows what is not set.
var hostileBodies = []hostileBody{
	{name: "an empty body", contentType: "application/json", of: always("")},
	{name: "HTML", contentType: "text/html", of: always("<html><title>Please sign in</title></html>")},
	{name: "a JSON object", contentType: "application/json", of: always(`{"message":"no Route matched with those values"}`)},
	{name: "a JSON list", contentType: "application/json", of: always(`[{"ok":true}]`)},
	{name: "a JSON null", contentType: "application/json", of: always(`null`)},
	{name: "an error of another hapi server", contentType: "application/json; charset=utf-8", of: foreignBoom},
	{name: "half of the tenant's answer", contentType: "application/json; charset=utf-8", of: half},
	{name: "an answer that breaks off", contentType: "application/json; charset=utf-8", of: half, broken: true},
	{name: "an echo", contentType: "application/json; charset=utf-8", of: echo, echoes: true},
	{name: "an echo as text", contentType: "text/plain; said=", of: echo, echoes: true},
}

// hugeBody is 9 MiB of JSON.
var hugeBody = hostileBody{name: "9 MiB", contentType: "application/json", of: always(`{"message":"`), endless: true}

const hugeSize = 9 << 20

// foreignBoom has the form of the Management API's errors, which is that of
// every server that is made with hapi, and the words of none of them.
func foreignBoom(l lie) []byte { return boom(l.status, "no Route matched with those values") }

// echo has that form, too, and quotes all that was sent to it: as it came, cut
// short, within JSON, as in a query, between commands to the terminal, and at length.
func echo(l lie) []byte {
	quoted, _ := json.Marshal(l.sent)
	return boom(l.status, strings.Join([]string{
		"\x1b[2J\x1b]0;title\a", l.sent, "\x9b31m\u202e\r\b", l.sent[:len(l.sent)*2/3],
		string(quoted), url.QueryEscape(l.sent), strings.Repeat("ä", 5_000),
	}, " "))
}

func boom(status int, message string) []byte {
	body, _ := json.Marshal(map[string]any{
		"statusCode": status,
		"error":      http.StatusText(status),
		"message":    message,
	})
	return body
}

func (l lie) content() []byte {
	return l.body.of(l)
}

// tell answers a request with the lie.
func (l lie) tell(w http.ResponseWriter) {
	content := l.content()
	w.Header().Set("Content-Type", l.body.contentType)
	if l.body.echoes {
		quoted, _ := json.Marshal(l.sent)
		w.Header().Set("Content-Type", l.body.contentType+string(quoted)+strings.Repeat("x", 9000))
		w.Header().Set("X-Auth0-Requestid", l.sent+strings.Repeat("r", 8000))
	}
	switch {
	case l.status >= 300 && l.status < 400:
		w.Header().Set("Location", "/elsewhere") // where the tenant has nothing
	case l.status == http.StatusTooManyRequests && len(content) > 0:
		w.Header().Set("Retry-After", "3600") // longer than anybody waits; half a second without it
	}
	if l.body.broken {
		w.Header().Set("Content-Length", strconv.Itoa(len(content)+1))
	}
	w.WriteHeader(l.status)
	_, _ = w.Write(content) //nolint:gosec // no browser reads it
	if l.body.endless {
		_, _ = io.CopyN(w, endless{}, hugeSize)
	}
}

// endless is a text without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

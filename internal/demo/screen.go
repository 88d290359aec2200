package main

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// The colours of ECMA-48.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// A screen is what a spectator looks at.
type screen struct {
	out    io.Writer
	colour bool
}

func newScreen(out io.Writer, colour bool) *screen { return &screen{out, colour} }

// paint colours a text where colours are wanted.
func (s *screen) paint(colour, text string) string {
	if !s.colour {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// line prints; a spectator who has gone away is no reason to stop half-way.
func (s *screen) line(format string, args ...any) {
	_, _ = fmt.Fprintf(s.out, format+"\n", args...)
}

// intro says how to read what follows.
func (s *screen) intro() {
	s.line("MFA by email, from the configuration to the code. %s is what the tenant was asked and %s what it\n"+
		"answered, with all secrets shortened but the codes in the mails.", s.paint(cyan, "→"), s.paint(green, "←"))
}

// heading begins a step.
func (s *screen) heading(number int, title, what string) {
	s.line("\n%s\n%s", s.paint(bold, fmt.Sprintf("%d. %s", number, title)), what)
}

// say prints a remark on the step.
func (s *screen) say(format string, args ...any) {
	s.line("  "+format, args...)
}

// command shows what somebody would type.
func (s *screen) command(name string, args []string) {
	quoted := slices.Clone(args)
	for i, a := range quoted {
		if strings.ContainsAny(a, "| ") {
			quoted[i] = "'" + a + "'"
		}
	}
	s.say("%s", s.paint(bold, "$ "+name+" "+strings.Join(quoted, " ")))
}

// block shows a text of others, set off from ours.
func (s *screen) block(text string) {
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line = strings.TrimSpace(s.paint(dim, "│") + " " + strings.TrimRight(line, "\r"))
		s.say("%s", line)
	}
}

// output shows what Terraform printed. It prints without colours, since they
// would hide from the demo what it looks for.
func (s *screen) output(text string) {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(s.mark(strings.TrimRight(line, "\n")) + "\n")
	}
	s.block(out.String())
}

// mark paints the lines of a plan that Terraform would paint.
func (s *screen) mark(line string) string {
	begin := strings.TrimLeft(line, " ")
	switch {
	case strings.HasPrefix(begin, "+ "):
		return s.paint(green, line)
	case strings.HasPrefix(begin, "- "), strings.HasPrefix(begin, "Error: "):
		return s.paint(red, line)
	case strings.HasPrefix(begin, "~ "), strings.HasPrefix(begin, "Warning: "):
		return s.paint(yellow, line)
	}
	return line
}

// exchange shows a request and its answer.
func (s *screen) exchange(r auth0test.Request) {
	target := r.Method + " " + r.Path
	if r.Query != "" {
		target += "?" + r.Query
	}
	// The Management API's token is always the same; with the MFA API it says which login goes on.
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && strings.HasPrefix(r.Path, "/mfa/") {
		target += s.paint(dim, "  Bearer "+shorten(token))
	}
	s.message(s.paint(cyan, "→"), target, present(r.Body, r.Header.Get("Content-Type")))
	colour := green
	if r.Status >= http.StatusBadRequest {
		colour = red
	}
	answer := fmt.Sprintf("%d %s", r.Status, http.StatusText(r.Status))
	s.message(s.paint(colour, "←"), answer, present(r.Response, "application/json"))
}

// message puts a short body behind its head and a long one below it.
func (s *screen) message(arrow, head string, body []string) {
	if len(body) == 1 {
		head += "  " + body[0]
		body = nil
	}
	s.say("%s %s", arrow, head)
	for _, line := range body {
		s.say("    %s", line)
	}
}

// mail shows a mail as a reader has it before them.
func (s *screen) mail(m auth0test.Message) {
	s.block(fmt.Sprintf("From:    %s\nTo:      %s\nSubject: %s\n\n%s", m.From, m.To, m.Subject, strings.TrimSpace(m.Text)))
}

// code shows a code, which is what it is all about.
func (s *screen) code(code string) {
	s.say("Code: %s", s.paint(yellow, code))
}

// close ends the demo.
func (s *screen) close(proven string, took time.Duration) {
	s.line("\n%s\n%s", s.paint(bold, proven), fmt.Sprintf("Took %.1f s; nothing is left behind.", took.Seconds()))
}

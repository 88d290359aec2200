//go:build unix

package guides_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// had is what the tenant of a guide has before the guide begins.
var had = map[string]func(*testing.T, *auth0test.Tenant){
	"docs/guides/adopt-a-tenant.md":     configured,
	"docs/guides/migrate-from-auth0.md": configured,
}

func configured(t *testing.T, tn *auth0test.Tenant) {
	t.Helper()
	for _, factor := range []string{"email", "otp", "duo"} {
		tn.SetFactor(factor, true)
	}
	tn.SetPolicies("all-applications")
	app := tn.Management()
	c, err := auth0.New(auth0.Config{Domain: tn.URL(), ClientID: app.ClientID, ClientSecret: app.ClientSecret})
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseIdleConnections()
	if _, err := c.SetDuoSettings(t.Context(), auth0.DuoSettings{
		IntegrationKey: new("DIEXAMPLE"), SecretKey: new("a key of Duo's"), Hostname: new("api-0123abcd.duosecurity.com"),
	}); err != nil {
		t.Fatal(err)
	}
}

// Whoever does what a document says, from top to bottom, gets what it says.
func TestEveryCommandAndConfigurationWorks(t *testing.T) {
	t.Parallel()
	for _, document := range append(found(t, "docs/guides/*.md"), "README.md", "CONTRIBUTING.md") {
		t.Run(path.Base(document), func(t *testing.T) {
			t.Parallel()
			tn := auth0test.NewTenant(t)
			if has, ok := had[document]; ok {
				has(t, tn)
			}
			s := newSession(t, tn)
			for _, step := range steps(t, document) {
				if step.notRun != "" || !able(step.with) {
					continue
				}
				if err := s.follow(t, step); err != nil {
					t.Fatalf("%s:%d: %v", document, step.line, err)
				}
			}
		})
	}
}

// follow does what a step says.
func (s *session) follow(t *testing.T, step step) error {
	t.Helper()
	if step.file != "" {
		s.write(t, step.file, step.text)
	}
	switch step.lang {
	case "shell", hidden:
		if out, err := s.run(t, "set -eo pipefail", step.text); err != nil {
			return fmt.Errorf("%w\n%s", err, out)
		}
	case "console":
		return s.converse(t, step.text)
	case "terraform", "hcl":
		if step.file == "" {
			return s.validate(t, step.text)
		}
	case "yaml":
		return s.workflow(t, step.text)
	case "json":
		if !json.Valid([]byte(step.text)) {
			return fmt.Errorf("this is no JSON:\n%s", step.text)
		}
	case "mermaid", "text":
	default:
		if step.file == "" {
			return fmt.Errorf("nothing runs %q: <!-- file: name --> or <!-- not run: reason --> before it", step.lang)
		}
	}
	return nil
}

// converse runs each command of a console, and compares what it prints: parts
// may be left out where … stands. Where an error shows, the command has to fail.
func (s *session) converse(t *testing.T, text string) error {
	t.Helper()
	if !strings.HasPrefix(text, "$ ") {
		return fmt.Errorf("a console begins with a command, after $:\n%s", text)
	}
	for _, exchange := range strings.Split("\n"+text, "\n$ ")[1:] {
		command, shown, _ := strings.Cut(exchange, "\n")
		out, err := s.run(t, "set -o pipefail", command+"\n")
		switch fails := strings.Contains(shown, "Error: "); {
		case err != nil && !fails:
			return fmt.Errorf("%s: %w\n%s", command, err, out)
		case err == nil && fails:
			return fmt.Errorf("%s does not fail:\n%s", command, out)
		}
		rest := plain(out)
		for part := range strings.SplitSeq(shown, "…") {
			want := plain(strings.ReplaceAll(part, example, s.tenant.Host()))
			if running.Tofu {
				want = strings.ReplaceAll(want, "Terraform", "OpenTofu")
			}
			_, after, ok := strings.Cut(rest, want)
			if !ok {
				return fmt.Errorf("%s does not print:\n%s\nbut:\n%s", command, part, out)
			}
			rest = after
		}
	}
	return nil
}

var noise = regexp.MustCompile("\x1b\\[[0-9;]*m|[│╷╵]")

// plain is a text in one line, without colours and the frames of diagnostics,
// which are as wide as the terminal.
func plain(text string) string {
	return strings.Join(strings.Fields(noise.ReplaceAllString(text, "")), " ")
}

// validate has Terraform look at a configuration that is in no file, alone.
func (s *session) validate(t *testing.T, text string) error {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "alone")
	if !strings.Contains(text, "required_providers") {
		text = "terraform {\n  required_providers {\n    guardian = { source = \"guardian-mfa/guardian\" }\n  }\n}\n" + text
	}
	text += "\ndata \"guardian_policies\" \"alone\" {}\n" // Terraform skips a provider that nothing uses
	if err := os.Mkdir(folder, 0o750); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "main.tf"), []byte(s.live(text)), 0o600); err != nil {
		return err
	}
	if out, err := s.run(t, "set -e", fmt.Sprintf("(cd '%s' && terraform init && terraform validate)\n", folder)); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// able reports whether the CLI is one of those that can do something, such as
// "Terraform 1.14, OpenTofu 1.9", or later.
func able(with string) bool {
	first := map[string]string{}
	for one := range strings.SplitSeq(with, ", ") {
		name, number, _ := strings.Cut(one, " ")
		first[name] = number
	}
	return with == "" || running.Since(first["Terraform"], first["OpenTofu"])
}

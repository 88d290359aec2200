package provider_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

// root is the repository, seen from this package.
const root = "../.."

// binary is the Terraform or OpenTofu that the tests run.
var binary string

// running is which one that is.
var running cli.Version

// registry is where that looks for providers.
var registry = "registry.terraform.io"

// builds is the folder of the provider's own binary, once a test has needed it.
var builds string

// build builds the provider, once for all tests.
var build = sync.OnceValue(func() (err error) {
	if builds, err = os.MkdirTemp("", "guardian"); err != nil {
		return err
	}
	return cli.Build(context.Background(), root, ".", builds)
})

// workspace is a folder in which the binary runs with a provider process of its
// own, as a user runs it.
func (tn tenant) workspace(t testing.TB, config string) *cli.Workspace {
	t.Helper()
	needs(t, config)
	return tn.newWorkspace(t, config)
}

// newWorkspace is workspace also where the binary does not have what config uses.
func (tn tenant) newWorkspace(t testing.TB, config string) *cli.Workspace {
	t.Helper()
	if err := build(); err != nil {
		t.Fatal(err)
	}
	w, err := cli.NewWorkspace(binary, builds, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(w.Dir, "main.tf"), sourced(config))
	app := tn.Management()
	w.Env = append(w.Env, "AUTH0_DOMAIN="+tn.URL(), "AUTH0_CLIENT_ID="+app.ClientID, "AUTH0_CLIENT_SECRET="+app.ClientSecret)
	return w
}

// write replaces a workspace's configuration, but for the provider's source.
func write(t testing.TB, w *cli.Workspace, config string) {
	t.Helper()
	needs(t, config)
	writeFile(t, filepath.Join(w.Dir, "main.tf"), sourced(config))
}

// writeExample replaces it by one of the examples' files, with its own source.
func writeExample(t testing.TB, w *cli.Workspace, file string) {
	t.Helper()
	config := content(t, file)
	needs(t, config)
	writeFile(t, filepath.Join(w.Dir, "main.tf"), []byte(config))
}

// sourced is a configuration with the provider's source.
func sourced(config string) []byte {
	return []byte(`terraform {
  required_providers {
    guardian = { source = "` + provider.Source + `" }
  }
}
` + config)
}

// run runs a command that has to succeed, and returns its output in one line.
func run(t testing.TB, w *cli.Workspace, args ...string) string {
	t.Helper()
	out, err := w.Run(t.Context(), args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return unwrapped(out)
}

// fails runs a command that has to fail, and returns its output in one line.
func fails(t *testing.T, w *cli.Workspace, args ...string) string {
	t.Helper()
	out, err := w.Run(t.Context(), args...)
	if err == nil {
		t.Fatalf("%v succeeded\n%s", args, out)
	}
	return unwrapped(out)
}

var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")

// unwrapped undoes the colours, frames and line breaks of diagnostics.
func unwrapped(out string) string {
	out = colours.ReplaceAllString(out, "")
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(out)), " ")
}

// writeFile writes a file of the test's.
func writeFile(t testing.TB, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil { //nolint:gosec // a file of the test's
		t.Fatal(err)
	}
}

func read(t *testing.T, w *cli.Workspace, file string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(w.Dir, file)) //nolint:gosec // a file of the test's
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func search(t *testing.T, text string, secrets []string) {
	t.Helper()
	for _, secret := range secrets {
		if i := strings.Index(text, secret); i >= 0 {
			t.Errorf("a secret shows: …%s…", text[max(0, i-200):i+min(10, len(secret))])
		}
	}
}

// everything is examples/complete on a tenant that has what it needs.
func (tn tenant) everything(t testing.TB, unified bool) *cli.Workspace {
	t.Helper()
	w := tn.workspace(t, "")
	writeExample(t, w, "examples/complete/main.tf")
	for name, value := range tn.whatEverythingNeeds(unified) {
		w.Env = append(w.Env, "TF_VAR_"+name+"="+value)
	}
	return w
}

// whatEverythingNeeds are the variables of examples/complete, and what it
// expects of a tenant, which is there then.
func (tn tenant) whatEverythingNeeds(unified bool) map[string]string {
	tn.SetUnifiedPhone(unified)
	tn.AddUser(auth0test.User{ID: breakGlass, Email: "ada@example.com"})
	tn.AddApplication(auth0test.Application{ClientID: application, GrantTypes: []string{auth0.GrantPassword}})
	return map[string]string{
		"unified_phone": strconv.FormatBool(unified), "twilio_auth_token": twilioToken, "duo_secret_key": "first-key",
		"apns_p12": p12, "fcm_service_account": serviceAccount, "aws_secret_access_key": awsSecret,
		"totp_secret": totpKey, "client_id": application, "user_id": breakGlass,
	}
}

// content is a file's, from the repository's root; a file that is not there has none.
func content(t testing.TB, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, file)) //nolint:gosec // a file of ours
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}

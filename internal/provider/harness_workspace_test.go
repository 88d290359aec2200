package provider_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// root is the repository, seen from this package.
const root = "../.."

// binary is the Terraform or OpenTofu that the tests run.
var binary string

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
	if err := build(); err != nil {
		t.Fatal(err)
	}
	w, err := cli.NewWorkspace(binary, builds, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, w, config)
	app := tn.Management()
	w.Env = append(w.Env, "AUTH0_DOMAIN="+tn.URL(), "AUTH0_CLIENT_ID="+app.ClientID, "AUTH0_CLIENT_SECRET="+app.ClientSecret)
	return w
}

// write replaces a workspace's configuration, but for the provider's source.
func write(t testing.TB, w *cli.Workspace, config string) {
	t.Helper()
	const source = `terraform {
  required_providers {
    guardian = { source = "guardian-mfa/guardian" }
  }
}
`
	writeFile(t, filepath.Join(w.Dir, "main.tf"), []byte(source+config))
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

package provider_test

import (
	"context"
	"fmt"
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

// TestMain finds the binary before plugin-testing looks for one, which knows
// only terraform and would try to download it.
func TestMain(m *testing.M) {
	if err := findBinary(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	if builds != "" {
		_ = os.RemoveAll(builds)
	}
	os.Exit(status)
}

// builds is the folder of the provider's own binary, once a test has needed it.
var builds string

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

// write replaces a workspace's configuration.
func write(t testing.TB, w *cli.Workspace, config string) {
	t.Helper()
	const source = "terraform {\n  required_providers {\n    guardian = { source = \"guardian-mfa/guardian\" }\n  }\n}\n"
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

func findBinary() (err error) {
	if binary, err = cli.Find(root); err != nil {
		return err
	}
	tofu, err := cli.IsTofu(context.Background(), binary)
	if err != nil {
		return err
	}
	env := map[string]string{"TF_ACC_TERRAFORM_PATH": binary, "TF_CLI_CONFIG_FILE": os.DevNull}
	if tofu {
		env["TF_ACC_PROVIDER_HOST"] = "registry.opentofu.org"
	}
	for name, value := range env {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return nil
}

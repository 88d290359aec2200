package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// TestMain lets a test run the program itself.
func TestMain(m *testing.M) {
	if os.Getenv("GUARDIAN_DEMO_MAIN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// start makes a demo that shows itself to out.
func start(t *testing.T, out *spectator) *demo {
	t.Helper()
	root, err := repository(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cli.Find(root); errors.Is(err, cli.ErrNone) {
		t.Skip(err)
	}
	return newDemo(root, t.TempDir(), newScreen(out, false))
}

// A spectator may do something when a step begins.
type spectator struct {
	bytes.Buffer

	at   string
	then func()
}

func (s *spectator) Write(text []byte) (int, error) {
	if s.then != nil && strings.Contains(string(text), s.at) {
		s.then()
	}
	return s.Buffer.Write(text)
}

func left(t *testing.T, d *demo) {
	t.Helper()
	files, err := os.ReadDir(d.temp)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestDemo(t *testing.T) {
	t.Parallel()
	var out spectator
	d := start(t, &out)
	err := d.run(t.Context())
	shown := out.String()
	if err != nil {
		t.Fatalf("%v\n%s", err, shown)
	}
	left(t, d)
	for _, s := range d.steps() {
		if !strings.Contains(shown, ". "+s.title+"\n") {
			t.Errorf("step %q is not shown", s.title)
		}
	}
	for _, text := range []string{d.authenticator, "mfa_required", "Proven: ", "MFA protection goes away", d.codes[0], d.codes[1]} {
		if !strings.Contains(shown, text) {
			t.Errorf("%q is not shown", text)
		}
	}
	if strings.Contains(shown, "dev_overrides are") || strings.Contains(shown, "\x1b") {
		t.Error("it shows the overrides' warning or colours")
	}
	showsNoSecret(t, d, shown)
}

// showsNoSecret lets only the mailed codes through.
func showsNoSecret(t *testing.T, d *demo, shown string) {
	t.Helper()
	secrets := d.tenant.Secrets()
	if len(secrets) < 10 {
		t.Errorf("the tenant had only %d secrets", len(secrets))
	}
	for _, secret := range secrets {
		if strings.Contains(shown, secret) && !slices.Contains(d.codes, secret) {
			t.Errorf("the secret %q is shown", secret)
		}
	}
}

func TestDemoCleansUpWhenStopped(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"1. Build", "4. Apply", "6. Enroll email"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			out := spectator{at: at, then: cancel}
			d := start(t, &out)
			err := d.run(ctx)
			if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "stopped in step "+at[:1]) {
				t.Errorf("error %v", err)
			}
			left(t, d)
		})
	}
}

func TestDemoFailsWhenAStepDoes(t *testing.T) {
	t.Parallel()
	var d *demo
	out := spectator{at: "4. Apply", then: func() {
		d.tenant.Fail(auth0test.Fault{Method: http.MethodPut, Path: "/api/v2/guardian/policies", Status: http.StatusForbidden})
	}}
	d = start(t, &out)
	if err := d.run(t.Context()); err == nil || !strings.Contains(err.Error(), "step 4, Apply: ") {
		t.Errorf("error %v", err)
	}
	left(t, d)
}

// A pager or head may stop reading.
func TestDemoCleansUpWhenNobodyReads(t *testing.T) {
	t.Parallel()
	d := start(t, &spectator{})
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program) //nolint:gosec // this test binary
	cmd.Dir = d.root
	cmd.Env = append(os.Environ(), "GUARDIAN_DEMO_MAIN=1", "TMPDIR="+d.temp)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan() && !strings.HasPrefix(lines.Text(), "3. Plan"); {
		continue
	}
	if err := out.Close(); err != nil {
		t.Error(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Errorf("it ended with %v", err)
	}
	left(t, d)
}

func TestUnknownArgument(t *testing.T) {
	t.Parallel()
	if err := run(t.Context(), &bytes.Buffer{}, []string{"tennant"}); err == nil || !strings.Contains(err.Error(), "tennant") {
		t.Errorf("error %v", err)
	}
}

package provider_test

import (
	"archive/zip"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// examples/prove-sign-in in all that happens to a pipeline: the exit code tells
// whether the password alone is refused, a sign-in is tried after each change,
// and its secrets are nowhere.
func TestProveSignIn(t *testing.T) {
	t.Parallel()
	tn, canary := withCanary(t, auth0test.Config{})
	tn.SetFactor("otp", false)
	tn.SetPolicies()
	w := tn.workspace(t, "")
	writeExample(t, w, "examples/prove-sign-in/main.tf")
	for name, value := range canary {
		w.Env = append(w.Env, "TF_VAR_canary_"+name+"="+value)
	}
	w.Env = append(w.Env, "TF_LOG=trace", "TF_LOG_PATH="+filepath.Join(w.Dir, "log"))
	said := ""
	exits := func(want int, args ...string) string {
		t.Helper()
		tn.ResetRequests()
		out, err := w.Run(t.Context(), args...)
		said += out
		if got := exitCode(t, err); got != want {
			t.Errorf("%v ended with %d, and not %d: %s", args, got, want, out)
		}
		return unwrapped(out)
	}

	exits(0, "apply", "-auto-approve") // the first one
	tn.signedInAfter(t, "PUT /api/v2/guardian/policies")
	exits(0, "plan", "-detailed-exitcode") // every night
	tn.signedInAfter(t, "")
	exits(0, "apply", "-auto-approve")

	tn.SetPolicies() // drift
	exits(2, "plan", "-detailed-exitcode")
	exits(0, "apply", "-auto-approve") // the repair
	tn.signedInAfter(t, "PUT /api/v2/guardian/policies")
	tn.SetFactor("otp", false) // drift of the factor alone
	exits(2, "plan", "-detailed-exitcode")
	exits(0, "apply", "-auto-approve")
	tn.signedInAfter(t, "PUT /api/v2/guardian/factors/otp")
	exits(0, "plan", "-out=plan")
	shown, err := w.Run(t.Context(), "show", "-json", "plan")
	if err != nil && !strings.Contains(shown, "unsupported resource mode") { // on which Terraform 1.11 crashes
		t.Errorf("%v: %s", err, shown)
	}
	said += shown + planned(t, filepath.Join(w.Dir, "plan"))

	tn.SetPostLoginAction(auth0test.ActionSkipsMFA)
	for _, args := range [][]string{{"plan", "-detailed-exitcode"}, {"apply", "-auto-approve"}} {
		if out := exits(1, args...); !strings.Contains(out, "look for an Action that skips MFA") {
			t.Errorf("%v does not say why: %s", args, out)
		}
	}
	tn.SetPolicies() // together with a repair, that goes wrong
	exits(1, "apply", "-auto-approve")
	if err := tn.check("policies", "all-applications"); err != nil {
		t.Error(err)
	}
	tn.SetPostLoginAction(auth0test.NoAction)

	tn.RemoveUser(breakGlass)
	if out := exits(1, "plan", "-detailed-exitcode"); !strings.Contains(out, "check username, password and realm") {
		t.Errorf("it does not say that the canary is gone: %s", out)
	}
	secrets := append(tn.Secrets(), canaryPassword, canarySecret)
	search(t, said+read(t, w, "terraform.tfstate")+read(t, w, "log"), secrets)
}

// planned is all that is in a saved plan, which is an archive.
func planned(t *testing.T, file string) (all string) {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		all += string(content)
	}
	return all
}

// signedInAfter states that a login was tried, and none before a request; "" for any time.
func (tn tenant) signedInAfter(t *testing.T, request string) {
	t.Helper()
	calls := tn.calls()
	logins := func(calls []string) int {
		n := 0
		for _, call := range calls {
			if call == "GET /mfa/authenticators" {
				n++
			}
		}
		return n
	}
	after := slices.Index(calls, request)
	if request != "" && after < 0 || logins(calls[:max(after, 0)]) > 0 || logins(calls[max(after, 0):]) == 0 {
		t.Errorf("after %q, no sign-in, or one before: %v", request, calls)
	}
}

// exitCode is a command's.
func exitCode(t *testing.T, err error) int {
	t.Helper()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case !errors.As(err, &exit):
		t.Fatal(err)
	}
	return exit.ExitCode()
}

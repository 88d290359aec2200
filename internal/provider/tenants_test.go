package provider_test

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// A state is good for the tenant whose settings it holds. With a provider that
// is configured for another one, nothing may be read or written there.
func TestAnotherTenantsStateIsRefused(t *testing.T) {
	t.Parallel()
	mine, other := emulated(t), emulated(t)
	other.SetFactor("email", true)
	w := mine.workspace(t, emailOn+policiesOn)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-out=replacement", "-refresh=false", "-replace=guardian_factor_email.this")
	write(t, w, emailOff+policiesOn)
	run(t, w, "plan", "-out=inplace", "-refresh=false")
	write(t, w, emailOn+policiesOn)
	run(t, w, "plan", "-out=away", "-refresh=false", "-destroy")
	pointAt(w, other)
	other.ResetRequests()
	state := read(t, w, "terraform.tfstate")
	for _, args := range [][]string{
		{"plan"},
		{"plan", "-refresh=false"},
		{"plan", "-refresh-only"},
		{"apply", "-auto-approve"},
		{"apply", "-auto-approve", "-refresh=false"},
		{"destroy", "-auto-approve"},
		{"destroy", "-auto-approve", "-refresh=false"},
		{"apply", "replacement"}, // planned for the first tenant, as are the next two
		{"apply", "inplace"},
		{"apply", "away"},
	} {
		writeFile(t, filepath.Join(w.Dir, "terraform.tfstate"), []byte(state)) // OpenTofu writes it anew when an apply fails
		if out := fails(t, w, args...); !strings.Contains(out, "The state belongs to another tenant") || !strings.Contains(out, mine.Host()) {
			t.Errorf("%v: %s", args, out)
		}
	}
	if calls := other.calls(); len(calls) != 0 {
		t.Errorf("the other tenant was asked: %v", calls)
	}
	if err := other.check("email", "true"); err != nil {
		t.Error(err)
	}
}

// pointAt is what happens when the wrong credentials are in the environment.
func pointAt(w *cli.Workspace, tn tenant) {
	app := tn.Management()
	w.Env = slices.DeleteFunc(w.Env, func(e string) bool { return strings.HasPrefix(e, "AUTH0_") })
	w.Env = append(w.Env, "AUTH0_DOMAIN="+tn.URL(), "AUTH0_CLIENT_ID="+app.ClientID, "AUTH0_CLIENT_SECRET="+app.ClientSecret)
}

// SSL_CERT_FILE names the authorities to trust, where Go reads it.
func TestCustomCA(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skipf("%s keeps its authorities in a store of its own; SSL_CERT_FILE has no effect", runtime.GOOS)
	}
	tn := emulatedTLS(t)
	w := tn.workspace(t, emailOn)
	w.Env = append(w.Env, "AUTH0_DOMAIN="+tn.Host(), "GUARDIAN_MAX_RETRIES=1")
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, "certificate") || strings.Contains(out, "attempts") {
		t.Errorf("an unknown authority was trusted, or the error does not say so: %s", out)
	}
	ca := filepath.Join(w.Dir, "ca.pem")
	writeFile(t, ca, tn.CACertificate())
	w.Env = append(w.Env, "SSL_CERT_FILE="+ca)
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("email", "true"); err != nil {
		t.Error(err)
	}
}

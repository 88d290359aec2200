package provider_test

import (
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// emulatedTLS is an emulated tenant behind a certificate of an authority of its own.
func emulatedTLS(t testing.TB) tenant {
	t.Helper()
	return tenant{Tenant: emulatedLike(t, auth0test.Config{TLS: true}).Tenant}
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

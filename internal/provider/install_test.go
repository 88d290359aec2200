package provider_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

// TestInstalled uses what make install leaves as a user does: in a folder of
// its own, with init, a module, a lock file and another provider beside it.
func TestInstalled(t *testing.T) {
	t.Parallel()
	mirror, tn := t.TempDir(), emulated(t)
	version := install(t, mirror)

	w := tn.workspace(t, "")
	writeFile(t, filepath.Join(w.Dir, "cli.tfrc"), besideStandIn(t, mirror))
	writeFile(t, filepath.Join(w.Dir, "main.tf"), []byte(`
terraform {
  required_providers {
    auth0    = { source = "auth0/auth0" }
    guardian = { source = "`+provider.Source+`", version = ">= 0.0.1" }
  }
}

module "mfa" {
  source = "./mfa"
}
`))
	if err := os.Mkdir(filepath.Join(w.Dir, "mfa"), 0o750); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(w.Dir, "mfa", "main.tf"), []byte(`
terraform {
  required_providers {
    guardian = { source = "`+provider.Source+`" }
  }
}

resource "guardian_factor_otp" "this" {
  enabled = true
}
`))

	run(t, w, "init")
	if lock := read(t, w, ".terraform.lock.hcl"); !strings.Contains(lock, provider.Source) || !strings.Contains(lock, `"`+version+`"`) {
		t.Errorf("the lock file lacks version %s:\n%s", version, lock)
	}
	run(t, w, "plan", "-out=tfplan")
	run(t, w, "apply", "tfplan")
	if err := tn.check("otp", "true"); err != nil {
		t.Error(err)
	}

	// What else is in the mirror stays: a release, and another provider.
	others := []string{
		filepath.Join(mirror, registry, provider.Source, "1.2.3", "kept"), filepath.Join(mirror, registry, "auth0", "auth0", "1.57.0", "kept"),
	}
	for _, other := range others {
		if err := os.MkdirAll(filepath.Dir(other), 0o750); err != nil {
			t.Fatal(err)
		}
		writeFile(t, other, nil)
	}

	// The same sources are the same version, so that the lock file stays good.
	if again := install(t, mirror); again != version {
		t.Errorf("installed again as %s, want %s", again, version)
	}
	for _, other := range others {
		if _, err := os.Stat(other); err != nil {
			t.Error(err)
		}
		if err := os.RemoveAll(filepath.Dir(other)); err != nil {
			t.Fatal(err)
		}
	}
	run(t, w, "init", "-lockfile=readonly")
	if out := run(t, w, "plan"); !strings.Contains(out, "No changes.") {
		t.Errorf("the plan after another install:\n%s", out)
	}
}

var installed = regexp.MustCompile(`Installed \S+ (\d+\.\d+\.\d+)\.`)

// install runs make install, and returns the version under which the provider is there.
func install(t *testing.T, mirror string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "make", "install", "MIRROR="+mirror) //nolint:gosec // a folder of the test's
	cmd.Dir = root
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "MAKE") { // that of the make that runs the tests
			cmd.Env = append(cmd.Env, e)
		}
	}
	out, err := cmd.CombinedOutput()
	version := installed.FindSubmatch(out)
	if err != nil || version == nil {
		t.Fatalf("make install: %v\n%s", err, out)
	}
	return string(version[1])
}

// besideStandIn is the CLI configuration that make install made, with a second
// mirror for the provider that stands in for auth0/auth0.
func besideStandIn(t *testing.T, mirror string) []byte {
	t.Helper()
	standIn, err := auth0Builds()
	if err != nil {
		t.Fatal(err)
	}
	second := t.TempDir()
	folder := filepath.Join(second, registry, "auth0", "auth0", "1.57.0", runtime.GOOS+"_"+runtime.GOARCH)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(standIn, "terraform-provider-auth0"), filepath.Join(folder, "terraform-provider-auth0")); err != nil {
		t.Fatal(err)
	}
	made, err := os.ReadFile(filepath.Join(mirror, "guardian.tfrc")) //nolint:gosec // a folder of the test's
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.NewReplacer(
		"  direct {", "  filesystem_mirror {\n    path    = \""+second+"\"\n    include = [\"auth0/auth0\"]\n  }\n  direct {",
		"exclude = [", `exclude = ["auth0/auth0", `,
	).Replace(string(made)))
}

package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// Terraform takes in and throws away what the provider logs, unless it is asked
// for it: the provider spares both of them that.
func TestTheProviderLogsOnlyForReaders(t *testing.T) {
	t.Parallel()
	w := emulated(t).workspace(t, factorsData)
	wrapper, logged := t.TempDir(), filepath.Join(w.Dir, "stderr")
	script := fmt.Sprintf("#!/bin/sh\nexec '%s' 2>>'%s'\n", filepath.Join(builds, "terraform-provider-guardian"), logged)
	if err := os.WriteFile(filepath.Join(wrapper, "terraform-provider-guardian"), []byte(script), 0o700); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	wrapped, err := cli.NewWorkspace(binary, wrapper, w.Dir)
	if err != nil {
		t.Fatal(err)
	}
	quiet := slices.Concat(w.Env, wrapped.Env)
	wrapped.Env = quiet
	run(t, wrapped, "plan")
	for line := range strings.Lines(read(t, wrapped, "stderr")) {
		if strings.Contains(line, `"@module"`) { // else it is go-plugin's, before a provider has a say
			t.Errorf("logged for nobody: %s", line)
		}
	}
	for _, variable := range []string{"TF_LOG=debug", "TF_LOG_PROVIDER=debug"} {
		writeFile(t, logged, nil)
		wrapped.Env = append(slices.Clone(quiet), variable)
		run(t, wrapped, "plan")
		for _, want := range []string{"Request to Auth0", "Calling provider defined DataSource Read"} {
			if !strings.Contains(read(t, wrapped, "stderr"), want) {
				t.Errorf("%s: the log lacks %q", variable, want)
			}
		}
	}
}

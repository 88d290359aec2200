package provider_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

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

// findBinary also tells plugin-testing which binary it is.
func findBinary() (err error) {
	if binary, err = cli.Find(root); err != nil {
		return err
	}
	if running, err = cli.Identify(context.Background(), binary); err != nil {
		return err
	}
	if running.Tofu {
		registry = "registry.opentofu.org"
	}
	env := map[string]string{
		"TF_ACC_TERRAFORM_PATH": binary, "TF_ACC_PROVIDER_HOST": registry, "TF_CLI_CONFIG_FILE": os.DevNull,
		"GOGC": "400", // of the CLIs, which live for a second: collecting garbage takes them a tenth of it
	}
	for name, value := range env {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return nil
}

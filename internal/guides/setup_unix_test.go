//go:build unix

package guides_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

var (
	tools      string            // the folder of the commands and providers that readers have
	repository string            // the folder of this repository, absolute
	goEnv      map[string]string // where Go keeps what it has built and fetched
	binary     string            // the Terraform or OpenTofu that the guides run
	running    cli.Version       // which one that is
)

func TestMain(m *testing.M) {
	status, err := 1, prepare(context.Background())
	if err == nil {
		status = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	_ = os.RemoveAll(tools)
	os.Exit(status)
}

// prepare makes what a reader has installed: terraform, whichever binary that
// is, opa, jq, and both providers, in a mirror.
func prepare(ctx context.Context) (err error) {
	if repository, err = filepath.Abs(root); err != nil {
		return err
	}
	if binary, err = cli.Find(repository); err != nil {
		return err
	}
	if running, err = cli.Identify(ctx, binary); err != nil {
		return err
	}
	if tools, err = os.MkdirTemp("", "guides"); err != nil {
		return err
	}
	out, err := exec.CommandContext(ctx, "go", "env", "-json").Output()
	if err != nil {
		return err
	}
	if err := json.Unmarshal(out, &goEnv); err != nil {
		return err
	}
	for _, name := range []string{"terraform", "tofu"} {
		if err := os.Symlink(binary, filepath.Join(tools, name)); err != nil {
			return err
		}
	}
	for name, tool := range map[string]string{"opa": "opa", "jq": "gojq"} {
		script := "#!/bin/sh\nexec \"$(CGO_ENABLED=0 go -C '" + repository + "/.ci/opa' tool -n " + tool + ")\" \"$@\"\n"
		if err := os.WriteFile(filepath.Join(tools, name), []byte(script), 0o700); err != nil { //nolint:gosec // a command
			return err
		}
	}
	if err := mirror(ctx, ".", provider.Source); err != nil {
		return err
	}
	if err := mirror(ctx, "./internal/provider/testdata/auth0", "auth0/auth0"); err != nil {
		return err
	}
	config := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(tools, "mirror"))
	return os.WriteFile(filepath.Join(tools, "terraform.tfrc"), []byte(config), 0o600)
}

// mirror builds a provider into a mirror, as make install does.
func mirror(ctx context.Context, pkg, source string) error {
	host := map[bool]string{true: "registry.opentofu.org", false: "registry.terraform.io"}[running.Tofu]
	folder := filepath.Join(tools, "mirror", host, source, "0.0.1", runtime.GOOS+"_"+runtime.GOARCH)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	if err := cli.Build(ctx, repository, pkg, folder); err != nil {
		return err
	}
	return os.Rename(filepath.Join(folder, "terraform-provider-guardian"),
		filepath.Join(folder, "terraform-provider-"+filepath.Base(source)+"_v0.0.1"))
}

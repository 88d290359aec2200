// Package cli runs Terraform or OpenTofu with the provider built from this
// repository: for the tests that need a provider process of its own, the
// benchmarks and the demo.
package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"golang.org/x/mod/semver"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

// ErrNone says that there is neither Terraform nor OpenTofu.
var ErrNone = errors.New("neither terraform nor tofu on PATH nor bin/tofu in the repository: " +
	"run make, which builds OpenTofu, or set TF_ACC_TERRAFORM_PATH")

// Find returns the binary to run: TF_ACC_TERRAFORM_PATH, terraform or tofu on
// PATH, or bin/tofu under root, the repository, where make builds it.
func Find(root string) (string, error) {
	if path := os.Getenv("TF_ACC_TERRAFORM_PATH"); path != "" {
		return path, nil
	}
	for _, name := range []string{"terraform", "tofu", filepath.Join(root, "bin", "tofu")} {
		if path, err := exec.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}
	return "", ErrNone
}

// Version tells Terraform and OpenTofu, and their versions, apart.
type Version struct {
	// Tofu is true for OpenTofu, whose providers have another host.
	Tofu bool
	// Number is the version, such as 1.11.4.
	Number string
}

// String is the name and the version, such as Terraform 1.11.4.
func (v Version) String() string {
	return map[bool]string{false: "Terraform ", true: "OpenTofu "}[v.Tofu] + v.Number
}

// Since reports whether it is one of the versions from a Terraform, or from an
// OpenTofu on, such as 1.11; none is where that is "".
func (v Version) Since(terraform, tofu string) bool {
	first := terraform
	if v.Tofu {
		first = tofu
	}
	return first != "" && semver.Compare("v"+v.Number, "v"+first) >= 0
}

// Identify asks a binary which one it is.
func Identify(ctx context.Context, path string) (Version, error) {
	cmd := exec.CommandContext(ctx, path, "version")
	cmd.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1") // it would ask for the latest version, and note it in the home
	out, err := cmd.Output()
	if err != nil {
		return Version{}, fmt.Errorf("%s version: %w", path, err)
	}
	said := regexp.MustCompile(`(Terraform|OpenTofu) v(\S+)`).FindSubmatch(out)
	if said == nil {
		return Version{}, fmt.Errorf("%s is neither Terraform nor OpenTofu: its version is %q", path, out)
	}
	return Version{Tofu: string(said[1]) == "OpenTofu", Number: string(said[2])}, nil
}

// Build builds a provider, a package below the repository at root, into dir, as
// a release is built. The package "." is the provider of this repository.
func Build(ctx context.Context, root, pkg, dir string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", //nolint:gosec // arguments of ours
		"-o", filepath.Join(dir, "terraform-provider-guardian"), pkg)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building the provider: %w\n%s", err, out)
	}
	return nil
}

// Workspace is a folder with a configuration and a state.
type Workspace struct {
	// Dir is the folder.
	Dir string
	// Env is added to the environment of every command, NAME=value.
	Env    []string
	binary string
}

// NewWorkspace prepares dir for running binary with the provider that was built
// into builds. No init is needed: the provider comes by dev_overrides.
func NewWorkspace(binary, builds, dir string) (*Workspace, error) {
	config := filepath.Join(dir, "cli.tfrc")
	content := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n  direct {}\n}\n", provider.Source, builds)
	if err := os.WriteFile(config, []byte(content), 0o600); err != nil {
		return nil, err
	}
	env := []string{"TF_CLI_CONFIG_FILE=" + config, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1"}
	return &Workspace{Dir: dir, binary: binary, Env: env}, nil
}

// Command prepares a command in the workspace. When its context ends it is
// interrupted, as by Ctrl-C, and killed if it has not stopped after a minute.
func (w *Workspace) Command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, w.binary, args...) //nolint:gosec // the binary that Find found
	cmd.Dir = w.Dir
	cmd.Env = append(withoutAuth0(os.Environ()), w.Env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = time.Minute
	return cmd
}

// Run runs a command and returns all that it printed.
func (w *Workspace) Run(ctx context.Context, args ...string) (string, error) {
	out, err := w.Command(ctx, args...).CombinedOutput()
	if err != nil {
		return string(out), fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return string(out), nil
}

// withoutAuth0 keeps a real tenant in the caller's environment out of reach.
func withoutAuth0(env []string) []string {
	kept := make([]string, 0, len(env))
	for _, e := range env {
		if !strings.HasPrefix(e, "AUTH0_") && !strings.HasPrefix(e, "TF_") && !strings.HasPrefix(e, "GUARDIAN_") {
			kept = append(kept, e)
		}
	}
	return kept
}

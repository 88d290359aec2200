package cli_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// What a developer has in the environment for a real tenant reaches no test and no demo.
func TestCommandsSeeNoRealTenant(t *testing.T) { //nolint:paralleltest // sets environment variables
	for _, name := range []string{"AUTH0_API_TOKEN", "GUARDIAN_MAX_RETRIES", "TF_LOG", "TF_CLI_ARGS"} {
		t.Setenv(name, "leaked")
	}
	w, err := cli.NewWorkspace("terraform", t.TempDir(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	w.Env = append(w.Env, "AUTH0_DOMAIN=http://127.0.0.1:1")
	env := w.Command(t.Context(), "plan").Env
	if slices.ContainsFunc(env, func(e string) bool { return strings.HasSuffix(e, "=leaked") }) {
		t.Errorf("leaked: %v", env)
	}
	if !slices.Contains(env, "AUTH0_DOMAIN=http://127.0.0.1:1") {
		t.Error("the workspace's own variable is missing")
	}
}

func TestFindTakesWhatItIsGiven(t *testing.T) {
	t.Setenv("TF_ACC_TERRAFORM_PATH", "/somewhere/tofu")
	if path, err := cli.Find("."); err != nil || path != "/somewhere/tofu" {
		t.Errorf("got %s, %v", path, err)
	}
	t.Setenv("TF_ACC_TERRAFORM_PATH", "")
	t.Setenv("PATH", t.TempDir())
	if path, err := cli.Find(t.TempDir()); err == nil || !strings.Contains(err.Error(), "make") {
		t.Errorf("got %s, %v", path, err)
	}
}

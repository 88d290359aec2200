package provider_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// feature is what not every version of Terraform and OpenTofu has.
type feature struct {
	name            string
	terraform, tofu string         // the first version that has it, "" where there is none
	needs           *regexp.Regexp // what a configuration has that uses it; nil where a test says so itself
	probe           func(*testing.T, tenant) error
}

// features are in the order of the table that make compat prints.
var features = []feature{
	{"resources and data sources", "1.5", "1.6", nil, factorAndList},
	{"import blocks, generated configuration", "1.5", "1.6", nil, generates},
	{"`removed` blocks that leave a setting in place", "1.7", "1.9", regexp.MustCompile(`(?m)^removed {`), leaves},
	{"`terraform test` with mocks", "1.7", "1.8", nil, mocks},
	{"`moved` from `auth0_guardian`", "1.8", "1.10", regexp.MustCompile(`(?m)^moved {\n\s*from\s*= auth0_`), moves},
	{"ephemeral resources", "1.10", "1.11", regexp.MustCompile(`(?m)^ephemeral "`), opens},
	{"secrets, by write-only attributes", "1.11", "1.11", regexp.MustCompile(`(?m)^\s*\w+_wo\s+=`), sends},
	{"import by identity", "1.12", "1.12", regexp.MustCompile(`(?m)^\s*identity\s*= {`), identifies},
	{"list resources and `terraform query`", "1.14", "", regexp.MustCompile(`(?m)^list "`), queries},
	{"actions", "1.14", "", regexp.MustCompile(`(?m)^action "`), invokes},
}

// needs skips a test of which the CLI that runs does not have what it uses.
func needs(t testing.TB, config string) {
	t.Helper()
	for _, f := range features {
		if f.needs != nil && f.needs.MatchString(config) && !running.Since(f.terraform, f.tofu) {
			t.Skipf("%s does not have %s", running, f.name)
		}
	}
}

// Every feature works from the first version on that is said to have it. An
// earlier one refuses the configuration, and nothing is written.
func TestFeatures(t *testing.T) {
	t.Parallel()
	for _, f := range features {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tn.AddUser(auth0test.User{ID: breakGlass, Email: "ada@example.com"})
			tn.ResetRequests()
			err, there := f.probe(t, tn), running.Since(f.terraform, f.tofu)
			switch {
			case there && err != nil:
				t.Error(err)
			case !there && err == nil:
				t.Errorf("%s has it, although only Terraform %s and OpenTofu %s are said to", running, f.terraform, f.tofu)
			case !there:
				if err := tn.wrote()(nil); err != nil {
					t.Error(err)
				}
				t.Skipf("%s does not have it", running)
			}
		})
	}
}

// commands runs commands on a configuration, up to the first that fails.
func (tn tenant) commands(t *testing.T, config string, commands ...string) (*cli.Workspace, error) {
	t.Helper()
	w := tn.newWorkspace(t, config)
	for _, command := range commands {
		if out, err := w.Run(t.Context(), strings.Fields(command)...); err != nil {
			return w, errorf("%w: %s", err, unwrapped(out))
		}
	}
	return w, nil
}

const otpOn = "resource \"guardian_factor_otp\" \"this\" {\n  enabled = true\n}\n"

func factorAndList(t *testing.T, tn tenant) error {
	_, err := tn.commands(t, otpOn+"data \"guardian_factors\" \"all\" {\n  depends_on = [guardian_factor_otp.this]\n}\n",
		"apply -auto-approve", "plan -detailed-exitcode", "destroy -auto-approve")
	return err
}

func generates(t *testing.T, tn tenant) error {
	tn.SetFactor("otp", true)
	_, err := tn.commands(t, "import {\n  to = guardian_factor_otp.this\n  id = \""+tn.domain()+"\"\n}\n",
		"plan -generate-config-out=generated.tf", "apply -auto-approve", "plan -detailed-exitcode")
	return err
}

func leaves(t *testing.T, tn tenant) error {
	w, err := tn.commands(t, otpOn, "apply -auto-approve")
	if err != nil {
		return err
	}
	tn.ResetRequests()
	writeFile(t, filepath.Join(w.Dir, "main.tf"),
		sourced("removed {\n  from = guardian_factor_otp.this\n  lifecycle {\n    destroy = false\n  }\n}\n"))
	if out, err := w.Run(t.Context(), "apply", "-auto-approve"); err != nil {
		return errorf("%w: %s", err, unwrapped(out))
	}
	return tn.check("otp", "true")
}

func mocks(t *testing.T, tn tenant) error {
	w := tn.newWorkspace(t, otpOn)
	writeFile(t, filepath.Join(w.Dir, "main.tftest.hcl"), []byte(`
mock_provider "guardian" {}

run "otp" {
  assert {
    condition     = guardian_factor_otp.this.enabled
    error_message = "The otp factor is off."
  }
}
`))
	out, err := w.Run(t.Context(), "test")
	if err == nil && !strings.Contains(out, "1 passed") {
		err = errorf("no test was run: %s", out)
	}
	if err != nil {
		return errorf("%w: %s", err, unwrapped(out))
	}
	return nil
}

func moves(t *testing.T, tn tenant) error {
	tn.SetFactor("otp", true)
	tn.SetPolicies("all-applications")
	w := tn.besideAuth0(t, "moved {\n  from = auth0_guardian.this\n  to   = guardian_policies.this\n}\n"+
		"resource \"guardian_policies\" \"this\" {\n  policies = [\"all-applications\"]\n}\n")
	if out, err := w.Run(t.Context(), "apply", "-auto-approve"); err != nil {
		return errorf("%w: %s", err, unwrapped(out))
	}
	return nil
}

func opens(t *testing.T, tn tenant) error {
	_, err := tn.commands(t, "ephemeral \"guardian_access_token\" \"this\" {}\n", "apply -auto-approve")
	return err
}

func sends(t *testing.T, tn tenant) error {
	_, err := tn.commands(t, content(t, "examples/resources/guardian_factor_duo/resource.tf"), "apply -auto-approve -var=duo_secret_key=first-key")
	return err
}

func identifies(t *testing.T, tn tenant) error {
	tn.SetFactor("otp", true)
	_, err := tn.commands(t, otpOn+"import {\n  to = guardian_factor_otp.this\n  identity = { tenant = \""+tn.domain()+"\" }\n}\n",
		"apply -auto-approve")
	return err
}

func queries(t *testing.T, tn tenant) error {
	tn.SetFactor("otp", true)
	w := tn.newWorkspace(t, "")
	writeFile(t, filepath.Join(w.Dir, "otp.tfquery.hcl"), []byte("list \"guardian_factor_otp\" \"this\" {\n  provider = guardian\n}\n"))
	out, err := w.Run(t.Context(), "query")
	if err == nil && !strings.Contains(out, "tenant="+tn.domain()) {
		err = errorf("the factor is not found")
	}
	if err != nil {
		return errorf("%w: %s", err, unwrapped(out))
	}
	return nil
}

func invokes(t *testing.T, tn tenant) error {
	_, err := tn.commands(t, content(t, "examples/actions/guardian_invalidate_remembered_browsers/action.tf"),
		"apply -auto-approve -invoke=action.guardian_invalidate_remembered_browsers.this")
	return err
}

package provider_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// guardianState is what auth0_guardian has in state, of which only the policy moves.
const guardianState = `{"id":"24940d4b-4bd4-44e7-894e-f92e4de36a40","policy":"all-applications",` +
	`"email":true,"otp":true,"recovery_code":false,` +
	`"duo":[{"enabled":true,"hostname":"api-0123abcd.duosecurity.com","integration_key":"DIEXAMPLE","secret_key":"first-key"}],` +
	`"phone":[],"webauthn_roaming":[]}`

const official = "registry.terraform.io/auth0/auth0"

// move is what a moved block asks the provider, which is not configured then.
func (c core) move(typeName, provider, state string) string {
	c.t.Helper()
	server, _ := newServer(c.t)
	resp, err := server.MoveResourceState(c.t.Context(), &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: provider, SourceTypeName: typeName, TargetTypeName: c.row.typeName,
		SourceState: &tfprotov6.RawState{JSON: []byte(state)},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	if errs := failures(resp.Diagnostics); errs != "" {
		return errs
	}
	c.value, c.private, c.identity = c.undynamic(resp.TargetState), resp.TargetPrivate, resp.TargetIdentity
	c.nothingSecret()
	return ""
}

// What auth0/auth0 has in state becomes ours, as the tenant has it, without a
// write; the tenant is known from the first read on.
func TestWhatAuth0sProviderHasCanBeMoved(t *testing.T) {
	t.Parallel()
	type sources struct{ typeName, state string }
	moves := map[string]func(core) sources{
		"guardian_policies": func(core) sources { return sources{"auth0_guardian", guardianState} },
		"guardian_phone_provider": func(c core) sources {
			return sources{"auth0_phone_provider", fmt.Sprintf(`{"id":%q,"name":"twilio"}`, textOf(t, c.attributes(c.value)["id"]))}
		},
		"guardian_phone_template": func(c core) sources {
			return sources{"auth0_branding_phone_notification_template", fmt.Sprintf(`{"template_id":%q}`, textOf(t, c.attributes(c.value)["id"]))}
		},
		"guardian_email_template": func(c core) sources {
			return sources{"auth0_email_template", fmt.Sprintf(`{"id":"x","template":%q}`, textOf(t, c.attributes(c.value)["template"]))}
		},
	}
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		there := fresh(t)
		move, ok := moves[there.row.typeName]
		if !ok {
			errs := there.move("auth0_guardian", official, guardianState)
			if !strings.Contains(errs, "Unable to Move") {
				t.Errorf("anything can become it: %s", errs)
			}
			return
		}
		there.must(there.row.first)
		there.tn.ResetRequests()
		from := move(there)
		for _, provider := range []string{official, "registry.opentofu.org/auth0/auth0", "auth0"} {
			c := there.another()
			if errs := c.move(from.typeName, provider, from.state); errs != "" {
				t.Fatal(errs)
			}
			server := c.process()
			errs := failures(c.planConfig(server, there.generated()).Diagnostics)
			if !strings.Contains(errs, "does not say which tenant") {
				t.Errorf("without a refresh: %s", errs)
			}
			if errs := c.refresh(server); errs != "" {
				t.Fatal(errs)
			}
			planned := c.planConfig(server, c.generated())
			if plan := c.undynamic(planned.PlannedState); !plan.Equal(c.value) || failures(planned.Diagnostics) != "" {
				t.Errorf("%s\nplanned %s\nhad     %s", failures(planned.Diagnostics), plan, c.value)
			}
			if errs := c.refresh(server); errs != "" { // the tenant is compared from now on
				t.Error(errs)
			}
			other := there.another()
			*other.instance = *c.instance
			other.tn = emulated(t)
			if errs := other.refresh(other.process()); !strings.Contains(errs, "belongs to another tenant") {
				t.Errorf("taken by another tenant: %s", errs)
			}
		}
		if err := there.tn.wrote()(nil); err != nil {
			t.Error(err)
		}
		c := there.another()
		for _, wrong := range [][2]string{{"auth0_tenant", official}, {from.typeName, "registry.terraform.io/someone/else"}} {
			if errs := c.move(wrong[0], wrong[1], from.state); !strings.Contains(errs, "Unable to Move") {
				t.Errorf("%v is taken: %s", wrong, errs)
			}
		}
	})
}

// textOf is a value that is text.
func textOf(t *testing.T, v tftypes.Value) (text string) {
	t.Helper()
	if err := v.As(&text); err != nil {
		t.Fatal(err)
	}
	return text
}

const migration = `
provider "guardian" {}

BLOCKS

import {
  to = guardian_factor_email.this
  id = "DOMAIN"
}

import {
  to = guardian_factor_otp.this
  id = "DOMAIN"
}

import {
  to = guardian_factor_duo.this
  id = "DOMAIN"
}

resource "guardian_factor_email" "this" {
  enabled = true
}

resource "guardian_factor_otp" "this" {
  enabled = true
}

resource "guardian_factor_duo" "this" {
  enabled         = true
  integration_key = "DIEXAMPLE"
  hostname        = "api-0123abcd.duosecurity.com"
}

resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_email.this, guardian_factor_otp.this, guardian_factor_duo.this]
}
`

// A tenant of auth0_guardian becomes one of ours in one apply: both recipes of
// the guide change nothing, write nothing, and MFA is on at every request.
func TestMigrationFromAuth0Guardian(t *testing.T) {
	t.Parallel()
	recipes := map[string]struct {
		blocks  string
		imports int
	}{
		"moved": {"moved {\n  from = auth0_guardian.this\n  to   = guardian_policies.this\n}\n", 3},
		"removed": {
			"removed {\n  from = auth0_guardian.this\n  lifecycle {\n    destroy = false\n  }\n}\n" +
				"import {\n  to = guardian_policies.this\n  id = \"DOMAIN\"\n}\n", 4,
		},
	}
	for name, recipe := range recipes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			needs(t, recipe.blocks)
			tn := emulated(t)
			for _, factor := range []string{"email", "otp", "duo"} {
				tn.SetFactor(factor, true)
			}
			if _, err := tn.api.SetDuoSettings(t.Context(), auth0.DuoSettings{
				IntegrationKey: new("DIEXAMPLE"), SecretKey: new("first-key"), Hostname: new("api-0123abcd.duosecurity.com"),
			}); err != nil {
				t.Fatal(err)
			}
			tn.SetPolicies("all-applications")
			w := tn.besideAuth0(t, strings.ReplaceAll(strings.Replace(migration, "BLOCKS", recipe.blocks, 1), "DOMAIN", tn.domain()))
			tn.ResetRequests()
			out := run(t, w, "plan", "-out=plan")
			if want := fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy", recipe.imports); !strings.Contains(out, want) {
				t.Fatalf("no %q: %s", want, out)
			}
			run(t, w, "apply", "plan")
			run(t, w, "plan", "-detailed-exitcode")
			if err := tn.wrote()(nil); err != nil {
				t.Error(err)
			}
			if err := tn.check("email", "true", "otp", "true", "duo", "true", "policies", "all-applications"); err != nil {
				t.Error(err)
			}
			state := read(t, w, "terraform.tfstate")
			search(t, state+out, append(tn.Secrets(), "first-key"))
			if strings.Contains(state, "auth0_guardian") {
				t.Error("the old resource is in state")
			}
		})
	}
}

// auth0Builds is a folder with the provider that stands in for auth0/auth0, built once.
var auth0Builds = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp(builds, "auth0")
	if err != nil {
		return "", err
	}
	out := filepath.Join(dir, "terraform-provider-auth0")
	if err := cli.Build(context.Background(), root, "./internal/provider/testdata/auth0", dir); err != nil {
		return "", err
	}
	return dir, os.Rename(filepath.Join(dir, "terraform-provider-guardian"), out)
})

// besideAuth0 is a workspace whose state was written by auth0/auth0.
func (tn tenant) besideAuth0(t *testing.T, config string) *cli.Workspace {
	t.Helper()
	w := tn.newWorkspace(t, "")
	writeFile(t, filepath.Join(w.Dir, "main.tf"), []byte(`
terraform {
  required_providers {
    auth0    = { source = "auth0/auth0" }
    guardian = { source = "guardian-mfa/guardian" }
  }
}
`+config))
	auth0, err := auth0Builds()
	if err != nil {
		t.Fatal(err)
	}
	overrides := fmt.Sprintf(`provider_installation {
  dev_overrides {
    "guardian-mfa/guardian" = %q
    "auth0/auth0"           = %q
  }
  direct {}
}
`, builds, auth0)
	writeFile(t, filepath.Join(w.Dir, "cli.tfrc"), []byte(overrides))
	writeFile(t, filepath.Join(w.Dir, "terraform.tfstate"), []byte(fmt.Sprintf(
		`{"version":4,"terraform_version":"1.8.0","serial":1,"lineage":"24940d4b-4bd4-44e7-894e-f92e4de36a40","outputs":{},"resources":[`+
			`{"mode":"managed","type":"auth0_guardian","name":"this","provider":"provider[\"%s/auth0/auth0\"]",`+
			`"instances":[{"schema_version":0,"attributes":%s,"sensitive_attributes":[]}]}]}`, registry, guardianState)))
	return w
}

// The same of a tenant with everything that examples/complete has, whose
// configuration Terraform generates but for the policies, and that takes its time.
func TestMigrationOfEverything(t *testing.T) {
	t.Parallel()
	for name, unified := range map[string]bool{"unified phone": true, "legacy phone": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			run(t, tn.everything(t, unified), "apply", "-auto-approve")
			imports, n := tn.importBlocks(t, unified)
			policies := fmt.Sprintf("import {\n  to = guardian_policies.this\n  id = %q\n}\n", tn.domain())
			w := tn.besideAuth0(t, strings.Replace(imports, policies, "", 1)+`
provider "guardian" {}

moved {
  from = auth0_guardian.this
  to   = guardian_policies.this
}

resource "guardian_policies" "this" {
  policies = ["all-applications"]
}
`)
			tn.ResetRequests()
			tn.Latency(20 * time.Millisecond)
			tn.cameIn(t, w, run(t, w, "plan", "-generate-config-out=generated.tf"), n-1)
			if err := tn.check(complete...); err != nil {
				t.Error(err)
			}
		})
	}
}

package provider_test

import (
	"fmt"
	"strings"
	"testing"

	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

// sharing is a process of a run whose processes share a folder.
func (c core) sharing(folder string) tfprotov6.ProviderServer {
	c.t.Helper()
	server, schemas := serverIn(c.t, folder)
	return forTenant(c.t, c.tn, server, schemas)
}

// A resource that moves to another provider block of the same tenant is created
// in one process and destroyed in another: whichever comes first, the tenant has
// what the new address says.
func TestAResourceThatMovesToAnotherProviderBlockIsNotReset(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		moved, folder := c.another(), t.TempDir()
		planning, other := c.sharing(folder), c.sharing(folder)
		removal, creation := c.plan(planning, ""), moved.plan(other, c.row.first)
		if errs := moved.carryOut(c.sharing(folder), creation, c.row.first); errs != "" {
			t.Fatal(errs)
		}
		if errs := c.carryOut(c.sharing(folder), removal, ""); errs != "" {
			t.Error(errs)
		}
		if !strings.Contains(c.row.variant, "TOTP") { // of which a user can have two
			c.says("Left as it is")
		}
		if err := c.tn.check(c.row.hasFirst...); err != nil {
			t.Error(err)
		}
		next := c.sharing(folder) // its own writes keep nobody from a destroy
		if errs := moved.carryOut(next, moved.plan(next, ""), ""); errs != "" {
			t.Error(errs)
		}
		moved.says("", "Another guardian_")
	})
}

// The same with the CLI, in both directions, which decides itself what comes first.
func TestRenamesAcrossProviderBlocks(t *testing.T) {
	t.Parallel()
	const blocks = `
provider "guardian" {}

provider "guardian" {
  alias = "mfa"
}
`
	for _, parallelism := range []string{"1", "10"} {
		t.Run(parallelism, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			resource := func(i int) string {
				block := ""
				if i%2 == 1 {
					block = "provider = guardian.mfa"
				}
				return blocks + strings.Replace(fmt.Sprintf(`
resource "guardian_factor_otp" "name%d" {
  enabled = true
  BLOCK
}
resource "guardian_policies" "name%d" {
  policies = ["all-applications"]
  BLOCK
}
`, i, i), "BLOCK", block, 2)
			}
			w := tn.workspace(t, "")
			for i := range 6 {
				write(t, w, resource(i))
				run(t, w, "apply", "-auto-approve", "-parallelism="+parallelism)
				if err := tn.check("otp", "true", "policies", "all-applications"); err != nil {
					t.Errorf("rename %d: %v", i, err)
				}
			}
		})
	}
}

// Where the processes cannot tell each other what they write, nothing is
// destroyed, since another may have written it; and the error says what helps.
func TestWithoutASharedFolderNothingIsDestroyed(t *testing.T) {
	t.Parallel()
	makers := map[string]func(string) func() frameworkprovider.Provider{
		"no folder": provider.NewApart,
		"no file": func(version string) func() frameworkprovider.Provider {
			return provider.NewIn(version, "/dev/null/none")
		},
	}
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		for name, maker := range makers {
			process := func() tfprotov6.ProviderServer {
				server, schemas := serverOf(t, maker("test"))
				return forTenant(t, c.tn, server, schemas)
			}
			for _, body := range []string{c.row.first, c.row.second} {
				if errs, _ := c.applyIn(process(), body); errs != "" {
					t.Errorf("%s: %s", name, errs)
				}
			}
			if errs, _ := c.applyIn(process(), ""); !strings.Contains(errs, "Not destroyed") || !strings.Contains(errs, "TMPDIR") || c.value.IsNull() {
				t.Errorf("%s: destroyed: %s", name, errs)
			}
			if err := c.tn.check(c.row.hasSecond...); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

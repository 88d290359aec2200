package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
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
		if c.row.keys != nil {
			return // what Auth0 keeps once cannot be created a second time
		}
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
		c.says("Left as it is")
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
			for i := range 10 {
				write(t, w, resource(i))
				run(t, w, "apply", "-auto-approve", "-parallelism="+parallelism)
				if err := tn.check("otp", "true", "policies", "all-applications"); err != nil {
					t.Errorf("rename %d: %v", i, err)
				}
			}
		})
	}
}

package provider_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// A state belongs to the tenant whose settings it holds: with a provider for
// another one, every command is refused, also the apply of a saved plan.
func TestAnotherTenantsStateIsRefused(t *testing.T) {
	t.Parallel()
	mine, other := emulated(t), emulated(t)
	other.SetFactor("email", true)
	w := mine.workspace(t, emailOn+policiesOn)
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-out=replacement", "-refresh=false", "-replace=guardian_factor_email.this")
	write(t, w, emailOff+policiesOn)
	run(t, w, "plan", "-out=inplace", "-refresh=false")
	write(t, w, emailOn+policiesOn)
	run(t, w, "plan", "-out=away", "-refresh=false", "-destroy")
	pointAt(w, other)
	other.ResetRequests()
	state := read(t, w, "terraform.tfstate")
	for _, args := range [][]string{
		{"plan"},
		{"plan", "-refresh=false"},
		{"plan", "-refresh-only"},
		{"apply", "-auto-approve"},
		{"apply", "-auto-approve", "-refresh=false"},
		{"destroy", "-auto-approve"},
		{"destroy", "-auto-approve", "-refresh=false"},
		{"apply", "replacement"}, // planned for the first tenant, as are the next two
		{"apply", "inplace"},
		{"apply", "away"},
	} {
		// OpenTofu writes the state anew when an apply fails.
		writeFile(t, filepath.Join(w.Dir, "terraform.tfstate"), []byte(state))
		out := fails(t, w, args...)
		if !strings.Contains(out, "The state belongs to another tenant") || !strings.Contains(out, "If the domain is a typing mistake") ||
			!strings.Contains(out, mine.Host()) {
			t.Errorf("%v: %s", args, out)
		}
	}
	if calls := other.calls(); len(calls) != 0 {
		t.Errorf("the other tenant was asked: %v", calls)
	}
	if err := other.check("email", "true"); err != nil {
		t.Error(err)
	}
}

// The same for every type, and for each of the provider's operations.
func TestAnotherTenantsStateIsRefusedByEveryType(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		own := c.process()
		change, removal := c.plan(own, c.row.second), c.plan(own, "")
		here := c
		here.tn, here.instance = emulated(t), &instance{value: c.value, private: c.private}
		server := here.process()
		for name, said := range map[string]string{
			"refresh":      here.refresh(server),
			"plan":         failures(here.plan(server, c.row.second).Diagnostics),
			"destroy plan": failures(here.plan(server, "").Diagnostics),
			"update":       here.carryOut(server, change, c.row.second),
			"destroy":      here.carryOut(server, removal, ""),
		} {
			if !strings.Contains(said, "The state belongs to another tenant") || !strings.Contains(said, c.tn.Host()) {
				t.Errorf("%s: %s", name, said)
			}
		}
		if !here.value.Equal(c.value) {
			t.Errorf("the state has become %s", here.value)
		}
		if calls := here.tn.calls(); len(calls) != 0 {
			t.Errorf("the other tenant was asked: %v", calls)
		}
	})
}

// What a plan is for is said in it, so that nothing of it can be applied to
// another tenant: neither a first apply, nor the destroy of what is tainted or
// deposed, of which Terraform keeps the private state back.
func TestAPlanIsAppliedToNoOtherTenant(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		own := c.process()
		creation := c.plan(own, c.row.first)
		if got := c.attributes(c.undynamic(creation.PlannedState))["tenant"]; !got.Equal(tftypes.NewValue(tftypes.String, c.tn.Host())) {
			t.Errorf("planned for the tenant %s", got)
		}
		there := c
		there.tn, there.instance = emulated(t), &instance{value: c.value}
		server := there.process()
		creation.PlannedPrivate = nil
		refused := func(doing, said string) {
			t.Helper()
			if !strings.Contains(said, "The state belongs to another tenant") || !strings.Contains(said, c.tn.Host()) {
				t.Errorf("%s: %s", doing, said)
			}
		}
		refused("create", there.carryOut(server, creation, c.row.first))

		c.must(c.row.first)
		there.instance = &instance{value: c.value}
		removal := c.plan(own, "")
		removal.PlannedPrivate = nil
		refused("destroy", there.carryOut(server, removal, ""))

		nobodys := c.attributes(c.value)
		nobodys["tenant"] = tftypes.NewValue(tftypes.String, nil)
		there.value = tftypes.NewValue(c.schema.ValueType(), nobodys)
		said := there.carryOut(server, removal, "")
		if !strings.Contains(said, "The state does not say which tenant it belongs to") {
			t.Errorf("destroy of what is nobody's: %s", said)
		}
		if calls := there.tn.calls(); len(calls) != 0 {
			t.Errorf("the other tenant was asked: %v", calls)
		}
	})
}

// A tenant that is also reached by a custom domain is the same one.
func TestACustomDomainIsTheSameTenant(t *testing.T) {
	t.Parallel()
	tn := emulatedLike(t, auth0test.Config{Addr: "localhost:0"})
	w := tn.workspace(t, emailOn+policiesOn)
	run(t, w, "apply", "-auto-approve")
	own := slices.Clone(w.Env)
	_, port, _ := strings.Cut(tn.Host(), ":")
	w.Env = append(w.Env, "AUTH0_DOMAIN=http://127.0.0.1:"+port)
	if out := fails(t, w, "plan"); !strings.Contains(out, "set the provider's audience (AUTH0_AUDIENCE) to \""+tn.ManagementAudience()+"\"") {
		t.Errorf("without the audience: %s", out)
	}
	w.Env = append(w.Env, "AUTH0_AUDIENCE="+tn.ManagementAudience())
	run(t, w, "plan", "-detailed-exitcode")
	run(t, w, "state", "rm", "guardian_policies.this")
	for _, domain := range []string{"127.0.0.1:" + port, tn.Host()} {
		run(t, w, "import", "guardian_policies.this", domain)
		run(t, w, "plan", "-detailed-exitcode")
		run(t, w, "state", "rm", "guardian_policies.this")
	}
	run(t, w, "import", "guardian_policies.this", tn.Host())
	w.Env = own
	run(t, w, "plan", "-detailed-exitcode")
}

// A first apply that was planned for one tenant, and the replacement of what is
// tainted, are not carried out on another, whichever comes first in it.
func TestSavedPlansOfAnotherTenantAreRefused(t *testing.T) {
	t.Parallel()
	for name, lifecycle := range map[string]string{
		"destroy first": "", "create first": "lifecycle {\n create_before_destroy = true\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mine, other := emulated(t), emulated(t)
			other.SetFactor("email", true)
			w := mine.workspace(t, strings.Replace(emailOn, "}", lifecycle+"}", 1))
			run(t, w, "plan", "-out=new")
			run(t, w, "apply", "-auto-approve")
			run(t, w, "taint", "guardian_factor_email.this")
			run(t, w, "plan", "-out=replacement")
			pointAt(w, other)
			other.ResetRequests()
			refused := func(plan string) {
				t.Helper()
				out := fails(t, w, "apply", plan)
				if !strings.Contains(out, "The state belongs to another tenant") && !strings.Contains(out, "inconsistent final plan") {
					t.Errorf("%s: %s", plan, out)
				}
			}
			refused("replacement")
			if err := os.Remove(filepath.Join(w.Dir, "terraform.tfstate")); err != nil {
				t.Fatal(err)
			}
			refused("new")
			if calls := other.calls(); len(calls) != 0 {
				t.Errorf("the other tenant was asked: %v", calls)
			}
			if err := other.check("email", "true"); err != nil {
				t.Error(err)
			}
		})
	}
}

// pointAt puts another tenant's credentials into the environment.
func pointAt(w *cli.Workspace, tn tenant) {
	app := tn.Management()
	w.Env = slices.DeleteFunc(w.Env, func(e string) bool { return strings.HasPrefix(e, "AUTH0_") })
	w.Env = append(w.Env, "AUTH0_DOMAIN="+tn.URL(), "AUTH0_CLIENT_ID="+app.ClientID, "AUTH0_CLIENT_SECRET="+app.ClientSecret)
}

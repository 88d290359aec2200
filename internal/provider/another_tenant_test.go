package provider_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

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

// pointAt puts another tenant's credentials into the environment.
func pointAt(w *cli.Workspace, tn tenant) {
	app := tn.Management()
	w.Env = slices.DeleteFunc(w.Env, func(e string) bool { return strings.HasPrefix(e, "AUTH0_") })
	w.Env = append(w.Env, "AUTH0_DOMAIN="+tn.URL(), "AUTH0_CLIENT_ID="+app.ClientID, "AUTH0_CLIENT_SECRET="+app.ClientSecret)
}

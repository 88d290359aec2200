package provider_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const postToken = "POST /oauth/token" //nolint:gosec // a path

// Each command asks for no more than it needs, with at most one token for every
// process of the provider.
func TestRequestBudget(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn)
	budget := func(want []string, args ...string) {
		t.Helper()
		tn.ResetRequests()
		run(t, w, append(args, "-no-color")...)
		got := tn.calls()
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v asked (-want +got):\n%s", args, diff)
		}
	}
	budget(nil, "validate")
	budget(nil, "plan", "-out=first")
	budget([]string{postToken, putEmail}, "apply", "first")
	budget([]string{getFactors, postToken}, "plan", "-detailed-exitcode")
	budget([]string{getFactors, postToken, postToken, putEmail}, "destroy", "-auto-approve")
}

// With token_cache, all commands together ask for one token.
func TestTokenCacheSavesTokens(t *testing.T) {
	t.Parallel()
	for cache, tokens := range map[string]int{"false": 1 + 1 + 2 + 2, "true": 1} {
		t.Run(cache, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.workspace(t, emailOn)
			w.Env = append(w.Env, "GUARDIAN_TOKEN_CACHE="+cache, "XDG_CACHE_HOME="+w.Dir, "HOME="+w.Dir)
			run(t, w, "apply", "-auto-approve")
			run(t, w, "plan")
			write(t, w, emailSettings)
			run(t, w, "apply", "-auto-approve")
			run(t, w, "destroy", "-auto-approve")
			if n := len(slices.DeleteFunc(tn.calls(), func(c string) bool { return c != postToken })); n != tokens {
				t.Errorf("%d tokens, want %d", n, tokens)
			}
		})
	}
}

// A configuration without a resource or data source of the provider needs no tenant.
func TestNothingIsAskedWithoutResources(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, `
provider "guardian" {}
output "x" {
  value = 1
}
`)
	tn.Close() //nolint:errcheck,gosec // closed again by the test
	run(t, w, "validate")
	run(t, w, "plan")
	run(t, w, "apply", "-auto-approve")
}

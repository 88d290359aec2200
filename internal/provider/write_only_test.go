package provider_test

import (
	"fmt"
	"strings"
	"testing"
)

func duo(secret string, version int) string {
	return fmt.Sprintf("resource \"guardian_factor_duo\" \"this\" {\n%s\n}\n", duoOn(secret, version))
}

// A failed write of a secret, which no plan can see: it is not in the state,
// the next plan shows the change again, and the next apply sends it.
func TestAFailedWriteOfASecretShowsAgain(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, duo("the-first-key", 1))
	put := forbidden("PUT", "/api/v2/guardian/factors/duo/settings")
	tn.Fail(put)
	fails(t, w, "apply", "-auto-approve")
	run(t, w, "apply", "-auto-approve")
	write(t, w, duo("the-second-key", 2))
	tn.Fail(put)
	said := fails(t, w, "apply", "-auto-approve")
	if !strings.Contains(said, "Could not set the connection to Duo") {
		t.Error(said)
	}
	states := read(t, w, "terraform.tfstate") + read(t, w, "terraform.tfstate.backup")
	search(t, said+states, []string{"the-first-key", "the-second-key"})
	if err := tn.check("duo settings", "ikey:the-first-key@api-0123abcd.duosecurity.com"); err != nil {
		t.Error(err)
	}
	if out, err := w.Run(t.Context(), "plan", "-detailed-exitcode", "-no-color"); err == nil || !strings.Contains(out, "secret_key_wo_version") {
		t.Errorf("the plan does not show it again: %v\n%s", err, out)
	}
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("duo settings", "ikey:the-second-key@api-0123abcd.duosecurity.com"); err != nil {
		t.Error(err)
	}
	search(t, read(t, w, "terraform.tfstate"), []string{"the-first-key", "the-second-key"})
}

// A secret is sent with what it belongs to, and with nothing else.
func TestASecretIsNotSentUnasked(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, duo("the-first-key", 1))
	run(t, w, "apply", "-auto-approve")
	tn.ResetRequests()
	write(t, w, strings.Replace(duo("another-key", 1), "true", "false", 1))
	run(t, w, "apply", "-auto-approve")
	if err := tn.wrote("PUT /api/v2/guardian/factors/duo")(nil); err != nil {
		t.Error(err)
	}
	write(t, w, strings.Replace(duo("another-key", 1), "ikey", "ikey2", 1))
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("duo settings", "ikey2:another-key@api-0123abcd.duosecurity.com", "duo", "true"); err != nil {
		t.Error(err)
	}
}

// Half a connection is refused before anything is asked.
func TestHalfAConnectionIsRefused(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, "resource \"guardian_factor_duo\" \"this\" {\n  enabled = true\n  integration_key = \"ikey\"\n  hostname = \"host\"\n}\n")
	out := fails(t, w, "validate")
	for _, want := range []string{"secret_key_wo", "secret_key_wo_version", "must be configured together"} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
}

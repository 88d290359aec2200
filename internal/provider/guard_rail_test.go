package provider_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The provider block is not overruled by the environment, so that a shell cannot
// weaken it; where the block says nothing, the environment decides.
func TestTheGuardRailOfTheBlockHolds(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	app := tn.Management()
	block := map[string]string{
		"domain": tn.URL(), "audience": tn.ManagementAudience(), "client_id": app.ClientID, "client_secret": app.ClientSecret, "max_retries": "0",
	}
	c := newCore(t, tn, lifecycle{typeName: "guardian_factor_otp"})
	c.must("enabled = true")
	for name, tc := range map[string]struct {
		block, env map[string]string
		refuses    bool
	}{
		"nothing":                         {nil, nil, false},
		"refuse in the environment":       {nil, map[string]string{"GUARDIAN_PROTECTION_LOSS": "refuse"}, true},
		"refuse in the block":             {map[string]string{"protection_loss": "refuse"}, map[string]string{"GUARDIAN_PROTECTION_LOSS": "warn"}, true},
		"warn in the block":               {map[string]string{"protection_loss": "warn"}, map[string]string{"GUARDIAN_PROTECTION_LOSS": "refuse"}, false},
		"allowed in the environment":      {map[string]string{"protection_loss": "refuse"}, map[string]string{"GUARDIAN_PROTECTION_LOSS_ALLOWED": "guardian_policies, guardian_factor_otp"}, false},
		"another allowed":                 {map[string]string{"protection_loss": "refuse"}, map[string]string{"GUARDIAN_PROTECTION_LOSS_ALLOWED": "guardian_policies"}, true},
		"another allowed in the block":    {map[string]string{"protection_loss": "refuse", "protection_loss_allowed": "guardian_policies"}, map[string]string{"GUARDIAN_PROTECTION_LOSS_ALLOWED": "guardian_factor_otp"}, true},
		"nothing is allowed in the block": {map[string]string{"protection_loss": "refuse", "protection_loss_allowed": ""}, map[string]string{"GUARDIAN_PROTECTION_LOSS_ALLOWED": "guardian_factor_otp"}, true},
	} {
		attributes := maps.Clone(block)
		maps.Copy(attributes, tc.block)
		server := configure(t, attributes, tc.env).server
		errs := failures(c.plan(server, "enabled = false").Diagnostics)
		if refuses := strings.Contains(errs, "MFA protection goes away"); refuses != tc.refuses {
			t.Errorf("%s: refuses: %t: %s", name, refuses, errs)
		}
		if tc.refuses && !strings.Contains(errs, `protection_loss_allowed = ["guardian_factor_otp"], or GUARDIAN_PROTECTION_LOSS_ALLOWED=guardian_factor_otp.`) {
			t.Errorf("%s: it does not say how to allow it: %s", name, errs)
		}
	}
}

// What was planned before losses were refused is not carried out after, of no
// type with which users lose anything.
func TestADestroyIsRefusedWhenItIsApplied(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		t.Helper()
		c := fresh(t)
		c.must(c.row.first)
		planned := c.plan(c.process(), "")
		loses := strings.Contains(c.said, "goes away") || strings.Contains(c.said, "Users lose")
		guarded := func(allowed string) string {
			server, schemas := newServer(t)
			rail := map[string]string{"protection_loss": "refuse", "protection_loss_allowed": allowed}
			return c.carryOut(configuredWith(t, c.tn.URL(), c.tn, server, schemas, rail), planned, "")
		}
		c.tn.ResetRequests()
		errs := guarded("")
		if refused := strings.Contains(errs, "This is refused"); refused != loses || refused == c.value.IsNull() {
			t.Errorf("users lose something: %t; %s", loses, errs)
		}
		if !loses {
			return
		}
		if calls := c.tn.calls(); len(calls) != 0 {
			t.Errorf("the tenant was asked: %v", calls)
		}
		if errs := guarded(c.row.typeName); errs != "" {
			t.Error(errs)
		}
	})
}

// In Terraform, or OpenTofu: what changes protection is told where it happens,
// and with refuse nothing is changed, whatever way it comes about.
func TestTheGuardRailInTerraform(t *testing.T) {
	t.Parallel()
	const (
		on        = "resource \"guardian_factor_otp\" \"this\" {\n  enabled = true\n}\n"
		off       = "resource \"guardian_factor_otp\" \"this\" {\n  enabled = false\n}\n"
		enforced  = "resource \"guardian_policies\" \"this\" {\n  policies   = [\"all-applications\"]\n  depends_on = [guardian_factor_otp.this]\n}\n"
		lifted    = "resource \"guardian_policies\" \"this\" {\n  policies   = []\n  depends_on = [guardian_factor_otp.this]\n}\n"
		renamed   = "resource \"guardian_factor_otp\" \"that\" {\n  enabled = true\n}\n"
		moved     = "moved {\n  from = guardian_factor_otp.this\n  to   = guardian_factor_otp.that\n}\n"
		triggered = "resource \"terraform_data\" \"trigger\" {\n  input = %q\n}\n" +
			"resource \"guardian_factor_otp\" \"this\" {\n  enabled = true\n  lifecycle {\n    replace_triggered_by = [terraform_data.trigger]\n  }\n}\n"
		later = "resource \"terraform_data\" \"later\" {\n  input = false\n}\n" +
			"resource \"guardian_factor_otp\" \"this\" {\n  enabled = terraform_data.later.output\n}\n"
	)
	for name, tc := range map[string]struct {
		before, after string
		args          string
		says          string // in the apply's only diagnostic; nothing when empty
		silent        bool   // Terraform shows no warning
	}{
		"switched off":                {before: on, after: off, says: "MFA protection goes away: the otp factor"},
		"known after apply":           {before: on, after: later, says: "MFA protection goes away: the otp factor"},
		"last factor, enforced":       {before: on + enforced, after: off + enforced, says: "Users would be locked out: the otp factor goes away"},
		"policies lifted":             {before: on + enforced, after: on + lifted, says: "MFA protection goes away: the MFA policies"},
		"everything off at once":      {before: on + enforced, after: off + lifted, says: "Users would be locked out: the otp factor goes away"},
		"removed":                     {before: on, after: "", says: "MFA protection goes away: the otp factor"},
		"replaced":                    {before: on, after: on, args: "-replace=guardian_factor_otp.this", says: "may go away for a moment", silent: true},
		"replaced by a trigger":       {before: strings.Replace(triggered, "%q", `"a"`, 1), after: strings.Replace(triggered, "%q", `"b"`, 1), says: "may go away for a moment", silent: true},
		"renamed, with a moved block": {before: on + enforced, after: renamed + moved + strings.Replace(enforced, "otp.this", "otp.that", 1)},
		"enforced from the start":     {after: on + enforced},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, mode := range []string{"refuse", "warn"} { // the same workspace: what is refused has changed nothing
				tn := emulated(t)
				w := tn.workspace(t, tc.before)
				if tc.before != "" {
					run(t, w, "apply", "-auto-approve")
				}
				write(t, w, tc.after)
				w.Env = append(w.Env, "GUARDIAN_PROTECTION_LOSS="+mode)
				tn.ResetRequests()
				out, err := w.Run(t.Context(), append([]string{"apply", "-auto-approve", "-no-color"}, strings.Fields(tc.args)...)...)
				said := strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(out)), " ")
				refused := mode == "refuse" && tc.says != ""
				if (err != nil) != refused {
					t.Errorf("%s: %v: %s", mode, err, out)
				}
				if says := strings.Contains(said, tc.says) && tc.says != ""; says != (tc.says != "" && (refused || !tc.silent)) {
					t.Errorf("%s: it says %q: %t: %s", mode, tc.says, says, out)
				}
				if tc.says == "" && (strings.Contains(said, "MFA") || strings.Contains(said, "locked out")) {
					t.Errorf("%s: it says something: %s", mode, out)
				}
				if refused {
					tn.neverOff(t)
				}
			}
		})
	}
}

// A plan that was saved before losses were refused is planned once more when it
// is applied.
func TestASavedPlanIsRefusedWhenItIsApplied(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn)
	run(t, w, "apply", "-auto-approve")
	write(t, w, emailOff)
	for _, args := range [][]string{{"plan", "-out=saved"}, {"plan", "-destroy", "-out=saved"}} {
		run(t, w, args...)
		env := w.Env
		w.Env = append(w.Env, "GUARDIAN_PROTECTION_LOSS=refuse")
		if out := fails(t, w, "apply", "saved"); !strings.Contains(out, "This is refused") {
			t.Errorf("%v: %s", args, out)
		}
		w.Env = env
		if err := os.Remove(filepath.Join(w.Dir, "saved")); err != nil {
			t.Fatal(err)
		}
	}
	if err := tn.check("email", "true"); err != nil {
		t.Error(err)
	}
}

package provider_test

import (
	"context"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// The Rego policy of the examples denies the plans in which users lose
// protection, and lets the others through.
func TestPolicyAsCode(t *testing.T) {
	t.Parallel()
	const otpOn, otpOff = `
resource "guardian_factor_otp" "this" {
  enabled = true
}
`, `
resource "guardian_factor_otp" "this" {
  enabled = false
}
`
	enforced := func(policies string) string {
		return "resource \"guardian_policies\" \"this\" {\n  policies = " + policies + "\n}\n"
	}
	sessions := func(seconds string) string {
		return "resource \"guardian_settings\" \"this\" {\n  mfa_session_overall_timeout = " + seconds + "\n}\n"
	}
	for name, tc := range map[string]struct {
		before, after string // nothing is applied before where that is empty
		args          string // of the plan
		denies        string // a part of the only message; none when empty
	}{
		"create":              {after: otpOn + enforced(`["all-applications"]`)},
		"no change":           {before: otpOn, after: otpOn},
		"switched on":         {before: otpOff, after: otpOn},
		"switched off":        {before: otpOn, after: otpOff, denies: "guardian_factor_otp.this: the factor is switched off"},
		"off from the start":  {after: otpOff, denies: "the first apply would switch the factor off"},
		"by risk":             {before: enforced(`["all-applications"]`), after: enforced(`["confidence-score"]`), denies: "no longer enforced at every login"},
		"risk as well":        {before: enforced(`["all-applications"]`), after: enforced(`["all-applications", "confidence-score"]`)},
		"never":               {before: enforced(`["confidence-score"]`), after: enforced(`[]`), denies: "MFA is no longer asked for"},
		"destroyed":           {before: otpOn, args: "-destroy", after: otpOn, denies: "it is destroyed"},
		"removed":             {before: otpOn, after: factorsData, denies: "it is destroyed"},
		"replaced":            {before: otpOn, after: otpOn, args: "-replace=guardian_factor_otp.this", denies: "it is replaced"},
		"forgotten":           {before: otpOn, after: "removed {\n  from = guardian_factor_otp.this\n  lifecycle {\n    destroy = false\n  }\n}\n", denies: "it is forgotten"},
		"longer sessions":     {before: sessions("2592000"), after: sessions("7776000"), denies: "mfa_session_overall_timeout grows from 2592000 to 7776000"},
		"longer than Auth0's": {after: sessions("7776000"), denies: "mfa_session_overall_timeout grows from 2592000"},
		"shorter sessions":    {before: sessions("2592000"), after: sessions("604800")},
		"known after apply": {before: otpOn, after: `
resource "terraform_data" "later" {
  input = true
}
resource "guardian_factor_otp" "this" {
  enabled = terraform_data.later.output
}
`, denies: "known only after apply"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := emulated(t).workspace(t, tc.before)
			if tc.before != "" {
				run(t, w, "apply", "-auto-approve")
			}
			write(t, w, tc.after)
			run(t, w, append([]string{"plan", "-out=plan"}, strings.Fields(tc.args)...)...)
			file := filepath.Join(w.Dir, "plan.json")
			writeFile(t, file, []byte(run(t, w, "show", "-json", "plan")))
			denied := denials(t, file)
			if tc.denies == "" && len(denied) > 0 || tc.denies != "" && (len(denied) != 1 || !strings.Contains(denied[0], tc.denies)) {
				t.Errorf("denied: %q, want %q", denied, tc.denies)
			}
		})
	}
}

// opa is where OPA is built into Go's build cache, when it is first used.
var opa = sync.OnceValues(func() (string, error) {
	cmd := exec.CommandContext(context.Background(), "go", "-C", root+"/.ci/opa", "tool", "-n", "opa")
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
})

// denials are what the policy says of a plan.
func denials(t *testing.T, plan string) (messages []string) {
	t.Helper()
	binary, err := opa()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), binary, //nolint:gosec // built by us
		"eval", "--format=raw", "--data", root+"/examples/policy-as-code/guardian.rego", "--input", plan, "data.guardian.deny").Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := json.Unmarshal(out, &messages); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return messages
}

package provider_test

import (
	"strings"
	"testing"
)

// The examples' check warns and their postcondition fails, in the apply that
// switches MFA off as well, and neither does in the one that switches it on. A
// nightly plan shows what others have switched off.
func TestExamplesAssertThatMFAIsOn(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		typeName, on, off string
		fails             bool
		says              string
	}{
		"a check": {
			"guardian_factors", "enabled = true", "enabled = false", false,
			"No independent factor is on",
		},
		"a postcondition": {
			"guardian_policies", `["all-applications"]`, "[]", true,
			"The tenant does not ask for a second factor at every login.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			example := content(t, "examples/data-sources/"+tc.typeName+"/data-source.tf")
			w := tn.workspace(t, example)
			if out := run(t, w, "apply", "-auto-approve"); strings.Contains(out, tc.says) {
				t.Errorf("in the apply that switches it on: %s", out)
			}
			if out := run(t, w, "plan"); strings.Contains(out, tc.says) || !changesNothing(out) {
				t.Errorf("in a plan without a change: %s", out)
			}
			tn.SetFactor("otp", false)
			tn.SetPolicies()
			if out := run(t, w, "plan"); !strings.Contains(out, "will be updated in-place") {
				t.Errorf("a nightly plan does not show that it was switched off: %s", out)
			}
			run(t, w, "apply", "-auto-approve")
			write(t, w, strings.Replace(example, tc.on, tc.off, 1))
			out, err := w.Run(t.Context(), "apply", "-auto-approve", "-no-color")
			if !strings.Contains(out, tc.says) || (err != nil) != tc.fails {
				t.Errorf("in the apply that switches it off: %v: %s", err, out)
			}
		})
	}
}

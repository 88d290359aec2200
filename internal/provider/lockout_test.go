package provider_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Enforcement without an independent factor locks users out who have none: the
// apply says so, and only where it is so.
func TestAnApplyWarnsOfUsersWhoAreLockedOut(t *testing.T) {
	t.Parallel()
	const all, byRisk = `policies = ["all-applications"]`, `policies = ["confidence-score"]`
	unreadable, refused := forbidden("GET", "/api/v2/guardian/factors"), forbidden("PUT", "/api/v2/guardian/policies")
	for name, tc := range map[string]struct {
		on    string // factors, separated by spaces
		body  string
		fault *auth0test.Fault
		warns bool
	}{
		"no factor":          {"", all, nil, true},
		"dependent ones":     {"email recovery-code webauthn-platform", all, nil, true},
		"both policies":      {"email", `policies = ["confidence-score", "all-applications"]`, nil, true},
		"by risk":            {"", byRisk, nil, false},
		"never":              {"", "policies = []", nil, false},
		"phone":              {"sms", all, nil, false},
		"push":               {"push-notification", all, nil, false},
		"otp":                {"otp email", all, nil, false},
		"duo":                {"duo", all, nil, false},
		"webauthn-roaming":   {"webauthn-roaming", all, nil, false},
		"unreadable factors": {"", all, &unreadable, true},
		"refused":            {"otp", all, &refused, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			for _, factor := range strings.Fields(tc.on) {
				tn.SetFactor(factor, true)
			}
			if tc.fault != nil {
				tn.Fail(*tc.fault)
			}
			c := newCore(t, tn, lifecycle{typeName: "guardian_policies"})
			errs, _ := c.apply(tc.body)
			if refused := tc.fault == &refused; refused != (errs != "") {
				t.Error(errs)
			}
			if warned := strings.Contains(c.said, "be locked out"); warned != tc.warns {
				t.Errorf("warned %t: %s", warned, c.said)
			}
		})
	}
}

package provider_test

import (
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// What is only created can be planned without a tenant: the plans of one process
// wait for it once, for some seconds all together, and say that nothing was compared.
func TestAPlanOfWhatIsNewWaitsOnceForATenantThatHangs(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/oauth/token", "/api/v2/*"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tn.Fail(auth0test.Fault{Path: path, Times: -1, Hang: true})
			server := serverFor(t, tn)
			began, said := time.Now(), ""
			for typeName, body := range map[string]string{
				"guardian_factor_email":   "enabled = true\nsettings = { otp_length = 8 }",
				"guardian_factor_otp":     "enabled = false",
				"guardian_settings":       "mfa_session_overall_timeout = 2592000",
				"guardian_phone_provider": customPhone,
				"guardian_policies":       pAll,
			} {
				c := newCore(t, tn, lifecycle{typeName: typeName})
				if errs := failures(c.plan(server, body).Diagnostics); errs != "" {
					t.Error(errs)
				}
				said += c.said
			}
			if took := time.Since(began); took > 9*time.Second {
				t.Errorf("the plans took %s", took)
			}
			if n := strings.Count(said, "Not compared with the tenant"); n != 1 {
				t.Errorf("it says %d times that nothing was compared: %s", n, said)
			}
			for _, want := range []string{"This may switch off the otp factor", "Users may be locked out", "The tenant gave no answer in the 5s that such a plan looks at it."} {
				if !strings.Contains(said, want) {
					t.Errorf("it does not say %q: %s", want, said)
				}
			}
			if strings.Contains(said, "deadline") {
				t.Error(said)
			}
		})
	}
}

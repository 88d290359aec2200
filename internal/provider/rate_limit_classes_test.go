package provider_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Whatever class of rate limits a tenant has, all types can be applied, planned
// and destroyed in it: the provider waits as long as it is told to.
func TestEverythingWithinTheRateLimits(t *testing.T) {
	t.Parallel()
	for _, class := range []auth0test.RateLimits{
		auth0test.RateLimitsFree, auth0test.RateLimitsEssentials,
		auth0test.RateLimitsEnterprise, auth0test.RateLimitsEnterpriseNonProduction,
	} {
		t.Run(string(class), func(t *testing.T) {
			t.Parallel()
			tn := emulatedLike(t, auth0test.Config{RateLimits: class})
			w := tn.everything(t, true)
			for _, command := range [][]string{
				{"apply", "-auto-approve"}, {"plan", "-detailed-exitcode"}, {"destroy", "-auto-approve"},
			} {
				tn.ResetRequests()
				start := time.Now()
				run(t, w, command...)
				refused, requests := 0, tn.Requests()
				for _, r := range requests {
					if r.Status == http.StatusTooManyRequests {
						refused++
					}
				}
				t.Logf("%s: %d requests in %.1f s, %d of them answered 429", command[0], len(requests), time.Since(start).Seconds(), refused)
				if refused > len(requests)/2 {
					t.Errorf("%s: %d of %d requests were too many: it does not keep the pace", command[0], refused, len(requests))
				}
				if command[0] == "apply" {
					if err := tn.check(complete...); err != nil {
						t.Error(err)
					}
				}
			}
			if err := tn.check(bare...); err != nil {
				t.Error(err)
			}
		})
	}
}

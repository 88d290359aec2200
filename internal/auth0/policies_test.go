package auth0_test

import (
	"context"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// Readers of the policies and the factors share what was read a moment ago, but
// nothing from before a write, and nothing that is to be read now.
func TestReadersShareWhatWasReadAMomentAgo(t *testing.T) {
	t.Parallel()
	policies := func(ctx context.Context, c *auth0.Client) error { _, err := c.Policies(ctx); return err }
	factors := func(ctx context.Context, c *auth0.Client) error { _, err := c.Factors(ctx); return err }
	for name, tc := range map[string]struct {
		uri         string
		read, again func(context.Context, *auth0.Client) error
	}{
		"policies": {"/api/v2/guardian/policies", policies, func(ctx context.Context, c *auth0.Client) error {
			if _, err := c.SetPolicies(ctx, []string{}); err != nil {
				return err
			}
			return policies(ctx, c)
		}},
		"factors, now": {"/api/v2/guardian/factors", factors, func(ctx context.Context, c *auth0.Client) error {
			_, err := c.FactorsNow(ctx)
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &peer{answer: func(*http.Request) *http.Response { return jsonAnswer(200, `[]`) }}
				c := newClient(t, auth0.Config{APIToken: "t", Transport: p})
				for i, call := range slices.Concat(slices.Repeat([]func(context.Context, *auth0.Client) error{tc.read}, 3), []func(context.Context, *auth0.Client) error{tc.again, tc.read}) {
					if err := call(t.Context(), c); err != nil {
						t.Error(err)
					}
					if n, want := p.count("GET", tc.uri), 1+i/3; n != want {
						t.Errorf("%d requests after %d reads, want %d", n, i+1, want)
					}
				}
				time.Sleep(3 * time.Second)
				if err := tc.read(t.Context(), c); err != nil || p.count("GET", tc.uri) != 3 {
					t.Errorf("%d requests, want 3: %v", p.count("GET", tc.uri), err)
				}
			})
		})
	}
}

package main

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// modeClient is a client of a tenant that runs with the flags.
func modeClient(t *testing.T, args ...string) *auth0.Client {
	t.Helper()
	env, lines := keepTenant(t, args...)
	go func() {
		for lines.Scan() { // what nobody reads holds the tenant up
			continue
		}
	}()
	c, err := auth0.New(auth0.Config{
		Domain: env["AUTH0_DOMAIN"], ClientID: env["AUTH0_CLIENT_ID"], ClientSecret: env["AUTH0_CLIENT_SECRET"],
		PrivateKey: env["AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"],
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

func status(err error) int {
	var refused *auth0.Error
	if errors.As(err, &refused) {
		return refused.Status
	}
	return 0
}

func TestTenantHasTheModesOfRealOnes(t *testing.T) {
	t.Parallel()
	t.Run("message types", func(t *testing.T) {
		t.Parallel()
		types, err := modeClient(t, "-message-types", "sms,voice").PhoneMessageTypes(t.Context())
		if err != nil || !slices.Equal(types, []string{"sms", "voice"}) {
			t.Errorf("%v, %v", types, err)
		}
	})
	t.Run("a subscription that lacks a feature", func(t *testing.T) {
		t.Parallel()
		c := modeClient(t, "-without", "adaptive-mfa,phone")
		if _, err := c.SetPolicies(t.Context(), []string{"confidence-score"}); status(err) != http.StatusForbidden {
			t.Errorf("adaptive MFA: %v", err)
		}
		if _, err := c.SetFactor(t.Context(), auth0.FactorSMS, true); status(err) != http.StatusForbidden {
			t.Errorf("phone: %v", err)
		}
	})
	t.Run("reads that lag", func(t *testing.T) {
		t.Parallel()
		c := modeClient(t, "-read-delay", "1h")
		if _, err := c.SetFactor(t.Context(), auth0.FactorOTP, true); err != nil {
			t.Fatal(err)
		}
		if on, err := c.Factor(t.Context(), auth0.FactorOTP); err != nil || on {
			t.Errorf("on: %t, %v", on, err)
		}
	})
	t.Run("an application that may only read", func(t *testing.T) {
		t.Parallel()
		c := modeClient(t, "-read-only")
		if _, err := c.Policies(t.Context()); err != nil {
			t.Error(err)
		}
		if _, err := c.SetFactor(t.Context(), auth0.FactorOTP, true); status(err) != http.StatusForbidden {
			t.Errorf("a write: %v", err)
		}
	})
	t.Run("Private Key JWT", func(t *testing.T) {
		t.Parallel()
		if _, err := modeClient(t, "-private-key-jwt").SetFactor(t.Context(), auth0.FactorOTP, true); err != nil {
			t.Error(err)
		}
	})
	t.Run("rate limits", func(t *testing.T) {
		t.Parallel()
		c := modeClient(t, "-rate-limits", "free")
		for range 4 { // two at once, and the client waits for the others
			if _, err := c.Policies(t.Context()); err != nil {
				t.Error(err)
			}
		}
	})
}

package auth0_test

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// soaked are the factors that each tenant of the soak switches.
var soaked = []auth0.FactorName{auth0.FactorEmail, auth0.FactorOTP, auth0.FactorRecoveryCode}

// Two hundred tenants at once, each with a limit of ten requests a second, and
// of which every twentieth answer is a fault: all of them end as they should,
// none is asked beyond its limit, and nothing is left behind.
func TestSoak(t *testing.T) { //nolint:paralleltest // looks for goroutines that are left
	if testing.Short() {
		t.Skip("takes some seconds: -short is set")
	}
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var tenants sync.WaitGroup
	for range 200 {
		tenants.Go(func() { soak(ctx, t) })
	}
	tenants.Wait()
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	if memory.HeapAlloc > 64<<20 {
		t.Errorf("%d MiB are still in use", memory.HeapAlloc>>20)
	}
}

func soak(ctx context.Context, t *testing.T) {
	tn, err := auth0test.Start(auth0test.Config{})
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = tn.Close() }()
	tn.Limit(10, 10)
	for _, f := range []auth0test.Fault{
		{Status: 429, Header: map[string]string{"Retry-After": "1"}, Body: `{"errorCode":"fault"}`},
		{Status: 503, After: true},
		{Method: "PUT", Reset: true, After: true}, // net/http itself repeats a GET, past the client's pace
	} {
		f.Path, f.Times, f.Chance = "/api/v2/*", -1, 0.05/3
		tn.Fail(f)
	}
	app := tn.Management()
	c, err := auth0.New(auth0.Config{Domain: tn.URL(), ClientID: app.ClientID, ClientSecret: app.ClientSecret})
	if err != nil {
		t.Error(err)
		return
	}
	defer c.CloseIdleConnections()
	var callers sync.WaitGroup
	for _, factor := range soaked {
		callers.Go(func() {
			for i := range 6 { // ends with on
				if _, err := c.SetFactor(ctx, factor, i%2 == 1); err != nil {
					t.Error(err)
				}
				if on, err := c.Factor(ctx, factor); err != nil || on != (i%2 == 1) {
					t.Errorf("%s is %t after it was set to %t: %v", factor, on, i%2 == 1, err)
				}
			}
		})
	}
	callers.Wait()
	for _, r := range tn.Requests() {
		if r.Status == 429 && strings.Contains(string(r.Response), "Global limit") {
			t.Error("a request went out beyond the limit")
		}
	}
	for _, factor := range soaked {
		if !tn.Factor(string(factor)) {
			t.Errorf("%s is off at the end", factor)
		}
	}
}

package provider_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// After Ctrl-C while the tenant works on a request, the next apply completes what
// is missing, and switches nothing off on the way.
func TestAnInterruptedApplyIsCompletedByTheNext(t *testing.T) {
	t.Parallel()
	for _, path := range []string{
		"/oauth/token",
		"/api/v2/guardian/factors/email/settings",
		"/api/v2/guardian/factors/email",
		"/api/v2/guardian/policies",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.workspace(t, emailSettings+policiesOn)
			tn.Fail(auth0test.Fault{Path: path, Hang: true})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			go func() {
				for ctx.Err() == nil && !asked(tn, path) {
					time.Sleep(5 * time.Millisecond)
				}
				cancel()
			}()
			out, err := w.Run(ctx, "apply", "-auto-approve", "-no-color")
			if err == nil {
				t.Fatalf("the interrupted apply succeeded:\n%s", out)
			}
			tn.ResetRequests()
			run(t, w, "apply", "-auto-approve")
			if err := tn.check("email", "true", "email settings", "8 digits, 600 s", "policies", "all-applications"); err != nil {
				t.Error(err)
			}
			tn.neverOff(t)
			run(t, w, "plan", "-detailed-exitcode")
		})
	}
}

// neverOff states that since the last reset nothing was switched off, not even for a moment.
func (tn tenant) neverOff(t *testing.T) {
	t.Helper()
	for _, r := range tn.Requests() {
		if body := string(r.Body); r.Method == "PUT" && (strings.Contains(body, "false") || body == "[]") {
			t.Errorf("MFA was switched off on the way: PUT %s %s", r.Path, body)
		}
	}
}

// asked says whether the tenant was asked to write to a path.
func asked(tn tenant, path string) bool {
	for _, r := range tn.Requests() {
		if r.Path == path && r.Method != "GET" {
			return true
		}
	}
	return false
}

// Whoever presses Ctrl-C knows why there is no answer: neither the network nor
// the configuration is blamed.
func TestAnInterruptionBlamesNothing(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/oauth/token", "/api/v2/guardian/factors"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			_, schemas := newServer(t)
			server := serverFor(t, tn)
			tn.Fail(auth0test.Fault{Path: path, Hang: true})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			go func() {
				for ctx.Err() == nil && !slices.ContainsFunc(tn.Requests(), func(r auth0test.Request) bool { return r.Path == path }) {
					time.Sleep(time.Millisecond)
				}
				cancel()
			}()
			resp, err := server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{
				TypeName: "guardian_factors", Config: object(t, schemas.DataSourceSchemas["guardian_factors"], nil),
			})
			if err != nil {
				t.Fatal(err)
			}
			said := text(resp.Diagnostics)
			if !strings.Contains(said, "interrupted") || strings.Contains(said, "AUTH0_") || strings.Contains(said, "network") {
				t.Error(said)
			}
		})
	}
}

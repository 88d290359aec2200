package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Of each thing that can go wrong, the error says what it was and what to do;
// nothing is in state, and no more is asked than it takes.
func TestErrorsSayWhatWentWrong(t *testing.T) {
	t.Parallel()
	blocked := auth0test.Fault{
		Method: "PUT",
		Times:  -1,
		Status: 403,
		Header: map[string]string{"Content-Type": "text/html"},
		Body:   "<html><title>Blocked by the proxy</title></html>",
	}
	welcome := blocked
	welcome.Status = 200
	for name, tc := range map[string]struct {
		config string // emailOn when empty
		env    func(tenant) []string
		fault  *auth0test.Fault
		says   []string
		not    string
		asked  int // requests at most
	}{
		"no such domain": {
			env:  func(tenant) []string { return []string{"AUTH0_DOMAIN=tenant.invalid"} },
			says: []string{"Could not set the email factor", "tenant.invalid", "AUTH0_DOMAIN"},
		},
		"emulated tenant without http://": {
			env:  func(tn tenant) []string { return []string{"AUTH0_DOMAIN=" + tn.Host()} },
			says: []string{"got no answer", "http:// in front of its domain", "AUTH0_DOMAIN=http://"},
		},
		"not a domain": {
			env:  func(tenant) []string { return []string{"AUTH0_DOMAIN=https://manage.auth0.com/dashboard"} },
			says: []string{"Not a tenant's domain", `"domain"`, "AUTH0_DOMAIN", "example.eu.auth0.com"},
		},
		"wrong secret": {
			env:   func(tenant) []string { return []string{"AUTH0_CLIENT_SECRET=wrong"} },
			not:   "7: enabled = true",
			says:  []string{"401 Unauthorized", "access_denied", "client_secret", "Request ID"},
			asked: 1,
		},
		"audience that is no API": {
			env:   func(tenant) []string { return []string{"AUTH0_AUDIENCE=https://sample.api.com"} },
			says:  []string{"Service not enabled within domain", "set the provider's audience (AUTH0_AUDIENCE)"},
			not:   "client_secret",
			asked: 1,
		},
		"custom domain without an audience": {
			env: func(tn tenant) []string {
				_, port, _ := strings.Cut(tn.Host(), ":")
				return []string{"AUTH0_DOMAIN=http://localhost:" + port}
			},
			says:  []string{"Service not enabled within domain", "audience (AUTH0_AUDIENCE)", "AUTH0_DOMAIN) is a custom domain"},
			not:   "client_secret",
			asked: 1,
		},
		"fresh token that is refused": {
			fault: &auth0test.Fault{Method: "PUT", Times: -1, Status: 401},
			says:  []string{"401 Unauthorized", "does not accept an access token that was issued for this run", "AUTH0_AUDIENCE"},
			not:   "AUTH0_API_TOKEN",
			asked: 4, // once more with another token
		},
		"something that is no token": {
			env: func(tenant) []string {
				return []string{"AUTH0_CLIENT_ID=", "AUTH0_CLIENT_SECRET=", "AUTH0_API_TOKEN=abc"}
			},
			says:  []string{"400 Bad Request", "api_token (AUTH0_API_TOKEN) is not an access token"},
			asked: 1,
		},
		"expired token": {
			env: func(tn tenant) []string {
				token := tn.Token("app", "update:guardian_factors")
				tn.Advance(25 * time.Hour)
				return []string{"AUTH0_CLIENT_ID=", "AUTH0_CLIENT_SECRET=", "AUTH0_API_TOKEN=" + token}
			},
			says:  []string{"401 Unauthorized: Expired token", "AUTH0_API_TOKEN) may have expired"},
			not:   "enabled = true", // the resource is not to blame
			asked: 1,
		},
		"token without scope": {
			env: func(tn tenant) []string {
				token := tn.Token("app", "read:guardian_factors")
				return []string{"AUTH0_CLIENT_ID=", "AUTH0_CLIENT_SECRET=", "AUTH0_API_TOKEN=" + token}
			},
			says: []string{
				"Could not set the email factor",
				"Insufficient scope, expected any of: update:guardian_factors",
				"insufficient_scope",
				"Add the scope",
				"7: enabled = true",
			},
			asked: 1,
		},
		"string for enabled": {
			config: `
resource "guardian_factor_email" "this" {
  enabled = "yes"
}
`,
			says: []string{`Inappropriate value for attribute "enabled"`, "bool"},
		},
		"settings out of range": {
			config: `
resource "guardian_factor_email" "this" {
  enabled = true
  settings = {
    otp_length          = 3
    otp_expiration_time = 7200
  }
}
`,
			says: []string{
				"settings.otp_length value must be between 4 and 10",
				"settings.otp_expiration_time value must be between 30 and 3600",
			},
		},
		"unknown policy": {
			config: `
resource "guardian_policies" "this" {
  policies = ["always"]
}
`,
			says: []string{`"all-applications"`, `"confidence-score"`, `"always"`},
		},
		"null for a policy": {
			config: `
variable "policy" {
  default = null
}
resource "guardian_policies" "this" {
  policies = [var.policy]
}
`,
			says: []string{"guardian_policies.this", "null"},
		},
		"HTML answer from a proxy": {
			fault: &blocked,
			says:  []string{"403 Forbidden", `"text/html", not JSON`, "does a proxy answer in its place?"},
			asked: 2,
		},
		"HTML as a success": {
			fault: &welcome,
			says:  []string{"200 OK", `"text/html", not JSON`},
			asked: 2,
		},
		"an answer without an end": {
			fault: &auth0test.Fault{Method: "PUT", Times: -1, Status: 200, Body: strings.Repeat(" ", 9<<20)},
			says:  []string{"8 MiB", "proxy"},
			not:   "AUTH0_DOMAIN",
			asked: 2,
		},
		"a tenant that hangs": {
			env:   func(tenant) []string { return []string{"GUARDIAN_REQUEST_TIMEOUT=300ms", "GUARDIAN_MAX_RETRIES=1"} },
			fault: &auth0test.Fault{Method: "PUT", Times: -1, Hang: true},
			says: []string{
				"PUT /api/v2/guardian/factors/email got no answer",
				"got no answer: after 2 attempts: no answer within 300ms.",
			},
			asked: 3,
		},
		"errors of the server": {
			env:   func(tenant) []string { return []string{"GUARDIAN_MAX_RETRIES=1"} },
			fault: &auth0test.Fault{Method: "PUT", Times: -1, Status: 503},
			says: []string{
				"Auth0 answered PUT /api/v2/guardian/factors/email with 503 Service Unavailable",
				"Request ID",
			},
			asked: 3,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			config := tc.config
			if config == "" {
				config = emailOn
			}
			w := tn.workspace(t, config)
			if tc.env != nil {
				w.Env = append(w.Env, tc.env(tn)...)
			}
			if tc.fault != nil {
				tn.Fail(*tc.fault)
			}
			out := fails(t, w, "apply", "-auto-approve")
			for _, want := range tc.says {
				if !strings.Contains(out, want) {
					t.Errorf("the error does not say %q:\n%s", want, out)
				}
			}
			if tc.not != "" && strings.Contains(strings.SplitN(out, "Error:", 2)[1], tc.not) {
				t.Errorf("the error says %q:\n%s", tc.not, out)
			}
			if calls := tn.calls(); len(calls) > tc.asked {
				t.Errorf("%d requests, want %d: %v", len(calls), tc.asked, calls)
			}
			state, err := os.ReadFile(filepath.Join(w.Dir, "terraform.tfstate"))
			if err == nil && strings.Contains(string(state), "guardian_") {
				t.Errorf("in state after a failed create: %s", state)
			}
			for _, secret := range tn.Secrets() {
				if strings.Contains(out, secret) {
					t.Errorf("a secret is in the diagnostics: %s", out)
				}
			}
		})
	}
}

// A setting that is refused fails its own resource, and the next apply creates no other.
func TestAFailureConcernsOnlyItsOwnResource(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn+policiesOn)
	tn.Fail(auth0test.Fault{Method: "PUT", Path: "/api/v2/guardian/policies", Status: 403})
	fails(t, w, "apply", "-auto-approve", "-parallelism=1")
	if err := tn.check("email", "true", "policies", ""); err != nil {
		t.Error(err)
	}
	if out := run(t, w, "apply", "-auto-approve"); !strings.Contains(out, "1 added, 0 changed, 0 destroyed") {
		t.Errorf("the second apply did more than what was missing:\n%s", out)
	}
}

// With wrong credentials the plan and the apply ask for one token each, however
// many resources there are: each of these says Auth0's reason, and one what helps.
func TestWrongCredentialsAreExplainedOnce(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, emailOn+mfaOn)
	w.Env = append(w.Env, "AUTH0_CLIENT_SECRET=wrong")
	out := fails(t, w, "apply", "-auto-approve")
	if n := strings.Count(out, "check its domain, client_id"); n != 2 || len(tn.Requests()) != 2 {
		t.Errorf("%d requests, and %d times what helps:\n%s", len(tn.Requests()), n, out)
	}
	if n := strings.Count(out, "401 Unauthorized (access_denied)"); n != 1+3 {
		t.Errorf("%d times the reason for the plan and three resources:\n%s", n, out)
	}
	if n := strings.Count(out, "Error: Could not set"); n != 3 { // the policies wait for their factors
		t.Errorf("%d errors for three resources:\n%s", n, out)
	}
}

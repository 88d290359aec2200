package provider_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	breakGlass  = "auth0|5f7c8ec7c33c6c004bbafe82"
	application = "an-application"
	totpKey     = "JBSWY3DPEHPK3PXP"
)

// complete is what the tenant has after the apply of it, whichever phone it is.
var complete = []string{
	"message types", "sms,voice",
	"otp", "true", "email", "true", "sms", "true", "push-notification", "true", "duo", "true", "recovery-code", "true",
	"webauthn-roaming", "true", "webauthn-platform", "true", "policies", "all-applications",
	"email settings", "6 digits, 300 s", "phone settings", "6 digits, 300 s",
	"duo settings", "DIEXAMPLE:first-key@api-0123abcd.duosecurity.com",
	"push provider", "sns", "sns", "AKIAEXAMPLE:" + awsSecret + "@eu-west-1",
	"apns", "com.example.app:" + p12 + ", sandbox false", "fcm", serviceAccount,
	"roaming settings", "preferred for example.com", "platform settings", "for example.com",
	"MFA settings", "true, false, 86400 s, 604800 s", "tenant settings", "false, true",
}

// bare is what it has after a destroy, but for credentials that Auth0 cannot empty.
var bare = []string{
	"otp", "false", "email", "false", "sms", "false", "push-notification", "false", "duo", "false", "recovery-code", "false",
	"webauthn-roaming", "false", "webauthn-platform", "false", "policies", "",
	"duo settings", ":@", "push provider", "guardian", "custom app", ",,",
	"roaming settings", "discouraged for ", "platform settings", "for ",
	"MFA settings", "true, false, 604800 s, 2592000 s", "tenant settings", "false, false",
}

// secretsOfEverything must not be anywhere but at the tenant.
var secretsOfEverything = []string{twilioToken, "first-key", p12, "not-a-key", awsSecret, totpKey}

// All types in one configuration: applied, planned without a difference,
// drifted, applied again and destroyed, with no secret in any state.
func TestEverythingAtOnce(t *testing.T) {
	t.Parallel()
	for name, unified := range map[string]bool{"unified phone": true, "legacy phone": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.everything(t, unified)
			out := run(t, w, "apply", "-auto-approve")
			if strings.Contains(out, "Warning: Users may be locked out") {
				t.Error(out)
			}
			if err := tn.check(complete...); err != nil {
				t.Error(err)
			}
			run(t, w, "plan", "-detailed-exitcode")

			for _, factor := range []string{"otp", "sms", "duo"} {
				tn.SetFactor(factor, false)
			}
			tn.SetPolicies()
			tn.SetMFASettings(auth0test.MFASettings{InactivityTimeout: 3600, OverallTimeout: 3600})
			tn.SetTenantFlag("mfa_show_factor_list_on_enrollment", false)
			tn.SetGrantTypes(application, auth0.GrantPassword)
			tn.SetEmailTemplate("mfa_oob_code", nil)
			drifted, err := w.Run(t.Context(), "plan", "-detailed-exitcode", "-no-color")
			if err == nil || !strings.Contains(drifted, "1 to add, 7 to change, 0 to destroy") {
				t.Errorf("the drift does not show: %v\n%s", err, drifted)
			}
			run(t, w, "apply", "-auto-approve")
			if err := tn.check(complete...); err != nil {
				t.Error(err)
			}
			run(t, w, "plan", "-detailed-exitcode")
			states, err := filepath.Glob(filepath.Join(w.Dir, "terraform.tfstate*")) // OpenTofu keeps no backup of every one
			if err != nil || len(states) == 0 {
				t.Fatalf("no state: %v", err)
			}
			for _, state := range states {
				search(t, read(t, w, filepath.Base(state)), append(tn.Secrets(), secretsOfEverything...))
			}

			out = run(t, w, "destroy", "-auto-approve")
			if err := tn.check(bare...); err != nil {
				t.Error(err)
			}
			for _, credentials := range []string{"APNs", "FCM", "SNS"} {
				if !strings.Contains(out, "Not reset: the "+credentials+" credentials") {
					t.Errorf("no word about the %s credentials: %s", credentials, out)
				}
			}
			if got := tn.GrantTypes(application); !slices.Equal(got, []string{auth0.GrantPassword}) {
				t.Errorf("the application has %v", got)
			}
		})
	}
}

// A plan without changes asks for each document once, and for what several
// resources have a part of, such as the switches, once for all of them. The
// documents are those that the tenant was sent by the apply: what the provider
// reads has no say in what it should.
func TestAPlanOfEverythingAsksForEachDocumentOnce(t *testing.T) {
	t.Parallel()
	for name, unified := range map[string]bool{"unified phone": true, "legacy phone": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.everything(t, unified)
			run(t, w, "apply", "-auto-approve")
			want := append(tn.documents(t), postToken)
			tn.ResetRequests()
			run(t, w, "plan", "-detailed-exitcode")
			got := tn.calls()
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
		})
	}
}

// documents are the reads of all that was written since the last reset: of the
// same path, or under the id that something new was given.
func (tn tenant) documents(t *testing.T) []string {
	t.Helper()
	const factors = "/api/v2/guardian/factors"
	reads := map[string]struct{}{}
	for _, r := range tn.Requests() {
		read := r.Path
		switch {
		case r.Method == http.MethodGet || r.Status >= http.StatusBadRequest || read == "/oauth/token":
			continue
		case string(r.Response) == "{}": // Auth0 never shows it
			continue
		case path.Dir(read) == factors: // a switch, of which there is only the list
			read = factors
		case r.Method == http.MethodPost:
			read += "/" + url.PathEscape(idIn(t, r.Response))
		}
		reads["GET "+read] = struct{}{}
	}
	return slices.Sorted(maps.Keys(reads))
}

// idIn is what tells what was created: an email template has its own name.
func idIn(t *testing.T, answer []byte) string {
	t.Helper()
	var created struct {
		ID       string `json:"id"`
		Template string `json:"template"`
	}
	if err := json.Unmarshal(answer, &created); err != nil || created.ID+created.Template == "" {
		t.Fatalf("%v: %s", err, answer)
	}
	return created.ID + created.Template
}

// The documents are read at the same time: a plan of all of them is a few round
// trips, one after another, and not one for each. Six are the token, the first
// two requests, and three rows of what depends on something else: the phone
// factor waits for its provider, and the policies for the factors.
func TestAPlanOfEverythingReadsTogether(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.everything(t, true)
	run(t, w, "apply", "-auto-approve")
	var mu sync.Mutex
	var answered []time.Time
	tn.OnRequest(func(auth0test.Request) {
		mu.Lock()
		defer mu.Unlock()
		answered = append(answered, time.Now())
	})
	const latency = 500 * time.Millisecond // long beside the machine's noise
	tn.Latency(latency)
	run(t, w, "plan", "-detailed-exitcode")
	mu.Lock()
	defer mu.Unlock()
	took := answered[len(answered)-1].Sub(answered[0]) + latency
	if trips := took.Seconds() / latency.Seconds(); trips > 6.9 {
		t.Errorf("%d requests took %.1f round trips", len(answered), trips)
	}
}

// With the log at its most talkative, none of the secrets of all types is in it,
// nor in what the commands say, also where they fail.
func TestNoSecretOfEverythingIsLogged(t *testing.T) {
	t.Parallel()
	for name, unified := range map[string]bool{"unified phone": true, "legacy phone": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.everything(t, unified)
			w.Env = append(w.Env, "TF_LOG=trace", "TF_LOG_PATH="+filepath.Join(w.Dir, "log"))
			for path, method := range map[string]string{
				"/api/v2/guardian/factors/duo/settings":                  "PUT",
				"/api/v2/guardian/factors/push-notification/providers/*": "PUT",
				"/api/v2/guardian/factors/phone/providers/twilio":        "PUT",
				"/api/v2/branding/phone/providers":                       "POST",
				"/api/v2/users/*":                                        "POST",
			} {
				tn.Fail(auth0test.Fault{Method: method, Path: path, Times: 1, Status: 400})
			}
			said := fails(t, w, "apply", "-auto-approve") + run(t, w, "apply", "-auto-approve")
			said += run(t, w, "plan") + run(t, w, "destroy", "-auto-approve")
			log := read(t, w, "log")
			if !strings.Contains(log, "Request to Auth0") {
				t.Error("the log has none of our lines")
			}
			search(t, said+log, append(tn.Secrets(), secretsOfEverything...))
		})
	}
}

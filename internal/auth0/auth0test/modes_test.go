package auth0test_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Each class takes as many requests at once as Auth0 publishes, then 429, and
// says when there will be one more.
func TestRateLimitClasses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		class  auth0test.RateLimits
		method string
		path   string
		burst  int
		refill time.Duration
	}{
		{auth0test.RateLimitsFree, "GET", "/api/v2/guardian/factors", 2, 500 * time.Millisecond},
		{auth0test.RateLimitsFree, "GET", "/api/v2/email-templates/mfa_oob_code", 10, 1200 * time.Millisecond},
		{auth0test.RateLimitsFree, "PUT", "/api/v2/email-templates/mfa_oob_code", 5, 2400 * time.Millisecond},
		{auth0test.RateLimitsFree, "POST", "/oauth/token", 30, time.Second / 30},
		{auth0test.RateLimitsEssentials, "GET", "/api/v2/guardian/factors", 10, 400 * time.Millisecond},
		{auth0test.RateLimitsEssentials, "POST", "/mfa/challenge", 25, 40 * time.Millisecond},
		{auth0test.RateLimitsEnterprise, "GET", "/api/v2/guardian/factors", 50, 62500 * time.Microsecond},
		{auth0test.RateLimitsEnterprise, "PATCH", "/api/v2/email-templates/mfa_oob_code", 10, 600 * time.Millisecond},
		{auth0test.RateLimitsEnterpriseNonProduction, "GET", "/api/v2/guardian/factors", 10, 500 * time.Millisecond},
	}
	for _, test := range tests {
		t.Run(string(test.class)+" "+test.method+test.path, func(t *testing.T) {
			t.Parallel()
			tn := auth0test.NewTenantLike(t, auth0test.Config{RateLimits: test.class})
			token := tn.Token(tn.Management().ClientID, "read:guardian_factors", "read:email_templates", "update:email_templates")
			ask := func() answer { return send(t, tn, test.method, test.path, token, `{}`) }
			start, taken := time.Now(), 0
			for ; ask().status != http.StatusTooManyRequests; taken++ {
				if taken > 2*test.burst {
					t.Fatal("no end")
				}
			}
			if more := int(time.Since(start)/test.refill) + 1; taken < test.burst || taken > test.burst+more {
				t.Errorf("took %d at once, want %d", taken, test.burst)
			}
			refused := ask()
			for refused.status != http.StatusTooManyRequests {
				refused = ask()
			}
			reset, err := strconv.ParseInt(refused.header.Get("X-RateLimit-Reset"), 10, 64)
			if err != nil || refused.header.Get("X-RateLimit-Remaining") != "0" {
				t.Errorf("%v: %v", err, refused.header)
			}
			tn.Advance(time.Unix(reset, 0).Sub(tn.Now()))
			ask().wantNot(t, http.StatusTooManyRequests)
		})
	}
	if _, err := auth0test.Start(auth0test.Config{RateLimits: "gold"}); err == nil || !strings.Contains(err.Error(), `"gold"`) {
		t.Errorf("a class that does not exist: %v", err)
	}
}

// wantNot fails where the status is this one.
func (a answer) wantNot(t *testing.T, status int) {
	t.Helper()
	if a.status == status {
		t.Errorf("status %d: %s", status, a.body)
	}
}

// One session can exchange twelve codes at once, right or wrong.
func TestCodesOfASessionAreLimited(t *testing.T) {
	t.Parallel()
	s := enforcedIn(t, auth0test.NewTenantLike(t, auth0test.Config{RateLimits: auth0test.RateLimitsEnterprise}), true, "email")
	token := s.mfaToken()
	try := func() answer { return s.token(mfaOOB, "mfa_token", token, "oob_code", "x", "binding_code", "000000") }
	for range 12 {
		try().want(t, 403)
	}
	try().want(t, 429, `"error":"access_denied"`, "Global rate limit exceeded")
	token = s.mfaToken()
	try().want(t, 403)
}

func TestASubscriptionCanLackFeatures(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenantLike(t, auth0test.Config{Without: []auth0test.Feature{auth0test.AdaptiveMFA, auth0test.WebAuthn, auth0test.Phone}})
	const lacking = `"errorCode":"insufficient_entitlement"`
	manage(t, tn, "PUT", "/guardian/policies", `["confidence-score"]`).want(t, 403, lacking, "upgrade your subscription to use Adaptive MFA")
	manage(t, tn, "PUT", "/guardian/policies", `["all-applications"]`).want(t, 200)
	for _, factor := range []string{"sms", "webauthn-roaming", "webauthn-platform"} {
		manage(t, tn, "PUT", "/guardian/factors/"+factor, `{"enabled":true}`).want(t, 403, lacking)
		manage(t, tn, "PUT", "/guardian/factors/"+factor, `{"enabled":false}`).want(t, 200)
	}
	manage(t, tn, "PUT", "/guardian/factors/otp", `{"enabled":true}`).want(t, 200)
	manage(t, tn, "PUT", roaming, `{"userVerification":"preferred"}`).want(t, 403, lacking)
	tn = auth0test.NewTenantLike(t, auth0test.Config{Without: []auth0test.Feature{auth0test.MFAPolicies}})
	manage(t, tn, "GET", "/guardian/policies", nil).want(t, 403, lacking)
	if _, err := auth0test.Start(auth0test.Config{Without: []auth0test.Feature{"duo"}}); err == nil {
		t.Error("a feature that does not exist")
	}
}

// While reads lag, they show what was there before the latest writes.
func TestReadsCanLagBehindWrites(t *testing.T) {
	t.Parallel()
	const policies, templates = "/guardian/policies", "/branding/phone/templates"
	tn := auth0test.NewTenant(t)
	tn.ReadDelay(3 * time.Second)
	manage(t, tn, "PUT", policies, `["all-applications"]`).want(t, 200, `["all-applications"]`)
	manage(t, tn, "GET", policies, nil).exactly(t, 200, utf8JSON, `[]`)
	tn.Advance(2 * time.Second)
	manage(t, tn, "PUT", policies, `[]`).want(t, 200)
	manage(t, tn, "GET", policies, nil).exactly(t, 200, utf8JSON, `[]`)
	tn.Advance(2 * time.Second)
	manage(t, tn, "GET", policies, nil).exactly(t, 200, utf8JSON, `["all-applications"]`)
	tn.Advance(2 * time.Second)
	manage(t, tn, "GET", policies, nil).exactly(t, 200, utf8JSON, `[]`)

	made := manage(t, tn, "POST", templates, `{"type":"otp_enroll","content":{"body":{"text":"x"}}}`).want(t, 201).text(t, "id")
	manage(t, tn, "GET", templates, nil).exactly(t, 200, utf8JSON, `{"templates":[]}`)
	manage(t, tn, "GET", templates+"/"+made, nil).want(t, 404, "Notification Resource not found")
	tn.Advance(3 * time.Second)
	manage(t, tn, "GET", templates+"/"+made, nil).want(t, 200, made)
	manage(t, tn, "DELETE", templates+"/"+made, nil).want(t, 204)
	manage(t, tn, "GET", templates+"/"+made, nil).want(t, 200, made)

	manage(t, tn, "PUT", policies, `["refused"]`).want(t, 400)
	tn.ReadDelay(0)
	manage(t, tn, "GET", templates+"/"+made, nil).want(t, 404)
	send(t, tn, "GET", "/api/v2"+policies, "", nil).want(t, 401) // the past is not for all
}

func TestAnApplicationThatMayOnlyRead(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	app := tn.ReadOnly()
	token := send(t, tn, "POST", "/oauth/token", "", form("grant_type", "client_credentials", "client_id", app.ClientID,
		"client_secret", app.ClientSecret, "audience", tn.ManagementAudience())).want(t, 200).text(t, "access_token")
	send(t, tn, "GET", "/api/v2/guardian/factors", token, nil).want(t, 200)
	send(t, tn, "PUT", "/api/v2/guardian/factors/otp", token, `{"enabled":true}`).want(t, 403, `"errorCode":"insufficient_scope"`)
}

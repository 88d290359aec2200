package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// For eight tenants in one configuration, with limits of ten requests a second
// and every twentieth answer a fault, one apply is enough, a plan finds no
// difference, and a destroy leaves nothing on.
func TestEightTenants(t *testing.T) {
	t.Parallel()
	allOn, allOff := []string{"policies", "all-applications"}, []string{"policies", ""}
	for _, factor := range factorNames {
		allOn, allOff = append(allOn, factor, "true"), append(allOff, factor, "false")
	}
	var config strings.Builder
	var tenants []tenant
	for i := range 8 {
		tn := emulated(t)
		tn.Limit(10, 10)
		for _, f := range []auth0test.Fault{
			{Status: 429, Header: map[string]string{"Retry-After": "1"}},
			{Status: 503, After: true},
			{Reset: true, After: true},
		} {
			f.Path, f.Times, f.Chance = "/api/v2/*", -1, 0.05/3
			tn.Fail(f)
		}
		app := tn.Management()
		fmt.Fprintf(&config, `
provider "guardian" {
  alias         = "t%d"
  domain        = %q
  client_id     = %q
  client_secret = %q
}
`, i, tn.URL(), app.ClientID, app.ClientSecret)
		ofAlias := fmt.Sprintf(`"t%d" {
  provider = guardian.t%d`, i, i)
		config.WriteString(strings.ReplaceAll(allToggles+policiesOn, `"this" {`, ofAlias))
		tenants = append(tenants, tn)
	}
	w := tenants[0].workspace(t, config.String())
	run(t, w, "apply", "-auto-approve")
	for _, tn := range tenants {
		if err := tn.check(allOn...); err != nil {
			t.Error(err)
		}
	}
	run(t, w, "plan", "-detailed-exitcode")
	run(t, w, "destroy", "-auto-approve")
	for _, tn := range tenants {
		if err := tn.check(allOff...); err != nil {
			t.Error(err)
		}
	}
}

// A tenant whose clock is behind may limit the rate for ever: there are a
// handful of requests, and then an error.
func TestRateLimitWithoutAnEnd(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{
		Path:   "/api/v2/*",
		Times:  -1,
		Status: 429,
		Header: map[string]string{"X-RateLimit-Reset": "946684800", "X-RateLimit-Remaining": "0"},
	})
	w := tn.workspace(t, emailOn+policiesOn)
	w.Env = append(w.Env, "GUARDIAN_MAX_RETRIES=2")
	if out := fails(t, w, "apply", "-auto-approve"); !strings.Contains(out, "429 Too Many Requests") {
		t.Error(out)
	}
	// The plan reads the policies, and so does the apply, before it writes them and the factor.
	if n := len(tn.Requests()); n > 2+5*3 {
		t.Errorf("%d requests for two resources", n)
	}
}

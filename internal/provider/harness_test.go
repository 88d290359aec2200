package provider_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

// tenant is what an acceptance test runs against: an emulated one, or a real
// one that the environment names.
type tenant struct {
	*auth0test.Tenant               // nil where the tenant is real
	api               *auth0.Client // an administrator's, beside the provider's
	block             string        // the provider block
}

// onBoth runs a test against an emulated tenant, and against a real one where
// the environment names all of its variables.
func onBoth(t *testing.T, test func(*testing.T, tenant)) {
	t.Helper()
	t.Run("emulated", func(t *testing.T) {
		t.Parallel()
		test(t, emulated(t))
	})
	t.Run("real", func(t *testing.T) {
		t.Parallel()
		test(t, genuine(t))
	})
}

// emulated is a tenant of the test's own, with Auth0's defaults.
func emulated(t testing.TB) tenant {
	t.Helper()
	return emulatedLike(t, auth0test.Config{})
}

// emulatedLike is a tenant of the test's own that is not like the others.
func emulatedLike(t testing.TB, like auth0test.Config) tenant {
	t.Helper()
	tn := auth0test.NewTenantLike(t, like)
	app := tn.Management()
	config := auth0.Config{Domain: tn.URL(), ClientID: app.ClientID, ClientSecret: app.ClientSecret}
	block := fmt.Sprintf(`provider "guardian" {
  domain        = %q
  client_id     = %q
  client_secret = %q
}
`, tn.URL(), app.ClientID, app.ClientSecret)
	return tenant{tn, client(t, config), block}
}

// oneAtATime keeps tests apart that share the one real tenant.
var oneAtATime sync.Mutex

// genuine is the real tenant that the environment names, with Auth0's defaults.
func genuine(t *testing.T) tenant {
	t.Helper()
	required(t, "TF_ACC")
	config := auth0.Config{
		Domain:       required(t, "AUTH0_DOMAIN"),
		ClientID:     required(t, "AUTH0_CLIENT_ID"),
		ClientSecret: required(t, "AUTH0_CLIENT_SECRET"),
	}
	oneAtATime.Lock()
	t.Cleanup(oneAtATime.Unlock)
	tn := tenant{nil, client(t, config), `provider "guardian" {}
`}
	tn.reset(t)
	return tn
}

// required is a variable without which a test cannot run.
func required(t *testing.T, name string) string {
	t.Helper()
	value := os.Getenv(name)
	if value == "" {
		t.Skipf("%s is not set; CONTRIBUTING.md says what a test against a real tenant needs", name)
	}
	return value
}

// client is a client of the APIs beside the provider's.
func client(t testing.TB, config auth0.Config) *auth0.Client {
	t.Helper()
	c, err := auth0.New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// domain is the tenant's, as import takes it.
func (tn tenant) domain() string { return tn.api.Domain() }

// factories make the provider that is under test, in this process.
var factories = map[string]func() (tfprotov6.ProviderServer, error){
	"guardian": providerserver.NewProtocol6WithError(provider.New("test")()),
}

// apply runs steps against the tenant; the provider block is put before each configuration.
func (tn tenant) apply(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	for i := range steps {
		if steps[i].Config != "" {
			needs(t, steps[i].Config)
			steps[i].Config = tn.block + steps[i].Config
		}
	}
	resource.UnitTest(t, resource.TestCase{ProtoV6ProviderFactories: factories, Steps: steps})
}

// has states, after a step, what the tenant itself has: pairs of a subject and a value.
func (tn tenant) has(pairs ...string) resource.TestCheckFunc {
	return func(*terraform.State) error { return tn.check(pairs...) }
}

// check is has outside of a step.
func (tn tenant) check(pairs ...string) error {
	var errs []error
	for pair := range slices.Chunk(pairs, 2) {
		got, err := tn.look(pair[0])
		if want := pair[1]; err == nil && got != want {
			err = fmt.Errorf("the tenant has %s = %s, want %s", pair[0], got, want)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// sorted is a list in words, whatever its order.
func sorted(list []string) string {
	return strings.Join(slices.Sorted(slices.Values(list)), ",")
}

// value is what a pointer points at, "" where it is nil.
func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// look asks the tenant itself for a subject, or for the state of a factor.
func (tn tenant) look(name string) (string, error) {
	ctx := context.Background()
	s, ok := subjects[name]
	switch {
	case ok && (tn.Tenant == nil || s.emulated == nil):
		return s.real(ctx, tn.api)
	case ok:
		return s.emulated(tn.Tenant), nil
	case !slices.Contains(factorNames, name):
		return "", fmt.Errorf("subjects_test.go has no subject %q", name)
	case tn.Tenant != nil:
		return strconv.FormatBool(tn.Factor(name)), nil
	}
	time.Sleep(3 * time.Second) // a client's list of factors may be from a moment ago
	on, err := tn.api.Factor(ctx, auth0.FactorName(name))
	return strconv.FormatBool(on), err
}

// drift changes something behind Terraform's back.
func (tn tenant) drift(t *testing.T, change func(context.Context, *auth0.Client) error) func() {
	t.Helper()
	return func() {
		if err := change(context.Background(), tn.api); err != nil {
			t.Fatal(err)
		}
	}
}

// reset puts Auth0's defaults back, so that a test against a real tenant starts
// from them. What a tenant does not have, or keeps back, is left out.
func (tn tenant) reset(t *testing.T) {
	t.Helper()
	for _, reset := range resets {
		var e *auth0.Error
		err := reset(context.Background(), tn.api)
		if errors.As(err, &e) && (e.Status == http.StatusForbidden || e.Status == http.StatusNotFound) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// errorf makes the errors of checks.
func errorf(format string, args ...any) error { return fmt.Errorf(format, args...) }

// forbidden refuses a request once, as Auth0 does where the scope is missing.
func forbidden(method, path string) auth0test.Fault {
	return auth0test.Fault{
		Method: method, Path: path, Status: 403,
		Body: `{
			"statusCode": 403,
			"error": "Forbidden",
			"message": "Insufficient scope, expected any of: update:guardian_factors",
			"errorCode": "insufficient_scope"
		}`,
	}
}

// plan states what a step plans, before it is applied.
func plan(checks ...plancheck.PlanCheck) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: checks}
}

func values(address string, want map[string]knownvalue.Check) (checks []statecheck.StateCheck) {
	for name, value := range want {
		checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value))
	}
	return checks
}

// factorNames are all factors of a tenant.
var factorNames = []string{"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code"}

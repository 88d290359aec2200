package provider_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// lifecycle is what happens to every resource: a row for each type.
type lifecycle struct {
	typeName      string
	variant       string
	first, second string   // the body of the resource, created and then updated
	hasFirst      []string // what the tenant has after the first; pairs for tenant.has
	hasSecond     []string
	fresh         []string // what a new tenant has, and one after destroy
	drift         func(context.Context, *auth0.Client) error
	unread        []string // attributes that an import cannot fill
	forgotten     []string // computed ones that it fills otherwise, without a difference in the plan

	remembers  bool   // a create without an answer leaves it tainted: its destroy takes back what may have been done
	identifies string // an attribute that is always set; "enabled" when empty

	keys    []string     // the attributes that make the import ID of one of several
	prepare func(tenant) // what has to be there before; emulated tenants only
}

func toggles(typeName string, factor auth0.FactorName) lifecycle {
	name := string(factor)
	return lifecycle{
		typeName:  typeName,
		first:     `enabled = true`,
		hasFirst:  []string{name, "true"},
		second:    `enabled = false`,
		hasSecond: []string{name, "false"},
		fresh:     []string{name, "false"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetFactor(ctx, factor, false)
			return err
		},
	}
}

var lifecycles = []lifecycle{
	toggles("guardian_factor_otp", auth0.FactorOTP),
	toggles("guardian_factor_recovery_code", auth0.FactorRecoveryCode),
	toggles("guardian_factor_email", auth0.FactorEmail),
	{
		typeName: "guardian_factor_email",
		variant:  " with settings",
		first: `
			enabled  = true
			settings = { otp_length = 8 }`,
		hasFirst: []string{"email", "true", "email settings", "8 digits, 300 s"},
		second: `
			enabled  = true
			settings = { otp_expiration_time = 60 }`,
		hasSecond: []string{"email", "true", "email settings", "6 digits, 60 s"},
		fresh:     []string{"email", "false", "email settings", "6 digits, 300 s"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetOTPSettings(ctx, auth0.FactorEmail, auth0.OTPSettings{Length: 10, ExpirationTime: 3600})
			return err
		},
	},
	toggles("guardian_factor_duo", auth0.FactorDuo),
	toggles("guardian_factor_phone", auth0.FactorSMS),
	toggles("guardian_factor_webauthn_platform", auth0.FactorWebAuthnPlatform),
	toggles("guardian_factor_webauthn_roaming", auth0.FactorWebAuthnRoaming),
	{
		typeName:  "guardian_factor_duo",
		variant:   " with a connection",
		first:     duoOn("first-key", 1),
		hasFirst:  []string{"duo", "true", "duo settings", "ikey:first-key@api-0123abcd.duosecurity.com"},
		second:    duoOn("second-key", 2),
		hasSecond: []string{"duo", "true", "duo settings", "ikey:second-key@api-0123abcd.duosecurity.com"},
		fresh:     []string{"duo", "false", "duo settings", ":@"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			other := "other"
			_, err := c.SetDuoSettings(ctx, auth0.DuoSettings{IntegrationKey: &other, Hostname: &other})
			return err
		},
		unread: []string{"secret_key_wo_version"},
	},
	{
		typeName:   "guardian_policies",
		identifies: "policies.#",
		first:      `policies = ["confidence-score", "all-applications"]`,
		hasFirst:   []string{"policies", "all-applications,confidence-score"},
		second:     `policies = []`,
		hasSecond:  []string{"policies", ""},
		fresh:      []string{"policies", ""},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetPolicies(ctx, []string{auth0.PolicyAllApplications})
			return err
		},
	},
}

// duoOn is the body of a Duo factor, whose secret is sent again with a new version.
func duoOn(secret string, version int) string {
	return fmt.Sprintf(`
enabled = true
integration_key = "ikey"
hostname = "api-0123abcd.duosecurity.com"
secret_key_wo = %q
secret_key_wo_version = %d`, secret, version)
}

// itemLifecycles are the rows of what a tenant can have several of.
var itemLifecycles = slices.Concat(
	emailTemplateLifecycles,
	grantLifecycles,
	methodLifecycles,
	phoneProviderLifecycles,
	phoneTemplateLifecycles,
)

// lines makes one body of attributes and blocks.
func lines(list ...string) string { return strings.Join(list, "\n") }

func (l lifecycle) config(body string) string {
	return fmt.Sprintf(`
resource %q "this" {
%s
}
`, l.typeName, body)
}

func (l lifecycle) address() string { return l.typeName + ".this" }

// wholeWay are the rows that go through a CLI as well, a setting with a secret and
// one of several. What the others have in common with them takes place in this
// process; all types at once go through a CLI in TestEverythingAtOnce, and each
// does on a real tenant.
var wholeWay = []string{"guardian_factor_duo with a connection", "guardian_authentication_method by email"}

// Every type can be created, planned without a difference, put right after
// drift, imported, updated and destroyed.
func TestLifecycle(t *testing.T) {
	t.Parallel()
	for _, l := range allRows() {
		t.Run(l.typeName+l.variant, func(t *testing.T) {
			t.Parallel()
			l.onTenants(t, func(t *testing.T, tn tenant) {
				if l.byCLI(tn) {
					l.run(t, tn)
				} else {
					newCore(t, tn, l).live()
				}
			})
		})
	}
}

// byCLI says whether a row is run by a CLI.
func (l lifecycle) byCLI(tn tenant) bool {
	return byCLI || tn.Tenant == nil || slices.Contains(wholeWay, l.typeName+l.variant)
}

// onTenants is onBoth, but for what only an emulated tenant can have beforehand.
func (l lifecycle) onTenants(t *testing.T, test func(*testing.T, tenant)) {
	t.Helper()
	if l.prepare == nil {
		onBoth(t, test)
		return
	}
	test(t, l.emulated(t))
}

// emulated is a tenant that has what has to be there before.
func (l lifecycle) emulated(t *testing.T) tenant {
	t.Helper()
	tn := emulated(t)
	if l.prepare != nil {
		l.prepare(tn)
	}
	return tn
}

// importID is what the resource in state is imported by.
func (l lifecycle) importID(tn tenant) resource.ImportStateIdFunc {
	return func(s *terraform.State) (string, error) {
		if l.keys == nil {
			return tn.domain(), nil
		}
		var parts []string
		for _, key := range l.keys {
			parts = append(parts, s.RootModule().Resources[l.address()].Primary.Attributes[key])
		}
		return strings.Join(parts, "::"), nil
	}
}

func (l lifecycle) run(t *testing.T, tn tenant) {
	planned := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return plan(plancheck.ExpectResourceAction(l.address(), action))
	}
	tn.apply(t,
		resource.TestStep{
			Config:           l.config(l.first),
			ConfigPlanChecks: planned(plancheck.ResourceActionCreate),
			Check:            tn.has(l.hasFirst...),
		},
		resource.TestStep{
			Config:           l.config(l.first),
			ConfigPlanChecks: planned(plancheck.ResourceActionNoop),
		},
		resource.TestStep{
			PreConfig:        tn.drift(t, l.drift),
			Config:           l.config(l.first),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			Check:            tn.has(l.hasFirst...),
		},
		resource.TestStep{
			ResourceName:                         l.address(),
			ImportState:                          true,
			ImportStateIdFunc:                    l.importID(tn),
			ImportStateVerify:                    true,
			ImportStateVerifyIdentifierAttribute: l.identifying(),
			ImportStateVerifyIgnore:              slices.Concat(l.unread, l.forgotten),
		},
		l.importBlock(tn),
		resource.TestStep{
			Config:           l.config(l.second),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			Check:            tn.has(l.hasSecond...),
		},
		resource.TestStep{
			Config:           l.config(l.first),
			ConfigPlanChecks: planned(plancheck.ResourceActionUpdate),
			Check:            tn.has(l.hasFirst...),
		},
		resource.TestStep{
			Config:  l.config(l.first),
			Destroy: true,
		},
	)
	if err := tn.check(l.fresh...); err != nil {
		t.Errorf("after destroy: %v", err)
	}
}

// importBlock imports by a block, a setting by the domain as a browser shows it. Where the state
// cannot hold all that the configuration says, the plan has a difference, which
// plugin-testing takes for an error.
func (l lifecycle) importBlock(tn tenant) resource.TestStep {
	step := resource.TestStep{ResourceName: l.address(), ImportState: true, ImportStateKind: resource.ImportBlockWithID}
	if l.keys == nil {
		step.ImportStateId = "https://" + tn.domain() + "/"
	} else {
		step.ImportStateIdFunc = l.importID(tn)
	}
	if l.unread != nil {
		step.ExpectError = regexp.MustCompile("expected a no-op import operation, got.*update")
	}
	return step
}

// identifying is an attribute that plugin-testing can tell the imported resource by.
func (l lifecycle) identifying() string {
	switch {
	case l.keys != nil:
		return l.keys[len(l.keys)-1]
	case l.identifies != "":
		return l.identifies
	}
	return "enabled"
}

// What a CLI makes of a resource identity; TestEveryTypeHasAnIdentity is about each type's.
func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	for _, l := range allRows() {
		t.Run(l.typeName+l.variant, func(t *testing.T) {
			t.Parallel()
			l.onTenants(t, func(t *testing.T, tn tenant) {
				if !l.byCLI(tn) {
					return
				}
				needs(t, "identity = {")
				tn.apply(t,
					resource.TestStep{Config: l.config(l.first)},
					resource.TestStep{
						ResourceName:    l.address(),
						ImportState:     true,
						ImportStateKind: resource.ImportBlockWithResourceIdentity,
						ExpectError:     l.importBlock(tn).ExpectError,
					},
				)
			})
		})
	}
}

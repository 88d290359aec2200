package provider

import (
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// variables are the environment variables that stand in for attributes.
var variables = map[string]string{ //nolint:gosec // names, not values
	"domain":                       "AUTH0_DOMAIN",
	"client_id":                    "AUTH0_CLIENT_ID",
	"client_secret":                "AUTH0_CLIENT_SECRET",
	"client_assertion_private_key": "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY",
	"client_assertion_signing_alg": "AUTH0_CLIENT_ASSERTION_SIGNING_ALG",
	"api_token":                    "AUTH0_API_TOKEN",
	"audience":                     "AUTH0_AUDIENCE",
	"token_cache":                  "GUARDIAN_TOKEN_CACHE",
	"max_retries":                  "GUARDIAN_MAX_RETRIES",
	"request_timeout":              "GUARDIAN_REQUEST_TIMEOUT",
	"protection_loss":              "GUARDIAN_PROTECTION_LOSS",
	"protection_loss_allowed":      "GUARDIAN_PROTECTION_LOSS_ALLOWED",
}

// settings are the provider's attributes as they were configured.
type settings struct {
	configured map[string]string // what the configuration sets
	unknown    []string          // what depends on something that is known only after apply
	diags      *diag.Diagnostics
}

func newSettings(config tfsdk.Config, diags *diag.Diagnostics) *settings {
	s := &settings{configured: map[string]string{}, diags: diags}
	raw := valuesOf(config.Raw)
	for _, attribute := range slices.Sorted(maps.Keys(variables)) {
		v := raw[attribute]
		var text string
		var number big.Float
		var yes bool
		var elements []tftypes.Value
		switch {
		case !v.IsFullyKnown():
			s.unknown = append(s.unknown, attribute)
		case v.IsNull():
		case v.Type().Is(tftypes.Number):
			_ = v.As(&number) // cannot fail: it is a known number
			s.configured[attribute] = number.Text('f', -1)
		case v.Type().Is(tftypes.Bool):
			_ = v.As(&yes) // cannot fail: it is a known bool
			s.configured[attribute] = strconv.FormatBool(yes)
		case v.As(&elements) == nil:
			names := make([]string, len(elements))
			for i, e := range elements {
				_ = e.As(&names[i]) // stays empty for null
			}
			s.configured[attribute] = strings.Join(names, ",")
		default:
			_ = v.As(&text) // cannot fail: it is a known string
			if text != "" {
				s.configured[attribute] = text
			} else if attribute == "domain" { // the environment's may be another tenant's
				s.fail(attribute, "No domain", "is empty. Set it to the domain of your tenant, or leave it out for the environment variable's.")
			}
		}
	}
	return s
}

// notYet is why the provider can't be used while something of its configuration
// is not known. What is only created needs it no earlier than in the apply.
func (s *settings) notYet() diag.Diagnostic {
	var names []string
	for _, attribute := range s.unknown {
		names = append(names, attribute+" ("+variables[attribute]+")")
	}
	return diag.NewErrorDiagnostic("The provider's configuration is not known yet", fmt.Sprintf(
		"It depends on something that is known only after apply: %s. What is new can be planned like that, but this needs the tenant now. "+
			"Apply what it depends on first (-target), use a value that is known, or leave the attribute out and set the environment variable.",
		strings.Join(names, ", ")))
}

// tenant is the one that is meant while credentials are not known yet; "" where
// that depends on what is not known either.
func (s *settings) tenant() string {
	names := []string{"domain", "audience", "api_token"} // of which a token names the tenant itself
	if slices.ContainsFunc(names, func(name string) bool { return slices.Contains(s.unknown, name) }) {
		return ""
	}
	tenant, _ := auth0.TenantOf(s.value("domain"), s.value("audience")) // what is wrong with it is told once all is known
	return tenant
}

// value is what the configuration sets, or else the environment.
func (s *settings) value(attribute string) string {
	if v, ok := s.configured[attribute]; ok {
		return v
	}
	return os.Getenv(variables[attribute])
}

// fail adds an error that names both the attribute and its variable.
func (s *settings) fail(attribute, summary, detail string) {
	s.diags.AddAttributeError(path.Root(attribute), summary,
		fmt.Sprintf("The provider's attribute %q (environment variable %s) %s", attribute, variables[attribute], detail))
}

// named is how errors name an attribute.
func named(attribute string) string {
	return fmt.Sprintf("%q (%s)", attribute, variables[attribute])
}

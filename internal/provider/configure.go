package provider

import (
	"context"
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// maxRetries is the most that the attribute takes: ten attempts for one request.
const maxRetries = 9

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
}

// Configure prepares the client. It makes no request, so that a plan without
// resources of ours needs no tenant.
func (p *guardianProvider) Configure(_ context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	s := newSettings(req.Config, &resp.Diagnostics)
	if s.unknown != nil {
		later := &session{unready: s.notYet()}
		resp.ResourceData, resp.DataSourceData = later, later
		return
	}
	config := auth0.Config{
		Domain:    s.value("domain"),
		Audience:  s.value("audience"),
		UserAgent: fmt.Sprintf("terraform-provider-guardian/%s Terraform/%s", p.version, req.TerraformVersion),
		Transport: logged{auth0.NewTransport()},
	}
	s.checkDomain()
	s.authenticate(&config)
	s.bounds(s.value, &config)
	s.cache(&config)
	if resp.Diagnostics.HasError() {
		return
	}
	client, err := auth0.New(config)
	if err != nil {
		resp.Diagnostics.AddError("Could not configure the provider", sentence(err))
		return
	}
	shared := &session{client: client, folder: sync.OnceValues(p.folder)} // made when something is written
	resp.ResourceData, resp.DataSourceData = shared, shared
}

// ValidateConfig refuses what a configuration alone shows to be wrong; the
// environment, which Configure adds, may be another one by then.
func (p *guardianProvider) ValidateConfig(_ context.Context, req provider.ValidateConfigRequest, resp *provider.ValidateConfigResponse) {
	s := newSettings(req.Config, &resp.Diagnostics)
	fromConfig := func(attribute string) string { return s.configured[attribute] }
	s.refuseSeveral(s.ways(fromConfig))
	s.bounds(fromConfig, new(auth0.Config))
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
		switch {
		case !v.IsKnown():
			s.unknown = append(s.unknown, attribute)
		case v.IsNull():
		case v.Type().Is(tftypes.Number):
			_ = v.As(&number) // cannot fail: it is a known number
			s.configured[attribute] = number.Text('f', -1)
		case v.Type().Is(tftypes.Bool):
			_ = v.As(&yes) // cannot fail: it is a known bool
			s.configured[attribute] = strconv.FormatBool(yes)
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

func (s *settings) checkDomain() {
	domain := s.value("domain")
	if slices.Contains(s.unknown, "domain") || s.diags.HasError() {
		return
	}
	if domain == "" {
		s.fail("domain", "No domain", "is not set. Set one of them to the domain of your tenant, such as example.eu.auth0.com.")
	} else if _, err := auth0.ParseDomain(domain); err != nil {
		s.fail("domain", "Not a tenant's domain", "is wrong: "+sentence(err))
	}
}

// ways lists what is set of the attributes of which one authenticates the provider.
func (s *settings) ways(value func(string) string) []string {
	all := []string{"api_token", "client_secret", "client_assertion_private_key"}
	return slices.DeleteFunc(all, func(w string) bool { return value(w) == "" })
}

func (s *settings) refuseSeveral(given []string) {
	if len(given) > 1 {
		s.fail(given[1], "More than one way to authenticate", "and "+named(given[0])+" are both set. Keep exactly one of them.")
	}
}

// authenticate finds the one way to authenticate. A way in the configuration
// hides those in the environment.
func (s *settings) authenticate(config *auth0.Config) {
	given := s.ways(func(way string) string { return s.configured[way] })
	if len(given) == 0 {
		given = s.ways(s.value)
	}
	switch {
	case len(s.unknown) > 0: // what is not known yet may be what seems to be missing
	case len(given) == 0:
		s.fail("client_secret", "No credentials", "is not set, and neither are "+named("client_assertion_private_key")+" and "+named("api_token")+
			". The provider needs exactly one of the three, the first two together with "+named("client_id")+".")
	case len(given) > 1:
		s.refuseSeveral(given)
	default:
		s.credentials(given[0], config)
	}
}

// credentials fills in what one way to authenticate needs.
func (s *settings) credentials(way string, config *auth0.Config) {
	if way != "client_assertion_private_key" && s.configured["client_assertion_signing_alg"] != "" {
		s.fail("client_assertion_private_key", "Incomplete credentials",
			"is not set, but "+named("client_assertion_signing_alg")+" is. Set the key, or leave the algorithm out.")
	}
	if way == "api_token" {
		if config.APIToken = s.value(way); strings.ContainsFunc(config.APIToken, unicode.IsControl) {
			s.fail(way, "Not an access token", "contains a line break or another control character.")
		}
		return
	}
	if config.ClientID = s.value("client_id"); config.ClientID == "" {
		s.fail("client_id", "Incomplete credentials",
			"is not set, but "+named(way)+" is. Set it to the client ID of the application that it belongs to.")
	}
	if way == "client_secret" {
		config.ClientSecret = s.value(way)
		return
	}
	config.PrivateKey, config.SigningAlg = s.value(way), s.value("client_assertion_signing_alg")
	if _, err := auth0.ParsePrivateKey(config.PrivateKey); err != nil {
		s.fail(way, "Not a private key", "cannot be used: "+sentence(err))
	}
	if config.SigningAlg != "" && !slices.Contains(auth0.SigningAlgs, config.SigningAlg) {
		s.fail("client_assertion_signing_alg", "Not a signing algorithm", fmt.Sprintf(
			"is %q; Auth0 accepts %s.", config.SigningAlg, strings.Join(auth0.SigningAlgs, ", ")))
	}
}

// bounds reads how often and how long a request may try.
func (s *settings) bounds(value func(string) string, config *auth0.Config) {
	if v := value("max_retries"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > maxRetries {
			s.fail("max_retries", "Not a number of retries", fmt.Sprintf("is %q; it is a whole number from 0 to %d.", v, maxRetries))
		}
		config.Attempts = n + 1
	}
	if v := value("request_timeout"); v != "" {
		d, err := time.ParseDuration(v)
		if err != nil || d < 100*time.Millisecond || d > 10*time.Minute {
			s.fail("request_timeout", "Not a duration", fmt.Sprintf("is %q; it is a duration such as 30s or 1m30s, from 100ms to 10m.", v))
		}
		config.RequestTimeout = d
	}
}

// cache finds the folder that outlives the process, where tokens may be kept.
func (s *settings) cache(config *auth0.Config) {
	v := s.value("token_cache")
	if v == "" {
		return
	}
	keep, err := strconv.ParseBool(v)
	if err != nil {
		s.fail("token_cache", "Not a bool", fmt.Sprintf("is %q; it is true or false.", v))
	}
	dir, err := os.UserCacheDir()
	if keep && err == nil { // without a home there is nowhere to keep them
		config.TokenCache = filepath.Join(dir, "terraform-provider-guardian")
	}
}

func named(attribute string) string {
	return fmt.Sprintf("%q (%s)", attribute, variables[attribute])
}

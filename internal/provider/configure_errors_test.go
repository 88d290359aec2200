package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A refusedBlock is a provider block, with its environment, that is refused:
// the error is at an attribute and names it, its variable and what else helps.
type refusedBlock struct {
	name            string
	attributes, env map[string]string
	at, summary     string
	names           []string
}

// example is a complete provider block, but for a tenant that would answer.
var example = map[string]string{
	"domain":        "example.eu.auth0.com",
	"client_id":     "id",
	"client_secret": "hush",
}

// only is the part of example with these attributes.
func only(names ...string) map[string]string {
	m := maps.Clone(example)
	maps.DeleteFunc(m, func(name, _ string) bool { return !slices.Contains(names, name) })
	return m
}

func providerBlocksAreRefused(t *testing.T, blocks []refusedBlock, secrets ...string) {
	t.Helper()
	for _, tc := range blocks {
		t.Run(tc.name, func(t *testing.T) {
			errs := configure(t, tc.attributes, tc.env).errs
			at := tftypes.NewAttributePath().WithAttributeName(tc.at)
			i := slices.IndexFunc(errs, func(d *tfprotov6.Diagnostic) bool {
				return d.Attribute.Equal(at) && strings.Contains(d.Summary, tc.summary)
			})
			if i < 0 {
				t.Fatalf("no error %q at %s:\n%s", tc.summary, tc.at, text(errs))
			}
			for _, want := range append(tc.names, tc.at) {
				if !strings.Contains(errs[i].Detail, want) {
					t.Errorf("the error does not name %s: %s", want, errs[i].Detail)
				}
			}
			for _, hidden := range append(secrets, "hush") {
				if strings.Contains(text(errs), hidden) {
					t.Errorf("a secret is in the diagnostics: %s", text(errs))
				}
			}
		})
	}
}

func TestInvalidDomainIsRefused(t *testing.T) { //nolint:paralleltest // sets environment variables
	providerBlocksAreRefused(t, []refusedBlock{
		{
			name:       "none",
			attributes: only("client_id", "client_secret"),
			at:         "domain",
			summary:    "No domain",
			names:      []string{"AUTH0_DOMAIN"},
		},
		{
			name:       "empty, whatever the variable is",
			attributes: with(example, "domain", ""),
			env:        map[string]string{"AUTH0_DOMAIN": "other.eu.auth0.com"},
			at:         "domain",
			summary:    "No domain",
			names:      []string{"AUTH0_DOMAIN"},
		},
		{
			name:       "not a domain",
			attributes: with(example, "domain", "a b"),
			at:         "domain",
			summary:    "Not a tenant's domain",
			names:      []string{"AUTH0_DOMAIN"},
		},
		{
			name:       "not a domain, in the variable",
			attributes: only("client_id", "client_secret"),
			env:        map[string]string{"AUTH0_DOMAIN": "ftp://x.y"},
			at:         "domain",
			summary:    "Not a tenant's domain",
			names:      []string{"AUTH0_DOMAIN"},
		},
		{
			name:       "without TLS",
			attributes: with(example, "domain", "http://example.eu.auth0.com"),
			at:         "domain",
			summary:    "Not a tenant's domain",
			names:      []string{"https://", "AUTH0_DOMAIN"},
		},
	})
}

func TestIncompleteOrAmbiguousCredentialsAreRefused(t *testing.T) { //nolint:paralleltest // sets environment variables
	_, keyPEM := newKey(t)
	providerBlocksAreRefused(t, []refusedBlock{
		{
			name:       "none",
			attributes: only("domain"),
			at:         "client_secret",
			summary:    "No credentials",
			names: []string{
				"AUTH0_CLIENT_SECRET",
				`"client_assertion_private_key" (AUTH0_CLIENT_ASSERTION_PRIVATE_KEY)`,
				`"api_token" (AUTH0_API_TOKEN)`,
				`"client_id" (AUTH0_CLIENT_ID)`,
			},
		},
		{
			name:       "client ID without a secret",
			attributes: only("domain", "client_id"),
			at:         "client_secret",
			summary:    "No credentials",
			names:      []string{"AUTH0_CLIENT_SECRET"},
		},
		{
			name:       "client secret without an ID",
			attributes: only("domain", "client_secret"),
			at:         "client_id",
			summary:    "Incomplete credentials",
			names:      []string{"AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"},
		},
		{
			name:       "key without a client ID",
			attributes: with(only("domain"), "client_assertion_private_key", keyPEM),
			at:         "client_id",
			summary:    "Incomplete credentials",
			names:      []string{"AUTH0_CLIENT_ID", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"},
		},
		{
			name:       "signing algorithm without a key",
			attributes: with(example, "client_assertion_signing_alg", "PS256"),
			at:         "client_assertion_private_key",
			summary:    "Incomplete credentials",
			names:      []string{"AUTH0_CLIENT_ASSERTION_PRIVATE_KEY", "AUTH0_CLIENT_ASSERTION_SIGNING_ALG"},
		},
		{
			name:       "client secret and API token",
			attributes: with(example, "api_token", "t"),
			at:         "client_secret",
			summary:    "More than one way",
			names:      []string{"AUTH0_API_TOKEN", "AUTH0_CLIENT_SECRET"},
		},
		{
			name:       "client secret and API token, in variables",
			attributes: only("domain"),
			env: map[string]string{
				"AUTH0_API_TOKEN":     "t",
				"AUTH0_CLIENT_SECRET": "s",
				"AUTH0_CLIENT_ID":     "id",
			},
			at:      "client_secret",
			summary: "More than one way",
			names:   []string{"AUTH0_API_TOKEN", "AUTH0_CLIENT_SECRET"},
		},
	}, keyPEM)
}

func TestInvalidCredentialsAreRefused(t *testing.T) { //nolint:paralleltest // sets environment variables
	_, keyPEM := newKey(t)
	providerBlocksAreRefused(t, []refusedBlock{
		{
			name: "not a key",
			attributes: map[string]string{
				"domain":                       "a.b",
				"client_id":                    "id",
				"client_assertion_private_key": "hush",
			},
			at:      "client_assertion_private_key",
			summary: "Not a private key",
			names:   []string{"PEM", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"},
		},
		{
			name: "not an algorithm",
			attributes: map[string]string{
				"domain":                       "a.b",
				"client_id":                    "id",
				"client_assertion_private_key": keyPEM,
				"client_assertion_signing_alg": "HS256",
			},
			at:      "client_assertion_signing_alg",
			summary: "Not a signing algorithm",
			names:   []string{"RS256, RS384, PS256", "AUTH0_CLIENT_ASSERTION_SIGNING_ALG"},
		},
		{
			name:       "API token with a line break",
			attributes: with(only("domain"), "api_token", "hush\n"),
			at:         "api_token",
			summary:    "Not an access token",
			names:      []string{"AUTH0_API_TOKEN"},
		},
	}, keyPEM)
}

func TestInvalidLimitsAreRefused(t *testing.T) { //nolint:paralleltest // sets environment variables
	providerBlocksAreRefused(t, []refusedBlock{
		{
			name:       "too many retries",
			attributes: with(example, "max_retries", "10"),
			at:         "max_retries",
			summary:    "Not a number of retries",
			names:      []string{"GUARDIAN_MAX_RETRIES"},
		},
		{
			name:       "negative retries, in the variable",
			attributes: example,
			env:        map[string]string{"GUARDIAN_MAX_RETRIES": "-1"},
			at:         "max_retries",
			summary:    "Not a number of retries",
			names:      []string{"GUARDIAN_MAX_RETRIES"},
		},
		{
			name:       "no number of retries, in the variable",
			attributes: example,
			env:        map[string]string{"GUARDIAN_MAX_RETRIES": "many"},
			at:         "max_retries",
			summary:    "Not a number of retries",
			names:      []string{"GUARDIAN_MAX_RETRIES"},
		},
		{
			name:       "timeout without a unit",
			attributes: with(example, "request_timeout", "30"),
			at:         "request_timeout",
			summary:    "Not a duration",
			names:      []string{"GUARDIAN_REQUEST_TIMEOUT"},
		},
		{
			name:       "too long a timeout, in the variable",
			attributes: example,
			env:        map[string]string{"GUARDIAN_REQUEST_TIMEOUT": "1h"},
			at:         "request_timeout",
			summary:    "Not a duration",
			names:      []string{"GUARDIAN_REQUEST_TIMEOUT"},
		},
		{
			name:       "timeout of no time at all, in the variable",
			attributes: example,
			env:        map[string]string{"GUARDIAN_REQUEST_TIMEOUT": "0s"},
			at:         "request_timeout",
			summary:    "Not a duration",
			names:      []string{"GUARDIAN_REQUEST_TIMEOUT"},
		},
		{
			name:       "neither warn nor refuse",
			attributes: with(example, "protection_loss", "fail"),
			at:         "protection_loss",
			summary:    "Neither warn nor refuse",
			names:      []string{"GUARDIAN_PROTECTION_LOSS"},
		},
		{
			name:       "neither warn nor refuse, in the variable",
			attributes: example,
			env:        map[string]string{"GUARDIAN_PROTECTION_LOSS": "error"},
			at:         "protection_loss",
			summary:    "Neither warn nor refuse",
			names:      []string{"GUARDIAN_PROTECTION_LOSS"},
		},
		{
			name:       "an address instead of a type",
			attributes: with(example, "protection_loss_allowed", "guardian_factor_otp.this"),
			at:         "protection_loss_allowed",
			summary:    "Not a resource type",
			names:      []string{"GUARDIAN_PROTECTION_LOSS_ALLOWED", "guardian_factor_otp.this"},
		},
		{
			name:       "an unknown type, in the variable",
			attributes: example,
			env:        map[string]string{"GUARDIAN_PROTECTION_LOSS_ALLOWED": "guardian_factor_otp, auth0_guardian"},
			at:         "protection_loss_allowed",
			summary:    "Not a resource type",
			names:      []string{"auth0_guardian"},
		},
		{
			name:       "not a bool, in the variable",
			attributes: example,
			env:        map[string]string{"GUARDIAN_TOKEN_CACHE": "maybe"},
			at:         "token_cache",
			summary:    "Not a bool",
			names:      []string{"GUARDIAN_TOKEN_CACHE"},
		},
	})
}

package provider_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// These tests set environment variables, so that they run one after another,
// and speak the plugin protocol themselves, which takes milliseconds.

// unknown stands for a value that is known only after apply.
const unknown = "<unknown>"

type configured struct {
	server    tfprotov6.ProviderServer
	errs      []*tfprotov6.Diagnostic
	validated []*tfprotov6.Diagnostic // what validate alone has found of them
}

// configure validates and configures a provider with attributes and environment variables.
func configure(t *testing.T, attributes, env map[string]string) configured {
	t.Helper()
	for _, e := range os.Environ() {
		name, _, _ := strings.Cut(e, "=")
		if strings.HasPrefix(name, "AUTH0_") || strings.HasPrefix(name, "GUARDIAN_") {
			t.Setenv(name, "")
		}
	}
	for name, value := range env {
		t.Setenv(name, value)
	}
	server, schemas := newServer(t)
	config := object(t, schemas.Provider, attributes)
	validated, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: config})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config:           config,
		TerraformVersion: "1.11.4",
	})
	if err != nil {
		t.Fatal(err)
	}
	return configured{server, slices.Concat(validated.Diagnostics, resp.Diagnostics), validated.Diagnostics}
}

// use makes the provider call the tenant.
func (c configured) use(t *testing.T) []*tfprotov6.Diagnostic {
	t.Helper()
	if len(c.errs) != 0 {
		return c.errs
	}
	schemas, err := c.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	const policies = "guardian_policies"
	resp, err := c.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: policies, Config: object(t, schemas.DataSourceSchemas[policies], nil),
	})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Diagnostics
}

func newKey(t *testing.T) (*rsa.PrivateKey, string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	return key, string(pem.EncodeToMemory(block))
}

// bySecret is a provider block with the client secret of the tenant's application.
func bySecret(tn tenant) map[string]string {
	app := tn.Management()
	return map[string]string{
		"domain":        tn.URL(),
		"client_id":     app.ClientID,
		"client_secret": app.ClientSecret,
	}
}

func with(m map[string]string, name, value string) map[string]string {
	m = maps.Clone(m)
	m[name] = value
	return m
}

// Every way to authenticate, by attributes or by the variables that stand in
// for them, is taken by the tenant; an attribute wins over its variable, and a
// way that is configured over another one in the environment.
func TestProviderAuthenticates(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	app := tn.Management()
	key, keyPEM := newKey(t)
	for _, alg := range []string{"RS256", "RS384", "PS256"} {
		tn.AddApplication(auth0test.Application{
			ClientID:   "key-" + alg,
			PublicKey:  &key.PublicKey,
			SigningAlg: alg,
			GrantTypes: app.GrantTypes,
			Grants:     app.Grants,
		})
	}
	for name, tc := range map[string]struct{ attributes, env map[string]string }{ //nolint:paralleltest // sets environment variables
		"client secret": {
			attributes: bySecret(tn),
		},
		"key, by default with RS256": {
			attributes: map[string]string{
				"domain":                       tn.URL() + "/",
				"client_id":                    "key-RS256",
				"client_assertion_private_key": keyPEM,
			},
		},
		"key with RS384": {
			attributes: map[string]string{
				"domain":                       tn.URL(),
				"client_id":                    "key-RS384",
				"client_assertion_private_key": keyPEM,
				"client_assertion_signing_alg": "RS384",
			},
		},
		"key with PS256": {
			attributes: map[string]string{
				"domain":                       tn.URL(),
				"client_id":                    "key-PS256",
				"client_assertion_private_key": keyPEM,
				"client_assertion_signing_alg": "PS256",
			},
		},
		"API token": {
			attributes: map[string]string{
				"domain":    tn.URL(),
				"api_token": tn.Token("app", "read:mfa_policies"),
			},
		},
		"client secret in variables": {
			env: map[string]string{
				"AUTH0_DOMAIN":        tn.URL(),
				"AUTH0_CLIENT_ID":     app.ClientID,
				"AUTH0_CLIENT_SECRET": app.ClientSecret,
			},
		},
		"key in variables": {
			env: map[string]string{
				"AUTH0_DOMAIN":                       tn.URL(),
				"AUTH0_CLIENT_ID":                    "key-PS256",
				"AUTH0_CLIENT_ASSERTION_PRIVATE_KEY": keyPEM,
				"AUTH0_CLIENT_ASSERTION_SIGNING_ALG": "PS256",
			},
		},
		"API token in variables": {
			env: map[string]string{
				"AUTH0_DOMAIN":    tn.URL(),
				"AUTH0_API_TOKEN": tn.Token("app", "read:mfa_policies"),
			},
		},
		"attributes over their variables": {
			attributes: bySecret(tn),
			env: map[string]string{
				"AUTH0_DOMAIN":        "other.eu.auth0.com",
				"AUTH0_CLIENT_ID":     "other",
				"AUTH0_CLIENT_SECRET": "wrong",
			},
		},
		"client secret over other ways in variables": {
			attributes: bySecret(tn),
			env: map[string]string{
				"AUTH0_API_TOKEN":                    "wrong",
				"AUTH0_CLIENT_ASSERTION_PRIVATE_KEY": "wrong",
				"AUTH0_CLIENT_ASSERTION_SIGNING_ALG": "wrong",
			},
		},
		"empty attribute, which counts as absent": {
			attributes: with(bySecret(tn), "api_token", ""),
		},
		"no retries and a timeout": {
			attributes: with(with(bySecret(tn), "max_retries", "0"), "request_timeout", "1m30s"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diags := configure(t, tc.attributes, tc.env).use(t); len(diags) != 0 {
				t.Error(text(diags))
			}
		})
	}
}

// The audience reaches the tenant, which knows no other than its own.
func TestAudience(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	const mine, other = "https://mine.eu.auth0.com/api/v2/", "https://other.eu.auth0.com/api/v2/"
	for name, c := range map[string]configured{
		"attribute":               configure(t, with(bySecret(tn), "audience", mine), nil),
		"variable":                configure(t, bySecret(tn), map[string]string{"AUTH0_AUDIENCE": mine}),
		"attribute over variable": configure(t, with(bySecret(tn), "audience", mine), map[string]string{"AUTH0_AUDIENCE": other}),
	} {
		if got := text(c.use(t)); !strings.Contains(got, "Service not enabled within domain: "+mine) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// request_timeout bounds each attempt.
func TestRequestTimeout(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	tn.Fail(auth0test.Fault{Path: "/api/v2/*", Times: -1, Hang: true})
	once := with(bySecret(tn), "max_retries", "0")
	for want, c := range map[string]configured{
		"within 250ms": configure(t, with(once, "request_timeout", "250ms"), nil),
		"within 350ms": configure(t, once, map[string]string{"GUARDIAN_REQUEST_TIMEOUT": "350ms"}),
	} {
		if got := text(c.use(t)); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// max_retries is the number of repetitions, not of attempts.
func TestMaxRetries(t *testing.T) { //nolint:paralleltest // sets environment variables
	for retries, attempts := range map[string]int{"0": 1, "1": 2} {
		tn := emulated(t)
		tn.Fail(auth0test.Fault{Path: "/api/v2/*", Times: -1, Status: 503})
		configure(t, with(bySecret(tn), "max_retries", retries), nil).use(t)
		if n := len(tn.Requests()) - 1; n != attempts {
			t.Errorf("max_retries = %s made %d attempts, want %d", retries, n, attempts)
		}
	}
}

// Auth0's logs tell the provider and Terraform by the user agent.
func TestUserAgent(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	configure(t, bySecret(tn), nil).use(t)
	for _, r := range tn.Requests() {
		if ua := r.Header.Get("User-Agent"); ua != "terraform-provider-guardian/test Terraform/1.11.4" {
			t.Errorf("%s came from %q", r.Path, ua)
		}
	}
}

// terraform validate sees the configuration but not the environment of the
// apply: it refuses what no environment can make right, and nothing else.
func TestValidateRefusesAProviderBlock(t *testing.T) { //nolint:paralleltest // sets environment variables
	for at, attributes := range map[string]map[string]string{
		"client_secret":   with(example, "api_token", "t"),
		"domain":          with(example, "domain", "a b"),
		"max_retries":     with(example, "max_retries", "10"),
		"request_timeout": with(example, "request_timeout", "30"),
	} {
		diags := configure(t, attributes, nil).validated
		if !strings.Contains(text(diags), `AttributeName("`+at+`")`) {
			t.Errorf("%s was not refused: %s", at, text(diags))
		}
	}
	if diags := configure(t, nil, nil).validated; len(diags) != 0 {
		t.Errorf("an empty block was refused: %s", text(diags))
	}
}

// While the provider's own configuration is known only after apply, every type
// is planned without asking the tenant, and without a word.
func TestAPlanWithAnUnconfiguredProviderSaysNothing(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		for _, body := range []string{c.row.first, c.row.second, ""} {
			server, _ := newServer(t)
			if c.plan(server, body); c.said != "" {
				t.Error(c.said)
			}
			c.must(c.row.first)
		}
	})
}

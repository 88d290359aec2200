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
	"github.com/hashicorp/terraform-plugin-go/tftypes"

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
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "AUTH0_") || strings.HasPrefix(name, "GUARDIAN_") {
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
	resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.11.4"})
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
	list := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"policies": tftypes.Set{ElementType: tftypes.String}}}
	state, err := tfprotov6.NewDynamicValue(list, tftypes.NewValue(list, map[string]tftypes.Value{
		"policies": tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{}),
	}))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "guardian_policies", CurrentState: &state})
	if err != nil {
		t.Fatal(err)
	}
	return resp.Diagnostics
}

func text(diags []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(d.Attribute.String() + ": " + d.Summary + ": " + d.Detail + "\n")
	}
	return b.String()
}

func newKey(t *testing.T) (*rsa.PrivateKey, string) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return key, string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
}

// Every attribute, and every variable that stands in for one, reaches the tenant.
func TestProviderAttributes(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	app := tn.Management()
	key, keyPEM := newKey(t)
	for _, alg := range []string{"RS256", "RS384", "PS256"} {
		tn.AddApplication(auth0test.Application{ClientID: "key-" + alg, PublicKey: &key.PublicKey, SigningAlg: alg, GrantTypes: app.GrantTypes, Grants: app.Grants})
	}
	secret := map[string]string{"domain": tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret}
	for name, tc := range map[string]struct{ attributes, env map[string]string }{ //nolint:paralleltest // sets environment variables
		"client secret":       {secret, nil},
		"RS256 by default":    {map[string]string{"domain": tn.URL() + "/", "client_id": "key-RS256", "client_assertion_private_key": keyPEM}, nil},
		"RS384":               {map[string]string{"domain": tn.URL(), "client_id": "key-RS384", "client_assertion_private_key": keyPEM, "client_assertion_signing_alg": "RS384"}, nil},
		"PS256":               {map[string]string{"domain": tn.URL(), "client_id": "key-PS256", "client_assertion_private_key": keyPEM, "client_assertion_signing_alg": "PS256"}, nil},
		"API token":           {map[string]string{"domain": tn.URL(), "api_token": tn.Token("app", "read:mfa_policies")}, nil},
		"secret by variables": {nil, map[string]string{"AUTH0_DOMAIN": tn.URL(), "AUTH0_CLIENT_ID": app.ClientID, "AUTH0_CLIENT_SECRET": app.ClientSecret}},
		"key by variables": {nil, map[string]string{
			"AUTH0_DOMAIN": tn.URL(), "AUTH0_CLIENT_ID": "key-PS256", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY": keyPEM, "AUTH0_CLIENT_ASSERTION_SIGNING_ALG": "PS256",
		}},
		"token by variables":         {nil, map[string]string{"AUTH0_DOMAIN": tn.URL(), "AUTH0_API_TOKEN": tn.Token("app", "read:mfa_policies")}},
		"configuration wins":         {secret, map[string]string{"AUTH0_DOMAIN": "other.eu.auth0.com", "AUTH0_CLIENT_ID": "other", "AUTH0_CLIENT_SECRET": "wrong"}},
		"a way hides the variables'": {secret, map[string]string{"AUTH0_API_TOKEN": "wrong", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY": "wrong", "AUTH0_CLIENT_ASSERTION_SIGNING_ALG": "wrong"}},
		"an empty attribute is none": {with(secret, "api_token", ""), nil},
		"bounds":                     {with(with(secret, "max_retries", "0"), "request_timeout", "1m30s"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diags := configure(t, tc.attributes, tc.env).use(t); len(diags) != 0 {
				t.Error(text(diags))
			}
		})
	}
}

func with(m map[string]string, name, value string) map[string]string {
	m = maps.Clone(m)
	m[name] = value
	return m
}

// What is wrong is told at the attribute, and names both it and its variable.
func TestProviderAttributesAreRefused(t *testing.T) { //nolint:paralleltest // sets environment variables
	_, keyPEM := newKey(t)
	ok := map[string]string{"domain": "example.eu.auth0.com", "client_id": "id", "client_secret": "hush"}
	only := func(names ...string) map[string]string {
		m := maps.Clone(ok)
		maps.DeleteFunc(m, func(name, _ string) bool { return !slices.Contains(names, name) })
		return m
	}
	for name, tc := range map[string]struct { //nolint:paralleltest // sets environment variables
		attributes, env map[string]string
		at, summary     string
		names           []string
	}{
		"no domain":              {only("client_id", "client_secret"), nil, "domain", "No domain", []string{"AUTH0_DOMAIN"}},
		"not a domain":           {with(ok, "domain", "a b"), nil, "domain", "Not a tenant's domain", []string{"AUTH0_DOMAIN"}},
		"unencrypted":            {with(ok, "domain", "http://example.eu.auth0.com"), nil, "domain", "Not a tenant's domain", []string{"https://", "AUTH0_DOMAIN"}},
		"not a domain, variable": {only("client_id", "client_secret"), map[string]string{"AUTH0_DOMAIN": "ftp://x.y"}, "domain", "Not a tenant's domain", []string{"AUTH0_DOMAIN"}},
		"no credentials": {only("domain"), nil, "client_secret", "No credentials", []string{
			"AUTH0_CLIENT_SECRET", `"client_assertion_private_key" (AUTH0_CLIENT_ASSERTION_PRIVATE_KEY)`, `"api_token" (AUTH0_API_TOKEN)`, `"client_id" (AUTH0_CLIENT_ID)`,
		}},
		"secret without id":          {only("domain", "client_secret"), nil, "client_id", "Half of a way", []string{"AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"}},
		"key without id":             {with(only("domain"), "client_assertion_private_key", keyPEM), nil, "client_id", "Half of a way", []string{"AUTH0_CLIENT_ID", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"}},
		"id without secret":          {only("domain", "client_id"), nil, "client_secret", "No credentials", []string{"AUTH0_CLIENT_SECRET"}},
		"algorithm without key":      {with(ok, "client_assertion_signing_alg", "PS256"), nil, "client_assertion_private_key", "Half of a way", []string{"AUTH0_CLIENT_ASSERTION_PRIVATE_KEY", "AUTH0_CLIENT_ASSERTION_SIGNING_ALG"}},
		"several variables":          {only("domain"), map[string]string{"AUTH0_API_TOKEN": "t", "AUTH0_CLIENT_SECRET": "s", "AUTH0_CLIENT_ID": "id"}, "client_secret", "More than one way", []string{"AUTH0_API_TOKEN", "AUTH0_CLIENT_SECRET"}},
		"several attributes":         {with(ok, "api_token", "t"), nil, "client_secret", "More than one way", []string{"AUTH0_API_TOKEN", "AUTH0_CLIENT_SECRET"}},
		"not a key":                  {map[string]string{"domain": "a.b", "client_id": "id", "client_assertion_private_key": "hush"}, nil, "client_assertion_private_key", "Not a private key", []string{"PEM", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"}},
		"not an algorithm":           {map[string]string{"domain": "a.b", "client_id": "id", "client_assertion_private_key": keyPEM, "client_assertion_signing_alg": "HS256"}, nil, "client_assertion_signing_alg", "Not a signing algorithm", []string{"RS256, RS384, PS256", "AUTH0_CLIENT_ASSERTION_SIGNING_ALG"}},
		"unknown domain":             {with(ok, "domain", unknown), nil, "domain", "Value not known yet", []string{"AUTH0_DOMAIN"}},
		"unknown client id":          {with(ok, "client_id", unknown), nil, "client_id", "Value not known yet", []string{"AUTH0_CLIENT_ID"}},
		"unknown secret":             {with(ok, "client_secret", unknown), nil, "client_secret", "Value not known yet", []string{"AUTH0_CLIENT_SECRET"}},
		"unknown key":                {with(only("domain", "client_id"), "client_assertion_private_key", unknown), nil, "client_assertion_private_key", "Value not known yet", []string{"AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"}},
		"unknown token":              {with(only("domain"), "api_token", unknown), nil, "api_token", "Value not known yet", []string{"AUTH0_API_TOKEN"}},
		"unknown audience":           {with(ok, "audience", unknown), nil, "audience", "Value not known yet", []string{"AUTH0_AUDIENCE"}},
		"unknown algorithm":          {with(ok, "client_assertion_signing_alg", unknown), nil, "client_assertion_signing_alg", "Value not known yet", []string{"AUTH0_CLIENT_ASSERTION_SIGNING_ALG"}},
		"unknown retries":            {with(ok, "max_retries", unknown), nil, "max_retries", "Value not known yet", []string{"GUARDIAN_MAX_RETRIES"}},
		"unknown timeout":            {with(ok, "request_timeout", unknown), nil, "request_timeout", "Value not known yet", []string{"GUARDIAN_REQUEST_TIMEOUT"}},
		"unknown cache":              {with(ok, "token_cache", unknown), nil, "token_cache", "Value not known yet", []string{"GUARDIAN_TOKEN_CACHE"}},
		"not a bool, a variable":     {ok, map[string]string{"GUARDIAN_TOKEN_CACHE": "maybe"}, "token_cache", "Not a bool", []string{"GUARDIAN_TOKEN_CACHE"}},
		"negative retries":           {ok, map[string]string{"GUARDIAN_MAX_RETRIES": "-1"}, "max_retries", "Not a number of retries", []string{"GUARDIAN_MAX_RETRIES"}},
		"too many retries":           {with(ok, "max_retries", "10"), nil, "max_retries", "Not a number of retries", []string{"GUARDIAN_MAX_RETRIES"}},
		"retries variable":           {ok, map[string]string{"GUARDIAN_MAX_RETRIES": "many"}, "max_retries", "Not a number of retries", []string{"GUARDIAN_MAX_RETRIES"}},
		"not a duration":             {with(ok, "request_timeout", "30"), nil, "request_timeout", "Not a duration", []string{"GUARDIAN_REQUEST_TIMEOUT"}},
		"too long, a variable":       {ok, map[string]string{"GUARDIAN_REQUEST_TIMEOUT": "1h"}, "request_timeout", "Not a duration", []string{"GUARDIAN_REQUEST_TIMEOUT"}},
		"empty domain":               {with(ok, "domain", ""), map[string]string{"AUTH0_DOMAIN": "other.eu.auth0.com"}, "domain", "No domain", []string{"AUTH0_DOMAIN"}},
		"token with a line break":    {with(only("domain"), "api_token", "hush\n"), nil, "api_token", "Not an access token", []string{"AUTH0_API_TOKEN"}},
		"no time at all, a variable": {ok, map[string]string{"GUARDIAN_REQUEST_TIMEOUT": "0s"}, "request_timeout", "Not a duration", []string{"GUARDIAN_REQUEST_TIMEOUT"}},
	} {
		t.Run(name, func(t *testing.T) {
			errs := configure(t, tc.attributes, tc.env).errs
			at := tftypes.NewAttributePath().WithAttributeName(tc.at)
			i := slices.IndexFunc(errs, func(d *tfprotov6.Diagnostic) bool {
				return d.Attribute.Equal(at) && strings.Contains(d.Summary, tc.summary)
			})
			if i < 0 {
				t.Fatalf("no error %q at %s:\n%s", tc.summary, tc.at, text(errs))
			}
			for _, want := range append(tc.names, `"`+tc.at+`"`) {
				if !strings.Contains(errs[i].Detail, want) && !strings.Contains(errs[i].Detail, strings.Trim(want, `"`)) {
					t.Errorf("the error does not name %s: %s", want, errs[i].Detail)
				}
			}
			for _, hidden := range []string{"hush", keyPEM} {
				if strings.Contains(text(errs), hidden) {
					t.Errorf("a secret is in the diagnostics: %s", text(errs))
				}
			}
		})
	}
}

// The audience reaches the tenant, which knows no other than its own.
func TestAudience(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	app := tn.Management()
	const mine, other = "https://mine.eu.auth0.com/api/v2/", "https://other.eu.auth0.com/api/v2/"
	secret := map[string]string{"domain": tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret}
	for name, c := range map[string]configured{
		"attribute":               configure(t, with(secret, "audience", mine), nil),
		"variable":                configure(t, secret, map[string]string{"AUTH0_AUDIENCE": mine}),
		"attribute over variable": configure(t, with(secret, "audience", mine), map[string]string{"AUTH0_AUDIENCE": other}),
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
	app := tn.Management()
	secret := map[string]string{"domain": tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret, "max_retries": "0"}
	for want, c := range map[string]configured{
		"within 250ms": configure(t, with(secret, "request_timeout", "250ms"), nil),
		"within 350ms": configure(t, secret, map[string]string{"GUARDIAN_REQUEST_TIMEOUT": "350ms"}),
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
		app := tn.Management()
		configure(t, map[string]string{"domain": tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret, "max_retries": retries}, nil).use(t)
		if n := len(tn.Requests()) - 1; n != attempts {
			t.Errorf("max_retries = %s made %d attempts, want %d", retries, n, attempts)
		}
	}
}

// validate, which sees the configuration but not the environment of the apply,
// already refuses what cannot be right.
func TestValidateRefusesWhatConfigurationsShow(t *testing.T) { //nolint:paralleltest // sets environment variables
	secret := map[string]string{"domain": "example.eu.auth0.com", "client_id": "id", "client_secret": "hush"}
	for at, attributes := range map[string]map[string]string{
		"client_secret":   with(secret, "api_token", "t"),
		"domain":          with(secret, "domain", "a b"),
		"max_retries":     with(secret, "max_retries", "10"),
		"request_timeout": with(secret, "request_timeout", "30"),
	} {
		if diags := configure(t, attributes, nil).validated; !strings.Contains(text(diags), `AttributeName("`+at+`")`) {
			t.Errorf("%s was not refused: %s", at, text(diags))
		}
	}
	if diags := configure(t, nil, nil).validated; len(diags) != 0 {
		t.Errorf("an empty block was refused: %s", text(diags))
	}
}

// Auth0's logs tell the provider and Terraform by the user agent.
func TestUserAgent(t *testing.T) { //nolint:paralleltest // sets environment variables
	tn := emulated(t)
	app := tn.Management()
	configure(t, map[string]string{"domain": tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret}, nil).use(t)
	for _, r := range tn.Requests() {
		if ua := r.Header.Get("User-Agent"); ua != "terraform-provider-guardian/test Terraform/1.11.4" {
			t.Errorf("%s came from %q", r.Path, ua)
		}
	}
}

// Terraform hides what is marked as sensitive.
func TestSecretsAreMarked(t *testing.T) {
	t.Parallel()
	_, schemas := newServer(t)
	var marked []string
	for name, s := range map[string]*tfprotov6.Schema{"": schemas.Provider, "one.": schemas.DataSourceSchemas["guardian_authenticator"], "all.": schemas.DataSourceSchemas["guardian_authenticators"]} {
		for _, a := range s.Block.Attributes {
			if a.Sensitive {
				marked = append(marked, name+a.Name)
			}
		}
	}
	slices.Sort(marked)
	if want := "all.token api_token client_assertion_private_key client_secret one.token"; strings.Join(marked, " ") != want {
		t.Errorf("sensitive: %v, want %s", marked, want)
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

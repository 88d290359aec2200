package provider_test

import (
	"context"
	"maps"
	"strings"
	"sync"
	"testing"

	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/provider"
)

// newServer is the provider as Terraform talks to it, not configured yet, and its schemas.
func newServer(t testing.TB) (tfprotov6.ProviderServer, *tfprotov6.GetProviderSchemaResponse) {
	t.Helper()
	return serverIn(t, "")
}

// serverIn is newServer with a folder that the processes of one run share.
func serverIn(t testing.TB, folder string) (tfprotov6.ProviderServer, *tfprotov6.GetProviderSchemaResponse) {
	t.Helper()
	return serverOf(t, provider.NewIn("test", folder))
}

func serverOf(
	t testing.TB, maker func() frameworkprovider.Provider,
) (tfprotov6.ProviderServer, *tfprotov6.GetProviderSchemaResponse) {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(maker())()
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := allSchemas()
	if err != nil {
		t.Fatal(err)
	}
	return server, schemas
}

// allSchemas are the same in every process. They take longer than a request.
var allSchemas = sync.OnceValues(func() (*tfprotov6.GetProviderSchemaResponse, error) {
	server, err := providerserver.NewProtocol6WithError(provider.New("test")())()
	if err != nil {
		return nil, err
	}
	return server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
})

// serverFor is a provider that is configured for a tenant, and repeats nothing.
func serverFor(t testing.TB, tn tenant) tfprotov6.ProviderServer {
	t.Helper()
	server, schemas := newServer(t)
	return forTenant(t, tn, server, schemas)
}

func forTenant(
	t testing.TB, tn tenant, server tfprotov6.ProviderServer, schemas *tfprotov6.GetProviderSchemaResponse,
) tfprotov6.ProviderServer {
	t.Helper()
	return reaching(t, tn.URL(), tn, server, schemas)
}

// reaching is forTenant for one that is reached at another address.
func reaching(
	t testing.TB, address string, tn tenant, server tfprotov6.ProviderServer, schemas *tfprotov6.GetProviderSchemaResponse,
) tfprotov6.ProviderServer {
	t.Helper()
	return configuredWith(t, address, tn, server, schemas, nil)
}

// configuredWith is reaching with more attributes of the provider.
func configuredWith(
	t testing.TB, address string, tn tenant, server tfprotov6.ProviderServer, schemas *tfprotov6.GetProviderSchemaResponse,
	more map[string]string,
) tfprotov6.ProviderServer {
	t.Helper()
	app := tn.Management()
	attributes := map[string]string{
		"domain":        address,
		"audience":      "https://" + tn.domain() + "/api/v2/",
		"client_id":     app.ClientID,
		"client_secret": app.ClientSecret,
		"max_retries":   "0",
	}
	maps.Copy(attributes, more)
	config := object(t, schemas.Provider, attributes)
	resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config})
	if err != nil || len(resp.Diagnostics) != 0 {
		t.Fatal(err, text(resp.Diagnostics))
	}
	return server
}

// object is a configuration of a schema, with the attributes that are named.
func object(t testing.TB, schema *tfprotov6.Schema, attributes map[string]string) *tfprotov6.DynamicValue {
	t.Helper()
	values := map[string]tftypes.Value{}
	for _, a := range schema.Block.Attributes {
		var value any
		if v, ok := attributes[a.Name]; ok {
			value = v
		}
		switch {
		case value == unknown:
			value = tftypes.UnknownValue
		case value != nil && a.ValueType().Is(tftypes.Number):
			var n int64
			for _, digit := range attributes[a.Name] {
				n = 10*n + int64(digit-'0')
			}
			value = n
		case value != nil && a.ValueType().Is(tftypes.Bool):
			value = attributes[a.Name] == "true"
		case value != nil && a.ValueType().Is(tftypes.Set{}):
			elements := []tftypes.Value{}
			for name := range strings.FieldsFuncSeq(attributes[a.Name], func(r rune) bool { return r == ',' }) {
				elements = append(elements, tftypes.NewValue(tftypes.String, name))
			}
			value = elements
		}
		values[a.Name] = tftypes.NewValue(a.ValueType(), value) // of what is nested, too
	}
	config, err := tfprotov6.NewDynamicValue(schema.ValueType(), tftypes.NewValue(schema.ValueType(), values))
	if err != nil {
		t.Fatal(err)
	}
	return &config
}

// failures are the errors among diagnostics, without the warnings.
func failures(diags []*tfprotov6.Diagnostic) string {
	var errs []*tfprotov6.Diagnostic
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, d)
		}
	}
	return strings.TrimSpace(text(errs))
}

func text(diags []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(d.Attribute.String() + ": " + d.Summary + ": " + d.Detail + "\n")
	}
	return b.String()
}

// told are diagnostics of a resource. Of one at an empty path Terraform shows no
// line: it is to be at an attribute, or at the resource.
func (c core) told(diags []*tfprotov6.Diagnostic) string {
	c.t.Helper()
	for _, d := range diags {
		if d.Attribute != nil && len(d.Attribute.Steps()) == 0 {
			c.t.Errorf("Terraform shows no line of: %s", d.Summary)
		}
	}
	return text(diags)
}

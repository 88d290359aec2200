package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// newServer is the provider as Terraform talks to it, and what it says of itself.
func newServer(t testing.TB) (tfprotov6.ProviderServer, *tfprotov6.GetProviderSchemaResponse) {
	t.Helper()
	server, err := factories["guardian"]()
	if err != nil {
		t.Fatal(err)
	}
	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return server, schemas
}

// object makes a configuration of a schema.
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
		case value != nil && a.Type.Is(tftypes.Number):
			var n int64
			for _, digit := range attributes[a.Name] {
				n = 10*n + int64(digit-'0')
			}
			value = n
		case value != nil && a.Type.Is(tftypes.Bool):
			value = attributes[a.Name] == "true"
		}
		values[a.Name] = tftypes.NewValue(a.Type, value)
	}
	config, err := tfprotov6.NewDynamicValue(schema.ValueType(), tftypes.NewValue(schema.ValueType(), values))
	if err != nil {
		t.Fatal(err)
	}
	return &config
}

// failures are the errors among diagnostics.
func failures(diags []*tfprotov6.Diagnostic) string {
	var errs []*tfprotov6.Diagnostic
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, d)
		}
	}
	return strings.TrimSpace(text(errs))
}

package provider_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// The identity of every type is the tenant's domain and the keys that tell one
// of several apart: it is there from the first apply on, and enough to import.
func TestEveryTypeHasAnIdentity(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		server := c.process()
		schemas, err := server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
		if err != nil {
			t.Fatal(err)
		}
		schema := schemas.IdentitySchemas[c.row.typeName]
		for _, a := range schema.IdentityAttributes {
			if !a.RequiredForImport || a.Name != "tenant" && !slices.Contains(c.row.keys, a.Name) {
				t.Errorf("%s: required %t", a.Name, a.RequiredForImport)
			}
		}
		identifies := func(when string) {
			t.Helper()
			v, err := c.identity.IdentityData.Unmarshal(schema.ValueType())
			if err != nil {
				t.Fatal(when, err)
			}
			want := map[string]tftypes.Value{"tenant": tftypes.NewValue(tftypes.String, c.tn.domain())}
			for _, key := range c.row.keys {
				want[key] = c.attributes(c.value)[key]
			}
			if !v.Equal(tftypes.NewValue(schema.ValueType(), want)) {
				t.Errorf("%s: %s, want %s", when, v, want)
			}
		}
		c.must(c.row.first)
		identifies("created")
		c.must(c.row.second)
		identifies("updated")
		was := c.value
		c.importState(server, tfprotov6.ImportResourceStateRequest{Identity: c.identity})
		for _, key := range c.row.keys {
			if !c.attributes(c.value)[key].Equal(c.attributes(was)[key]) {
				t.Errorf("imported %s", c.value)
			}
		}
		identifies("imported")
		if errs := c.refresh(server); errs != "" {
			t.Fatal(errs)
		}
		identifies("read")
	})
}

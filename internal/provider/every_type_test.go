package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// another is a second address of what a resource stands for.
func (c core) another(t *testing.T) core {
	t.Helper()
	return newCore(t, c.tn, c.row)
}

// A state is good for the tenant whose settings it holds, of whatever type:
// nothing is read, planned or carried out for another one.
func TestNoTypeTakesAnotherTenantsState(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		own := c.process()
		change, removal := c.plan(own, c.row.second), c.plan(own, "")
		here := c
		here.tn, here.instance = emulated(t), &instance{value: c.value, private: c.private}
		server := here.process()
		for name, said := range map[string]string{
			"refresh":      here.refresh(server),
			"plan":         failures(here.plan(server, c.row.second).Diagnostics),
			"destroy plan": failures(here.plan(server, "").Diagnostics),
			"update":       here.carryOut(server, change, c.row.second),
			"destroy":      here.carryOut(server, removal, ""),
		} {
			if !strings.Contains(said, "The state belongs to another tenant") || !strings.Contains(said, c.tn.Host()) {
				t.Errorf("%s: %s", name, said)
			}
		}
		if !here.value.Equal(c.value) {
			t.Errorf("the state has become %s", here.value)
		}
		if calls := here.tn.calls(); len(calls) != 0 {
			t.Errorf("the other tenant was asked: %v", calls)
		}
	})
}

// A rename without a moved block, of which the new address comes first: the old
// one is only forgotten, or kept where the new one could not be created.
func TestARenameOfNoTypeUndoesTheNewAddress(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		if c.row.typeName == "guardian_authentication_method" {
			return // one user can have several, which only their id tells apart
		}
		c.must(c.row.first)
		server, renamed := c.process(), c.another(t)
		errs, _ := renamed.applyIn(server, c.row.first)
		c.tn.ResetRequests()
		gone, _ := c.applyIn(server, "")
		if strings.HasPrefix(c.row.typeName, "guardian_phone_") { // a tenant has one
			if !strings.Contains(errs, "Exists already") || !strings.Contains(gone, "Not destroyed") || c.value.IsNull() {
				t.Errorf("%s\n%s", errs, gone)
			}
		} else if errs != "" || gone != "" || !strings.Contains(c.said, "Left as it is") || !c.value.IsNull() {
			t.Errorf("%s\n%s", errs, c.said)
		}
		if calls := c.tn.writes(); len(calls) != 0 {
			t.Errorf("wrote %v", calls)
		}
		if err := c.tn.check(c.row.hasFirst...); err != nil {
			t.Error(err)
		}
	})
}

// An address that has been changed in this process is another's to keep, too,
// also where the change has failed.
func TestAnUpdateIsNotUndoneByAnotherAddress(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		for _, says := range []string{"Left as it is", "Not destroyed"} {
			c := fresh(t)
			c.must(c.row.first)
			second := c.another(t)
			second.value, second.private = c.value, c.private
			server := c.process()
			change, removal := c.plan(server, c.row.second), c.plan(c.process(), "")
			if says == "Not destroyed" {
				c.tn.Fail(auth0test.Fault{Path: "/api/v2/*", Status: 403})
			}
			c.carryOut(server, change, c.row.second)
			second.carryOut(server, removal, "")
			if !strings.Contains(second.said, says) {
				t.Errorf("%q is not said: %s", says, second.said)
			}
		}
	})
}

// Two addresses in state for one setting are not torn apart, whichever is planned first.
func TestNoTypeIsTornApart(t *testing.T) {
	t.Parallel()
	const refusal = "Two resources for one setting"
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		server := c.process()
		c.plan(server, c.row.first)
		if c.plan(server, ""); !strings.Contains(c.said, refusal) {
			t.Errorf("the one that goes, second: %s", c.said)
		}
		server = c.process()
		if c.plan(server, ""); strings.Contains(c.said, refusal) {
			t.Errorf("the one that goes, first: %s", c.said)
		}
		if c.plan(server, c.row.first); !strings.Contains(c.said, refusal) {
			t.Errorf("the one that stays, second: %s", c.said)
		}
	})
}

// The identity of every type is the tenant's domain and what tells one of
// several apart, from its first apply on, and enough to import it.
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
			if !a.RequiredForImport || a.Name != "domain" && !slices.Contains(c.row.keys, a.Name) {
				t.Errorf("%s: required %t", a.Name, a.RequiredForImport)
			}
		}
		identifies := func(when string) {
			t.Helper()
			v, err := c.identity.IdentityData.Unmarshal(schema.ValueType())
			if err != nil {
				t.Fatal(when, err)
			}
			want := map[string]tftypes.Value{"domain": tftypes.NewValue(tftypes.String, c.tn.domain())}
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
		imported, err := server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: c.row.typeName, Identity: c.identity})
		if err != nil || len(imported.Diagnostics) != 0 || len(imported.ImportedResources) != 1 {
			t.Fatal(err, imported)
		}
		was := c.value
		c.value, c.private, c.identity = c.undynamic(imported.ImportedResources[0].State), imported.ImportedResources[0].Private, imported.ImportedResources[0].Identity
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

// A secret is never in a plan or a state, is not shown, and has a number beside
// it that says when it is sent again.
func TestEverySecretIsWriteOnly(t *testing.T) {
	t.Parallel()
	_, schemas := newServer(t)
	var look func(string, []*tfprotov6.SchemaAttribute) int
	look = func(at string, list []*tfprotov6.SchemaAttribute) (secrets int) {
		for _, a := range list {
			if a.NestedType != nil {
				secrets += look(at+"."+a.Name, a.NestedType.Attributes)
			}
			secret := strings.HasSuffix(a.Name, "_wo")
			if a.WriteOnly != secret || secret && !a.Sensitive || a.Computed && secret {
				t.Errorf("%s.%s: write-only %t, sensitive %t", at, a.Name, a.WriteOnly, a.Sensitive)
			}
			if secret {
				secrets++
				version := slices.IndexFunc(list, func(v *tfprotov6.SchemaAttribute) bool { return v.Name == a.Name+"_version" })
				if version < 0 || list[version].WriteOnly || list[version].Required != a.Required {
					t.Errorf("%s.%s has no version like it", at, a.Name)
				}
			}
		}
		return secrets
	}
	secrets := 0
	for name, schema := range schemas.ResourceSchemas {
		secrets += look(name, schema.Block.Attributes)
	}
	if secrets != 7 { // Duo, APNs, FCM, SNS, both kinds of Twilio account, TOTP
		t.Errorf("%d secrets", secrets)
	}
}

package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// ofTheUser is a scope of the MFA API, which a token of the user's has.
const ofTheUser = "read:authenticators"

// The scopes that a type's descriptions name are those that it needs: with them
// its rows, or the example of a data source, go through, and without any of
// them something is refused for want of it.
func TestEveryTypeNeedsTheScopesThatItNames(t *testing.T) {
	t.Parallel()
	uses := map[string]func(*testing.T, string, []string) string{"resource": applyAndDestroy, "data source": readExample, "action": invokeOne}
	for _, k := range kinds(t) {
		use, ok := uses[k.name]
		if !ok {
			continue
		}
		for name, described := range k.types {
			t.Run(k.name+" "+name, func(t *testing.T) {
				t.Parallel()
				named := slices.DeleteFunc(scopesIn(described), func(scope string) bool { return scope == ofTheUser })
				if said := use(t, name, named); said != "" {
					t.Errorf("%v are not enough: %s", named, said)
				}
				for i, scope := range named {
					if said := use(t, name, slices.Delete(slices.Clone(named), i, i+1)); !strings.Contains(said, scope) {
						t.Errorf("nothing needs %s: %s", scope, said)
					}
				}
			})
		}
	}
}

// allow leaves the provider's application no other scopes.
func (tn tenant) allow(scopes []string) {
	app := tn.Management()
	app.Grants = map[string][]string{tn.ManagementAudience(): scopes}
	tn.AddApplication(app)
}

// applyAndDestroy goes through the rows of a type, and returns what was refused.
func applyAndDestroy(t *testing.T, typeName string, scopes []string) (said string) {
	t.Helper()
	for _, row := range allRows() {
		if row.typeName != typeName {
			continue
		}
		c := newCore(t, row.emulated(t), row)
		c.tn.allow(scopes)
		for _, body := range []string{row.first, row.second, ""} {
			errs, _ := c.apply(body)
			said += errs
		}
	}
	return said
}

// invokeOne invokes an action for a user, or a number, and returns what was refused.
func invokeOne(t *testing.T, typeName string, scopes []string) string {
	t.Helper()
	tn := withUser(t)
	newCore(t, tn, lifecycle{typeName: "guardian_phone_provider"}).must(customPhone)
	config := map[string]string{"user_id": breakGlass}
	switch typeName {
	case "guardian_delete_authenticator":
		config["id"] = tn.methods(t)[0].ID
	case "guardian_try_phone_provider":
		config = map[string]string{"to": "+15005550006"}
	}
	tn.allow(scopes)
	_, errs := invoke(t, tn, typeName, config)
	return errs
}

// readExample reads a data source as its example does, and returns what was refused.
func readExample(t *testing.T, typeName string, scopes []string) string {
	t.Helper()
	tn := emulated(t)
	user := tn.AddUser(auth0test.User{ID: breakGlass, Email: "ada@example.com"})
	tn.AddMethod(user.ID, auth0test.Method{Type: "email", Email: user.Email, Confirmed: true})
	tn.allow(scopes)
	_, schemas := newServer(t)
	c := core{t, tn, lifecycle{typeName: typeName}, schemas.DataSourceSchemas[typeName], new(instance)}
	config := c.dynamic(c.config(exampleOf(t, typeName)))
	resp, err := c.process().ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: config})
	if err != nil {
		t.Fatal(err)
	}
	return failures(resp.Diagnostics)
}

// exampleOf are the attributes of a data source in its example, the first of these.
func exampleOf(t *testing.T, typeName string) (body string) {
	t.Helper()
	file := "examples/data-sources/" + typeName + "/data-source.tf"
	visit(t, file, func(node hclsyntax.Node) {
		if block, ok := node.(*hclsyntax.Block); ok && block.Type == "data" && block.Labels[0] == typeName && body == "" {
			for name, a := range block.Body.Attributes {
				if name != "depends_on" {
					body += content(t, file)[a.SrcRange.Start.Byte:a.SrcRange.End.Byte] + "\n"
				}
			}
		}
	})
	return body
}

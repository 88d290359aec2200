package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const (
	notYet     = "The provider's configuration is not known yet"
	notLooked  = "The tenant could not be looked at"
	laterBlock = `
resource "terraform_data" "application" {
  input = { id = %q, secret = %q }
}

provider "guardian" {
  client_id     = terraform_data.application.output.id
  client_secret = terraform_data.application.output.secret
}
`
)

// While an attribute of the provider is not known, whichever it is, what is new
// can be planned, and the plan says that it could not look at the tenant. All
// that needs the tenant says which attribute it waits for.
func TestAProviderThatIsNotKnownYetPlansWhatIsNew(t *testing.T) {
	t.Parallel()
	for _, attribute := range []string{
		"domain", "client_id", "client_secret", "client_assertion_private_key", "client_assertion_signing_alg",
		"api_token", "audience", "max_retries", "request_timeout", "token_cache",
	} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_otp"})
			c.must("enabled = true")
			server, schemas := newServer(t)
			resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
				Config: object(t, schemas.Provider, map[string]string{attribute: unknown}),
			})
			if err != nil || len(resp.Diagnostics) != 0 {
				t.Fatal(err, text(resp.Diagnostics))
			}
			created := c.another()
			if errs := failures(created.plan(server, "enabled = true").Diagnostics); errs != "" {
				t.Error(errs)
			}
			created.says(notLooked)
			c.plan(server, "") // a destroy without a refresh
			c.says(notLooked)
			if errs := c.refresh(server); !strings.Contains(errs, notYet) || !strings.Contains(errs, attribute) {
				t.Errorf("refresh: %s", errs)
			}
			imported, err := server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{
				TypeName: c.row.typeName, ID: c.tn.domain(),
			})
			if err != nil || !strings.Contains(text(imported.Diagnostics), notYet) {
				t.Errorf("import: %v %s", err, text(imported.Diagnostics))
			}
			const policies = "guardian_policies"
			read, err := server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{
				TypeName: policies, Config: object(t, schemas.DataSourceSchemas[policies], nil),
			})
			if err != nil || !strings.Contains(text(read.Diagnostics), notYet) {
				t.Errorf("data source: %v %s", err, text(read.Diagnostics))
			}
		})
	}
}

// The credentials of an application that the same apply creates.
func TestCredentialsOfTheSameApply(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	app := tn.Management()
	w := tn.workspace(t, strings.NewReplacer("%q, secret", `"`+app.ClientID+`", secret`, "%q }", `"`+app.ClientSecret+`" }`).
		Replace(laterBlock)+emailOn+policiesOn)
	w.Env = append(w.Env, "AUTH0_CLIENT_ID=", "AUTH0_CLIENT_SECRET=")
	if out := run(t, w, "plan", "-out=tfplan"); !strings.Contains(out, notLooked) {
		t.Error(out)
	}
	run(t, w, "apply", "tfplan")
	run(t, w, "plan", "-detailed-exitcode")
	if err := tn.check("email", "true", "policies", "all-applications"); err != nil {
		t.Error(err)
	}
	run(t, w, "destroy", "-auto-approve")
	if err := tn.check("email", "false", "policies", ""); err != nil {
		t.Error(err)
	}
}

// The tenant is known although the credentials are not: such a plan belongs to
// it, and cannot be applied to another.
func TestAPlanWithoutCredentialsBelongsToATenant(t *testing.T) {
	t.Parallel()
	for attribute, known := range map[string]bool{
		"client_secret": true, "client_id": true, "client_assertion_private_key": true, "domain": false, "audience": false, "api_token": false,
	} {
		want := map[bool]string{true: `tftypes.String<"mine.eu.auth0.com">`, false: "tftypes.String<unknown>"}[known]
		for _, typeName := range []string{"guardian_factor_otp", "guardian_phone_provider"} {
			c := newCore(t, emulated(t), lifecycle{typeName: typeName})
			body := map[string]string{"guardian_factor_otp": "enabled = true", "guardian_phone_provider": customPhone}[typeName]
			server, schemas := newServer(t)
			attributes := map[string]string{"domain": "login.example.com", "audience": "https://mine.eu.auth0.com/api/v2/"}
			attributes[attribute] = unknown
			resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: object(t, schemas.Provider, attributes)})
			if err != nil || len(resp.Diagnostics) != 0 {
				t.Fatal(err, text(resp.Diagnostics))
			}
			planned := c.undynamic(c.plan(server, body).PlannedState)
			if got := c.attributes(planned)["tenant"].String(); got != want {
				t.Errorf("%s, without its %s: %s, want %s", typeName, attribute, got, want)
			}
		}
	}
}

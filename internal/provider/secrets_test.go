package provider_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// Whichever way the provider authenticates, no secret is in the log at level
// trace, in what the commands print or in the state.
func TestNoSecretInLogOutputOrState(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	key, keyPEM := newKey(t)
	app := tn.Management()
	tn.AddApplication(auth0test.Application{
		ClientID:   "with-key",
		PublicKey:  &key.PublicKey,
		SigningAlg: "RS256",
		GrantTypes: app.GrantTypes,
		Grants:     app.Grants,
	})
	token := tn.Token("any",
		"read:guardian_factors", "update:guardian_factors",
		"read:mfa_policies", "update:mfa_policies",
	)
	config := emailSettings + mfaOn
	ways := map[string][]string{
		"secret": {"AUTH0_CLIENT_ID=" + app.ClientID, "AUTH0_CLIENT_SECRET=" + app.ClientSecret},
		"key":    {"AUTH0_CLIENT_ID=with-key", "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY=" + keyPEM},
		"token":  {"AUTH0_API_TOKEN=" + token},
	}
	var said strings.Builder
	for name, env := range ways {
		w := tn.workspace(t, config)
		w.Env = slices.DeleteFunc(w.Env, func(e string) bool { return strings.HasPrefix(e, "AUTH0_CLIENT") })
		w.Env = append(append(w.Env, env...), "TF_LOG=trace", "TF_LOG_PATH="+filepath.Join(w.Dir, "log"))
		said.WriteString(run(t, w, "apply", "-auto-approve"))
		tn.Fail(forbidden("PUT", "/api/v2/guardian/policies"))
		write(t, w, strings.Replace(config, `["all-applications"]`, "[]", 1))
		said.WriteString(fails(t, w, "apply", "-auto-approve"))
		said.WriteString(run(t, w, "destroy", "-auto-approve"))
		for _, file := range []string{"log", "terraform.tfstate", "terraform.tfstate.backup"} {
			said.WriteString(read(t, w, file))
		}
		if !strings.Contains(said.String(), "Request to Auth0") {
			t.Errorf("%s: the log has none of our lines", name)
		}
	}
	search(t, said.String(), append(tn.Secrets(), strings.Split(strings.TrimSpace(keyPEM), "\n")[1]))
}

// A data source's token is in the state, as its page says, and nowhere else.
func TestTokenOfADataSourceIsOnlyInState(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user, _ := enrolled(tn)
	tn.SetPolicies("all-applications")
	token := login(t, tn, user)
	w := tn.workspace(t, authenticators(bearer(token))+`
		output "ids" {
		  value = data.guardian_authenticators.this.authenticators[*].id
		}
	`)
	w.Env = append(w.Env, "TF_LOG=trace", "TF_LOG_PATH="+filepath.Join(w.Dir, "log"))
	out := run(t, w, "apply", "-auto-approve")
	if !strings.Contains(out, "email|dev_") {
		t.Errorf("no authenticators: %s", out)
	}
	search(t, out+read(t, w, "log"), []string{token})
	if !strings.Contains(read(t, w, "terraform.tfstate"), token) {
		t.Error("the token is not in the state: the page is wrong")
	}
}

// The credentials of the provider and of data sources are marked as sensitive,
// so that Terraform hides them.
func TestCredentialsAreSensitive(t *testing.T) {
	t.Parallel()
	_, schemas := newServer(t)
	var marked []string
	for name, s := range map[string]*tfprotov6.Schema{
		"":     schemas.Provider,
		"one.": schemas.DataSourceSchemas["guardian_authenticator"],
		"all.": schemas.DataSourceSchemas["guardian_authenticators"],
	} {
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

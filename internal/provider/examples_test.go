package provider_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// variable finds the variables that an example leaves to whoever applies it.
var variable = regexp.MustCompile(`(?m)^variable "(\w+)"`)

// examples are the configurations in examples/.
func examples(t *testing.T) (files []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(root, "examples"), func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".tf") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	return files
}

// Every example is applied as it stands, leaves no difference, and is destroyed.
func TestExamplesApply(t *testing.T) {
	t.Parallel()
	for _, file := range examples(t) {
		t.Run(strings.TrimPrefix(file, root+"/examples/"), func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			user := tn.AddUser(auth0test.User{ID: "auth0|5f7c8ec7c33c6c004bbafe82", Email: "ada@example.com"})
			tn.AddMethod(user.ID, auth0test.Method{Type: "email", Email: user.Email, Confirmed: true})
			if strings.HasPrefix(file, filepath.Join(root, "examples", "data-sources")) { // what watches a tenant finds MFA on
				tn.SetFactor("otp", true)
				tn.SetPolicies("all-applications")
			}
			canary := tn.AddUser(auth0test.User{Email: "canary@example.com", EmailVerified: true})
			if strings.HasPrefix(file, filepath.Join(root, "examples", "ephemeral-resources")) {
				tn.SetFactor("otp", true)
				tn.SetPolicies("all-applications")
			}
			given := map[string]string{
				"canary_username":      canary.Email,
				"canary_password":      canary.Password,
				"canary_client_id":     tn.Login().ClientID,
				"canary_client_secret": tn.Login().ClientSecret,
				"user_id":              user.ID,
				"client_id":            tn.Login().ClientID,
				"totp_secret":          key,
				"unified_phone":        "true",
				"apns_p12":             p12,
				"fcm_service_account":  serviceAccount,
			}
			content, err := os.ReadFile(file) //nolint:gosec // an example of ours
			if err != nil {
				t.Fatal(err)
			}
			w := tn.workspace(t, string(content))
			if bytes.Contains(content, []byte("required_providers")) {
				writeFile(t, filepath.Join(w.Dir, "main.tf"), content)
			}
			for _, v := range variable.FindAllSubmatch(content, -1) {
				value, ok := given[string(v[1])]
				if !ok {
					value = "a value of " + string(v[1])
				}
				w.Env = append(w.Env, "TF_VAR_"+string(v[1])+"="+value)
			}
			out := run(t, w, "apply", "-auto-approve")
			if strings.Contains(out, "Check block assertion failed") {
				t.Error(out)
			}
			if out := run(t, w, "plan"); !changesNothing(out) {
				t.Error(out)
			}
			run(t, w, "destroy", "-auto-approve")
		})
	}
}

// Every example is as terraform fmt writes it.
func TestExamplesAreFormatted(t *testing.T) {
	t.Parallel()
	for _, file := range examples(t) {
		content, err := os.ReadFile(file) //nolint:gosec // an example of ours
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(content, hclwrite.Format(content)) {
			t.Errorf("%s is not formatted: terraform fmt -recursive examples", file)
		}
	}
}

// The command that imports a resource says by what.
func TestImportExamples(t *testing.T) {
	t.Parallel()
	for name, identity := range newIdentities(t) {
		file := "examples/resources/" + name + "/import.sh"
		want := "example.eu.auth0.com"
		if keys := len(identity.IdentityAttributes) - 1; keys > 0 { // one of several
			want = "'?[^' ]+" + strings.Repeat("::[^' ]+", keys-1) + "'?"
		}
		if got := content(t, file); !regexp.MustCompile("^terraform import " + name + ".this " + want + "\n$").MatchString(got) {
			t.Errorf("%s: %q, want %s", file, got, want)
		}
	}
}

// newIdentities are what tells the resources of each type apart: the tenant, and keys of their own.
func newIdentities(t *testing.T) map[string]*tfprotov6.ResourceIdentitySchema {
	t.Helper()
	server, _ := newServer(t)
	resp, err := server.GetResourceIdentitySchemas(t.Context(), new(tfprotov6.GetResourceIdentitySchemasRequest))
	if err != nil {
		t.Fatal(err)
	}
	return resp.IdentitySchemas
}

// changesNothing reports whether a plan leaves everything as it is. The data
// source of a check is read in every apply, which Terraform counts as a change,
// for -detailed-exitcode too.
func changesNothing(plan string) bool {
	return strings.Contains(plan, "No changes.") || strings.Contains(plan, "0 to add, 0 to change, 0 to destroy")
}

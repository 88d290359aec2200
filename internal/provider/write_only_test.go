package provider_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func duo(secret string, version int) string {
	return lifecycle{typeName: "guardian_factor_duo"}.config(duoOn(secret, version))
}

// The version of a secret that could not be written is not in state: the next
// plan shows the change again, and the next apply sends the secret.
func TestFailedWriteOfASecretShowsInThePlan(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	keys := []string{"the-first-key", "the-second-key"}
	w := tn.workspace(t, duo("the-first-key", 1))
	put := forbidden("PUT", "/api/v2/guardian/factors/duo/settings")
	tn.Fail(put)
	fails(t, w, "apply", "-auto-approve")
	run(t, w, "apply", "-auto-approve")
	write(t, w, duo("the-second-key", 2))
	tn.Fail(put)
	said := fails(t, w, "apply", "-auto-approve")
	if !strings.Contains(said, "Could not set the connection to Duo") {
		t.Error(said)
	}
	states := read(t, w, "terraform.tfstate") + read(t, w, "terraform.tfstate.backup")
	search(t, said+states, keys)
	if err := tn.check("duo settings", "ikey:the-first-key@api-0123abcd.duosecurity.com"); err != nil {
		t.Error(err)
	}
	out, err := w.Run(t.Context(), "plan", "-detailed-exitcode", "-no-color")
	if err == nil || !strings.Contains(out, "secret_key_wo_version") {
		t.Errorf("the plan does not show it again: %v\n%s", err, out)
	}
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("duo settings", "ikey:the-second-key@api-0123abcd.duosecurity.com"); err != nil {
		t.Error(err)
	}
	search(t, read(t, w, "terraform.tfstate"), keys)
}

// A secret is sent with the document that it belongs to, whatever its version
// is, and with no other.
func TestSecretIsSentOnlyWithItsDocument(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, duo("the-first-key", 1))
	run(t, w, "apply", "-auto-approve")
	tn.ResetRequests()
	write(t, w, strings.Replace(duo("another-key", 1), "true", "false", 1))
	run(t, w, "apply", "-auto-approve")
	if err := tn.wrote("PUT /api/v2/guardian/factors/duo")(nil); err != nil {
		t.Error(err)
	}
	write(t, w, strings.Replace(duo("another-key", 1), "ikey", "ikey2", 1))
	run(t, w, "apply", "-auto-approve")
	if err := tn.check("duo settings", "ikey2:another-key@api-0123abcd.duosecurity.com", "duo", "true"); err != nil {
		t.Error(err)
	}
}

// A secret in the configuration is not shown where it is refused before any request.
func TestInvalidSecretIsNotShown(t *testing.T) {
	t.Parallel()
	for name, config := range map[string]string{
		"TOTP key without base32": `
			resource "guardian_authentication_method" "this" {
			  user_id                = "auth0|x"
			  type                   = "totp"
			  totp_secret_wo         = "A-SECRET"
			  totp_secret_wo_version = 1
			}
		`,
		"TOTP key of an email": `
			resource "guardian_authentication_method" "this" {
			  user_id        = "auth0|x"
			  type           = "email"
			  email          = "a@example.com"
			  totp_secret_wo = "A-SECRET"
			}
		`,
		"certificate without base64": `
			resource "guardian_factor_push" "this" {
			  enabled = true
			  apns = {
			    bundle_id      = "x"
			    p12_wo         = "A-SECRET"
			    p12_wo_version = 1
			  }
			}
		`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			out := fails(t, tn.workspace(t, config), "validate")
			search(t, out, []string{"A-SECRET"})
		})
	}
}

// A secret is not shown in Auth0's own words about it either.
func TestSecretThatAuth0RefusesIsNotShown(t *testing.T) {
	t.Parallel()
	for path, config := range map[string]string{
		"/api/v2/guardian/factors/duo/settings": duo("A-SECRET", 1),
		"/api/v2/guardian/factors/phone/providers/twilio": `
			resource "guardian_legacy_phone" "this" {
			  twilio = {
			    from                  = "+1"
			    sid                   = "AC1"
			    auth_token_wo         = "A-SECRET"
			    auth_token_wo_version = 1
			  }
			}
		`,
	} {
		tn := emulated(t)
		tn.Fail(auth0test.Fault{
			Method: "PUT",
			Path:   path,
			Status: 400,
			Body: `{"statusCode":400,"error":"Bad Request",` +
				`"message":"Object didn't pass validation: A-SECRET","errorCode":"invalid_body"}`,
		})
		out := fails(t, tn.workspace(t, config), "apply", "-auto-approve")
		if !strings.Contains(out, "Object didn't pass validation: (sensitive value)") {
			t.Error(out)
		}
		search(t, out, []string{"A-SECRET"})
	}
}

// Nor is it where Auth0's words quote the JSON that it was sent in, and it is JSON itself.
func TestSecretIsNotShownInTheJSONThatWasSent(t *testing.T) {
	t.Parallel()
	const key = "-----BEGIN PRIVATE KEY-----\nMIIkw7q9/Zt41xR+mBaé&<3\n-----END PRIVATE KEY-----\n"
	credentials := quote(t, map[string]string{"project_id": "p", "private_key": key})
	for name, echo := range map[string]string{
		"the body":               quote(t, map[string]string{"server_credentials": credentials}),
		"the credentials":        credentials,
		"the body, in a string":  quote(t, quote(t, map[string]string{"server_credentials": credentials})),
		"the body, cut short":    quote(t, map[string]string{"server_credentials": credentials})[:90],
		"the key":                key,
		"the key, cut short":     key[28:40],
		"the key, in a form":     url.QueryEscape(key),
		"the key, without marks": strings.ReplaceAll(key[28:45], "/", " "),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_push"})
			c.tn.Fail(auth0test.Fault{
				Method: "PUT",
				Path:   "/api/v2/guardian/factors/push-notification/providers/fcmv1",
				Status: 400,
				Body:   quote(t, map[string]any{"statusCode": 400, "error": "Bad Request", "message": "the server got " + echo + " from you"}),
			})
			errs, _ := c.apply(`
enabled = true
fcm = {
  server_credentials_wo         = ` + quote(t, credentials) + `
  server_credentials_wo_version = 1
}
`)
			if !strings.Contains(errs, "the server got ") || !strings.Contains(errs, "(sensitive value)") || !strings.Contains(errs, " from you") {
				t.Errorf("%s does not say what went wrong", errs)
			}
			for _, part := range []string{"MIIkw7", "q9/Zt", "q9%2FZt", "Zt41xR", "mBa"} {
				if strings.Contains(errs, part) {
					t.Errorf("%s tells %q", errs, part)
				}
			}
		})
	}
}

// Nor does it get into the state where an answer has it in another attribute.
func TestSecretIsNotTakenFromAnAnswer(t *testing.T) {
	t.Parallel()
	const sent = "sent-to-auth0-4711-Kw7q"
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_phone_provider"})
	c.tn.SetUnifiedPhone(true)
	c.must(twilioPhone(`default_from = "+12025550123"`, "first-token", 1))
	c.tn.Fail(auth0test.Fault{Method: "PATCH", Path: "/api/v2/branding/phone/providers/*", Rewrite: func(body []byte) []byte {
		return bytes.ReplaceAll(body, []byte("+12025550123"), []byte(sent))
	}})
	errs, _ := c.apply(twilioPhone(`default_from = "+12025550123"`, sent, 2))
	if !strings.Contains(errs, "The answer contains a secret: the phone provider") || strings.Contains(errs+c.value.String(), sent) {
		t.Errorf("%s\n%s", errs, c.value)
	}
	duo := newCore(t, emulated(t), lifecycle{typeName: "guardian_factor_duo"})
	duo.tn.Fail(auth0test.Fault{Method: "PUT", Path: "/api/v2/guardian/factors/duo/settings", Rewrite: func([]byte) []byte {
		return []byte(`{"ikey":"` + sent + `","host":"api-0123abcd.duosecurity.com","skey":"x"}`)
	}})
	errs, _ = duo.apply(duoOn(sent, 1))
	if !strings.Contains(errs, "The answer contains a secret: the connection to Duo") || strings.Contains(errs+duo.value.String(), sent) {
		t.Errorf("%s\n%s", errs, duo.value)
	}
}

// What was never sent cannot have been carried out.
func TestWhatWasNotSentWasNotCreated(t *testing.T) {
	t.Parallel()
	for path, method := range map[string]string{"/oauth/token": "POST", "/api/v2/clients/*": "GET"} {
		for _, row := range itemLifecycles {
			if method == "GET" && row.typeName != "guardian_client_grant_types" {
				continue
			}
			c := newCore(t, row.emulated(t), row)
			server := c.process()
			planned := c.plan(c.process(), row.first)
			c.tn.Fail(auth0test.Fault{Method: method, Path: path, Times: -1, Status: 503})
			if errs := c.carryOut(server, planned, row.first); errs == "" || strings.Contains(errs, "nevertheless") {
				t.Errorf("%s %s: %s", row.typeName, path, errs)
			}
		}
	}
}

func quote(t *testing.T, v any) string {
	t.Helper()
	content, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// A secret is not shown either where Auth0 stores something else beside it.
func TestSecretIsNotShownWhereTheAnswerDiffers(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{
		Method:  "PUT",
		Path:    "/api/v2/guardian/factors/push-notification/providers/apns",
		Rewrite: func([]byte) []byte { return []byte(`{"bundle_id":"other","sandbox":false}`) },
	})
	w := tn.workspace(t, `
		resource "guardian_factor_push" "this" {
		  enabled = true
		  apns = {
		    bundle_id      = "x"
		    p12_wo         = "`+p12+`"
		    p12_wo_version = 1
		  }
		}
	`)
	out := fails(t, w, "apply", "-auto-approve")
	if !strings.Contains(out, "Auth0 stored something else") {
		t.Error(out)
	}
	search(t, out, []string{p12})
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

package provider_test

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/cli"
)

// singletons are the types of which every tenant has one.
var singletons = []string{
	"factor_duo", "factor_email", "factor_otp", "factor_phone", "factor_push", "factor_recovery_code",
	"factor_webauthn_platform", "factor_webauthn_roaming", "policies", "settings", "tenant_settings",
}

// A tenant that has all that examples/complete has comes into a new state
// without a change and without a secret, from import blocks alone, and the next
// plan is empty. Nothing is written on the way.
func TestAnExistingTenantComesInWithoutAChange(t *testing.T) {
	t.Parallel()
	for name, unified := range map[string]bool{"unified phone": true, "legacy phone": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			run(t, tn.everything(t, unified), "apply", "-auto-approve")
			blocks, n := tn.importBlocks(t, unified)
			w := tn.workspace(t, blocks)
			tn.ResetRequests()
			out := run(t, w, "plan", "-generate-config-out=generated.tf")
			tn.cameIn(t, w, out, n)
		})
	}
}

// cameIn states that a plan imports n resources and changes nothing, and carries it out.
func (tn tenant) cameIn(t *testing.T, w *cli.Workspace, plan string, n int) {
	t.Helper()
	if want := fmt.Sprintf("Plan: %d to import, 0 to add, 0 to change, 0 to destroy.", n); !strings.Contains(plan, want) {
		t.Fatalf("no %q:\n%s\n%s", want, plan, read(t, w, "generated.tf"))
	}
	run(t, w, "apply", "-auto-approve")
	run(t, w, "plan", "-detailed-exitcode")
	if err := tn.wrote()(nil); err != nil {
		t.Error(err)
	}
	search(t, read(t, w, "generated.tf")+read(t, w, "terraform.tfstate"), append(tn.Secrets(), secretsOfEverything...))
}

// importBlocks import all of the tenant that has everything.
func (tn tenant) importBlocks(t *testing.T, unified bool) (blocks string, n int) {
	t.Helper()
	add := func(address, id string) {
		blocks += fmt.Sprintf("import {\n  to = guardian_%s\n  id = %q\n}\n", address, id)
		n++
	}
	for _, name := range singletons {
		add(name+".this", tn.domain())
	}
	methods, err := tn.api.AuthenticationMethods(t.Context(), breakGlass)
	if err != nil || len(methods) != 1 {
		t.Fatal(err, methods)
	}
	add("authentication_method.this", breakGlass+"::"+methods[0].ID)
	add("client_grant_types.this", application)
	add("email_template.this", "mfa_oob_code")
	if !unified {
		add("legacy_phone.this", tn.domain())
		return blocks, n
	}
	providers, err := tn.api.PhoneProviders(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	add("phone_provider.this", providers[0].ID)
	templates, err := tn.api.PhoneTemplates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, template := range templates {
		add("phone_template."+template.Type, template.ID)
	}
	return blocks, n
}

// The same in one command: terraform query finds all, and writes the
// configuration. Terraform has it from 1.14, OpenTofu has not.
func TestAnExistingTenantIsFoundByAQuery(t *testing.T) {
	t.Parallel()
	needs(t, `list "guardian_settings" "this" {`)
	for name, unified := range map[string]bool{"unified phone": true, "legacy phone": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			run(t, tn.everything(t, unified), "apply", "-auto-approve")
			_, n := tn.importBlocks(t, unified)
			n++ // the application that the emulated tenant's users sign in with
			w := tn.workspace(t, `provider "guardian" {}`)
			writeFile(t, filepath.Join(w.Dir, "all.tfquery.hcl"), []byte(everyList()))
			tn.ResetRequests()
			out := run(t, w, "query", "-generate-config-out=generated.tf")
			if tokens := strings.Count(fmt.Sprint(tn.calls()), postToken); tokens != 1 {
				t.Errorf("%d tokens", tokens)
			}
			if unified != strings.Contains(out, "Warning: Not imported: the message templates of the phone factor, the Twilio account") {
				t.Errorf("legacy_phone: %s", out)
			}
			tn.cameIn(t, w, run(t, w, "plan"), n)
		})
	}
}

// everyList has a list block for each type.
func everyList() (blocks string) {
	items := []string{"client_grant_types", "email_template", "legacy_phone", "phone_provider", "phone_template"}
	for _, name := range append(items, singletons...) {
		blocks += fmt.Sprintf("list \"guardian_%s\" \"all\" {\n  provider = guardian\n}\n", name)
	}
	return blocks + fmt.Sprintf(
		"list \"guardian_authentication_method\" \"all\" {\n  provider = guardian\n  config {\n    user_id = %q\n  }\n}\n", breakGlass)
}

// A tenant's texts come in as they are, whatever is in them: line breaks of any
// kind, what looks like a template of Terraform's, and nothing at all.
func TestGeneratedTextsAreThoseOfTheTenant(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{
		"mfa_oob_code":     "<p>Your code is {{ code }}.</p>\r\n<p>${not} %{a} template, \"quoted\" \\ and ünïcode\u00a0✓</p>\r\n",
		"enrollment_email": "first\n\n  second\n\tthird\n\n",
		"reset_email":      "",
		"blocked_account":  "EOT\n<<EOT\nEOT",
		"welcome_email":    "  spaces around  ",
		"user_invitation":  "one line and a break\n",
	}
	tn := emulated(t)
	config := ""
	for name, body := range bodies {
		_, err := tn.api.CreateEmailTemplate(t.Context(), auth0.EmailTemplate{
			Template: name, Body: &body, Subject: new(""), From: new(""), Syntax: new("liquid"), Enabled: new(true), ResultURL: new(""),
		})
		if err != nil {
			t.Fatal(err)
		}
		config += fmt.Sprintf("import {\n  to = guardian_email_template.%s\n  id = %q\n}\n", name, name)
	}
	w := tn.workspace(t, config)
	tn.ResetRequests()
	tn.cameIn(t, w, run(t, w, "plan", "-generate-config-out=generated.tf"), len(bodies))
}

// What a tenant can have and a new configuration would not be allowed comes in as
// it is: it is left alone, and refused only where it is to be written anew.
func TestWhateverATenantHasComesIn(t *testing.T) {
	t.Parallel()
	const phone, push, duo, app = "/api/v2/guardian/factors/phone", "/api/v2/guardian/factors/push-notification",
		"/api/v2/guardian/factors/duo/settings", "/api/v2/prompts/mfa-push"
	const partly = "The tenant has only a part of it"
	tests := []struct{ name, typeName, path, answer, says string }{
		{"a custom app without a name", "guardian_factor_push", app, `{"apple_app_link":"https://x.example"}`, ""},
		{"a custom app with a link to nothing", "guardian_factor_push", app, `{"app_name":"x","google_app_link":"market://x"}`, ""},
		{
			"an application that is no ARN", "guardian_factor_push", push + "/providers/sns",
			`{"aws_access_key_id":"A","aws_region":"eu-west-1","sns_gcm_platform_application_arn":"test_arn"}`, "",
		},
		{"half an SNS account", "guardian_factor_push", push + "/providers/sns", `{"aws_access_key_id":"A"}`, partly},
		{
			"push sent directly, by credentials that nobody sees", "guardian_factor_push", push + "/selected-provider",
			`{"provider":"direct"}`, "",
		},
		{"push sent by SNS without an account", "guardian_factor_push", push + "/selected-provider", `{"provider":"sns"}`, ""},
		{"a host of Duo's in capitals", "guardian_factor_duo", duo, `{"ikey":"I","skey":"not-a-key","host":"API-1.DUOSECURITY.COM"}`, ""},
		{
			"an address of Duo's", "guardian_factor_duo", duo,
			`{"ikey":"I","skey":"not-a-key","host":"https://api-1.duosecurity.com/"}`, "",
		},
		{"half a connection to Duo", "guardian_factor_duo", duo, `{"ikey":"I","host":""}`, partly},
		{"Twilio without an account", "guardian_legacy_phone", phone + "/selected-provider", `{"provider":"twilio"}`, ""},
		{"Twilio without a sender", "guardian_legacy_phone", phone + "/providers/twilio", `{"sid":"AC0","from":""}`, ""},
		{"half a Twilio account", "guardian_legacy_phone", phone + "/providers/twilio", `{"from":"+15550100"}`, partly},
		{
			"a relying party in capitals", "guardian_factor_webauthn_platform", "/api/v2/guardian/factors/webauthn-platform/settings",
			`{"overrideRelyingParty":true,"relyingPartyIdentifier":"Example.com"}`, "",
		},
		{"no words", "guardian_legacy_phone", phone + "/templates", `{"enrollment_message":"","verification_message":""}`, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := comesIn(t, tc.typeName, tc.path, tc.answer, "")
			if tc.says != "" {
				c.says("Not imported: ")
			}
			c.says(tc.says)
			c.staysAsItIs(c.process())
		})
	}
}

// The same of what has an ID.
func TestWhateverItemATenantHasComesIn(t *testing.T) {
	t.Parallel()
	const provider = `"id":"pro_1","tenant":"x","channel":"phone","disabled":false,` +
		`"created_at":"2025-01-01T00:00:00Z","updated_at":"2025-01-01T00:00:00Z"`
	tests := []struct{ name, typeName, path, answer string }{
		{
			"an Action with an account", "guardian_phone_provider", "/api/v2/branding/phone/providers/pro_1",
			`{` + provider + `,"name":"custom","configuration":{"sid":"AC0","default_from":"+1","mssid":"MG0","delivery_methods":["text"]}}`,
		},
		{
			"two senders", "guardian_phone_provider", "/api/v2/branding/phone/providers/pro_1",
			`{` + provider + `,"name":"twilio",` +
				`"configuration":{"sid":"AC0","default_from":"+1","mssid":"MG0","delivery_methods":["voice","text"]}}`,
		},
		{
			"blank senders", "guardian_phone_provider", "/api/v2/branding/phone/providers/pro_1",
			`{` + provider + `,"name":"twilio","configuration":{"sid":"AC0","default_from":"","mssid":null,"delivery_methods":["voice"]}}`,
		},
		{
			"a blank sender and no voice", "guardian_phone_template", "/api/v2/branding/phone/templates/pro_1",
			`{"id":"pro_1","type":"otp_verify","disabled":false,"content":{"syntax":"liquid","from":"","body":{"text":"{{ code }}","voice":""}}}`,
		},
		{
			"no words", "guardian_phone_template", "/api/v2/branding/phone/templates/pro_1",
			`{"id":"pro_1","type":"otp_verify","disabled":false,"content":{"syntax":"liquid","body":{}}}`,
		},
		{
			"blanks", "guardian_email_template", "/api/v2/email-templates/mfa_oob_code",
			`{"template":"mfa_oob_code","body":"","from":"","subject":"","resultUrl":"","syntax":"liquid","enabled":false}`,
		},
		{
			"nothing", "guardian_email_template", "/api/v2/email-templates/mfa_oob_code",
			`{"template":"mfa_oob_code","body":null,"from":null,"subject":null,"resultUrl":null,"enabled":true,` +
				`"urlLifetimeInSeconds":0,"includeEmailInRedirect":false}`,
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := comesIn(t, tc.typeName, tc.path, tc.answer, path.Base(tc.path))
			c.staysAsItIs(c.process())
		})
	}
}

// comesIn imports from a tenant that answers a read like that; "" is the ID of what it has one of.
func comesIn(t *testing.T, typeName, path, answer, id string) core {
	t.Helper()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{Method: "GET", Path: path, Times: -1, Status: 200, Body: answer})
	c := newCore(t, tn, lifecycle{typeName: typeName})
	server := c.process()
	c.importState(server, tfprotov6.ImportResourceStateRequest{ID: cmp.Or(id, tn.domain())})
	if errs := c.refresh(server); errs != "" {
		t.Fatal(errs)
	}
	return c
}

// staysAsItIs states that the configuration that Terraform generates of what is
// in state is valid and changes nothing.
func (c core) staysAsItIs(server tfprotov6.ProviderServer) {
	c.t.Helper()
	generated := c.generated()
	valid, err := server.ValidateResourceConfig(c.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: c.row.typeName, Config: c.dynamic(generated),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil || failures(valid.Diagnostics) != "" {
		c.t.Error(err, failures(valid.Diagnostics))
	}
	for _, a := range c.schema.Block.Attributes {
		if a.Required && c.attributes(generated)[a.Name].IsNull() {
			c.t.Errorf("%s is required and null", a.Name)
		}
	}
	planned := c.planConfig(server, generated)
	if plan := c.undynamic(planned.PlannedState); !plan.Equal(c.value) || failures(planned.Diagnostics) != "" {
		c.t.Errorf("%s\nplanned %s\nhad     %s", failures(planned.Diagnostics), plan, c.value)
	}
	if err := c.tn.wrote()(nil); err != nil {
		c.t.Error(err)
	}
}

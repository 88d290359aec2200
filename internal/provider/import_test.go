package provider_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// importBlock imports the email factor.
func importBlock(id string) string {
	return fmt.Sprintf(`
import {
  to = guardian_factor_email.this
  id = %q
}
`, id)
}

func emailAction(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return plan(plancheck.ExpectResourceAction(email, action))
}

// The first read after an import reads optional settings too: those that differ
// from Auth0's defaults are in state, so that the configuration is no change.
func TestImportReadsOptionalSettings(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 8, Expiration: 600})
	tn.steps(t, resource.TestStep{
		Config:           importBlock(tn.domain()) + emailSettings,
		ConfigPlanChecks: emailAction(plancheck.ResourceActionNoop),
		Check:            tn.wrote(),
	})
}

// Optional settings that have Auth0's defaults are not in state after an import.
func TestImportLeavesOutDefaults(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.steps(t, resource.TestStep{
		Config:            importBlock("https://"+tn.domain()+"/") + emailOff,
		ConfigPlanChecks:  emailAction(plancheck.ResourceActionNoop),
		ConfigStateChecks: values(email, map[string]knownvalue.Check{"settings": knownvalue.Null()}),
	})
}

// The configuration wins over what was imported, and the plan shows how.
func TestImportShowsWhatTheConfigurationChanges(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 8, Expiration: 600})
	tn.steps(t, resource.TestStep{
		Config:           importBlock(tn.domain()) + emailOff,
		ConfigPlanChecks: emailAction(plancheck.ResourceActionUpdate),
		Check:            tn.has("email", "false", "email settings", "6 digits, 300 s"),
	})
}

// Settings are imported by their tenant's domain. Anything else is refused
// without a request, and the error says the domain.
func TestImportOfAnotherTenantIsRefused(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	for _, id := range []string{"other.eu.auth0.com", "this", "email", "../x"} {
		tn.steps(t, resource.TestStep{
			Config:      importBlock(id) + emailOn,
			ExpectError: regexp.MustCompile(`(?s)Wrong domain.*` + regexp.QuoteMeta(tn.domain())),
		})
	}
	if calls := tn.calls(); len(calls) != 0 {
		t.Errorf("the tenant was asked: %v", calls)
	}
}

// An import leaves out optional settings that the provider may not read, but
// fails where it may not read a required one.
func TestImportWithoutPermissionToRead(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("email", true)
	tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/factors/email/settings", Times: -1, Status: 403})
	tn.steps(t, resource.TestStep{
		Config:           importBlock(tn.domain()) + emailOn,
		ConfigPlanChecks: emailAction(plancheck.ResourceActionNoop),
	})
	tn.Fail(forbidden("GET", "/api/v2/guardian/factors"))
	tn.steps(t, resource.TestStep{
		Config:      importBlock(tn.domain()) + emailOn,
		ExpectError: regexp.MustCompile("Could not read the email factor"),
	})
}

// Only the first read after an import reads what is not declared.
func TestRefreshAfterAnImportLeavesUndeclaredSettingsAlone(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	settingsChange := func() {
		tn.SetOTPSettings("email", auth0test.OTPSettings{Length: 10, Expiration: 3600})
		tn.ResetRequests()
	}
	settingsWereNotRead := func(*terraform.State) error {
		if slices.Contains(tn.calls(), getSettings) {
			return errorf("what is not declared was read: %v", tn.calls())
		}
		return nil
	}
	tn.steps(t,
		resource.TestStep{Config: importBlock(tn.domain()) + emailOff},
		resource.TestStep{
			PreConfig:        settingsChange,
			Config:           emailOff,
			ConfigPlanChecks: plan(plancheck.ExpectEmptyPlan()),
			Check:            settingsWereNotRead,
		},
	)
}

// A server's error is no refusal of a permission: the import fails.
func TestImportDuringAnOutageFails(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/factors/email/settings", Times: -1, Status: 501})
	tn.steps(t, resource.TestStep{
		Config:      importBlock(tn.domain()) + emailOff,
		ExpectError: regexp.MustCompile("Could not read the code settings of the email factor"),
	})
}

// The MFA settings are imported also where they are Auth0's defaults: otherwise
// nothing would be in state.
func TestImportOfMFASettingsKeepsTheirDefaults(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	row := lifecycle{typeName: "guardian_settings", identifies: "mfa_session_overall_timeout"}
	tn.apply(t,
		resource.TestStep{Config: row.config("")},
		row.importBlock(tn),
	)
}

// Of what a tenant can have several of, the ID has every key, and the identity
// the tenant; anything else is refused without a request.
func TestInvalidImportIDsAreRefused(t *testing.T) {
	t.Parallel()
	eachItem(t, func(t *testing.T, fresh func(*testing.T) core) {
		c := fresh(t)
		c.must(c.row.first)
		server := c.process()
		parts := make([]string, len(c.row.keys))
		for i, key := range c.row.keys {
			_ = c.attributes(c.value)[key].As(&parts[i])
		}
		id := strings.Join(parts, "::")
		refused := func(req tfprotov6.ImportResourceStateRequest, says string) {
			t.Helper()
			req.TypeName = c.row.typeName
			resp, err := server.ImportResourceState(t.Context(), &req)
			if err != nil || !strings.Contains(failures(resp.Diagnostics), says) {
				t.Errorf("%q: %v %s", req.ID, err, text(resp.Diagnostics))
			}
		}
		c.tn.ResetRequests()
		wrongs := []string{"", "::", id + "::", "::" + id, id + "::more"}
		if len(parts) > 1 { // whose first may have the separator in it
			wrongs = wrongs[:4]
		}
		for _, wrong := range wrongs {
			refused(tfprotov6.ImportResourceStateRequest{ID: wrong}, "is imported by its "+strings.Join(c.row.keys, "::"))
		}
		other := fresh(t)
		other.must(other.row.first)
		refused(tfprotov6.ImportResourceStateRequest{Identity: other.identity}, "Wrong domain")
		if calls := c.tn.calls(); len(calls) != 0 {
			t.Errorf("asked %v", calls)
		}
	})
}

// After an import only the ID of a phone template is known: a failed read names it.
func TestAFailedImportNamesThePhoneTemplate(t *testing.T) {
	t.Parallel()
	row := phoneTemplateLifecycles[0]
	c := newCore(t, row.emulated(t), row)
	c.must(c.row.first)
	var id string
	_ = c.attributes(c.value)["id"].As(&id)
	server, imported := c.process(), c.another()
	imported.importState(server, tfprotov6.ImportResourceStateRequest{ID: id})
	c.tn.Fail(forbidden("GET", phoneTemplates+"/*"))
	if errs := imported.refresh(server); !strings.Contains(errs, "Could not read the phone template "+id) {
		t.Error(errs)
	}
}

// A warning names each setting that could not be imported, and the status; an
// import of nothing is refused without blaming the provider.
func TestImportWarnsOfWhatItLeavesOut(t *testing.T) {
	t.Parallel()
	for _, status := range []int{403, 404} {
		tn := emulated(t)
		tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/factors/email/settings", Times: -1, Status: status})
		w := tn.workspace(t, emailOff)
		out := run(t, w, "import", "guardian_factor_email.this", tn.domain())
		if !strings.Contains(out, "Not imported: the code settings of the email factor") || !strings.Contains(out, fmt.Sprint(status)) {
			t.Errorf("no word about a %d:\n%s", status, out)
		}
		if out := fails(t, w, "import", "guardian_factor_otp.this", ""); strings.Contains(out, "error in the provider") {
			t.Errorf("an import of nothing is blamed on the provider:\n%s", out)
		}
	}
}

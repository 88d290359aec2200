package provider_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// What somebody has deleted elsewhere is created, and not replaced.
func TestWhatIsGoneIsNotReplaced(t *testing.T) {
	t.Parallel()
	eachItem(t, func(t *testing.T, fresh func(*testing.T) core) {
		t.Helper()
		c := fresh(t)
		if c.row.typeName != "guardian_phone_provider" && c.row.typeName != "guardian_authentication_method" {
			return // the others are not deleted
		}
		c.must(c.row.first)
		had := *c.instance
		c.must("")
		*c.instance = had
		server := c.process()
		if errs := c.refresh(server); errs != "" || !c.value.IsNull() {
			t.Fatalf("it is still there: %s", errs)
		}
		c.value, c.private = tftypes.NewValue(c.schema.ValueType(), nil), nil
		c.plan(server, c.row.first)
		if c.said != "" {
			t.Error(c.said)
		}
	})
}

// An object that create_before_destroy has left is planned while Terraform
// applies. It only goes from the state: nothing is said, and nothing goes off.
func TestADeposedObjectGoesQuietly(t *testing.T) {
	t.Parallel()
	for typeName, body := range map[string]string{"guardian_factor_otp": fOn, "guardian_policies": pAll} {
		tn := emulated(t)
		tn.SetFactor("email", true)
		tn.SetFactor("otp", true)
		old := newCore(t, tn, lifecycle{typeName: typeName})
		old.must(body)
		server, c := old.process(), old.another()
		c.private = old.private // of a replacement
		if errs := c.carryOut(server, c.plan(server, body), body); errs != "" {
			t.Fatal(errs)
		}
		planned := old.plan(server, "")
		if old.said != "" {
			t.Errorf("%s: %s", typeName, old.said)
		}
		if errs := old.carryOut(server, planned, ""); errs != "" {
			t.Error(errs)
		}
		if want := map[string][]string{"guardian_factor_otp": {"otp", "true"}, "guardian_policies": {"policies", "all-applications"}}; tn.check(want[typeName]...) != nil {
			t.Error(tn.check(want[typeName]...))
		}
	}
}

// On a tenant that has moved on, there is nothing that could go back to a default.
func TestASettingThatTheTenantNoLongerHasIsNotMissed(t *testing.T) {
	t.Parallel()
	c := newCore(t, emulated(t), lifecycle{typeName: "guardian_legacy_phone"})
	c.must(`selected_provider = "phone-message-hook"`)
	server := c.process()
	c.refresh(server)
	c.plan(server, "")
	c.says("Reset to Auth0's default")
	c.tn.SetUnifiedPhone(true)
	server = c.process()
	c.refresh(server)
	c.plan(server, "")
	if c.said != "" {
		t.Error(c.said)
	}
}

// A phone provider that is disabled in place sends nothing any more.
func TestAPhoneProviderThatIsDisabledIsALoss(t *testing.T) {
	t.Parallel()
	for _, row := range itemLifecycles {
		if row.typeName != "guardian_phone_provider" || strings.Contains(row.first, "disabled") {
			continue
		}
		c := newCore(t, row.emulated(t), row)
		c.must(row.first)
		c.plan(c.process(), row.first+"\ndisabled = true")
		c.says("Users lose the phone provider")
		c.must(row.first + "\ndisabled = true")
		c.plan(c.process(), row.first)
		c.says("", "Users lose")
	}
}

// What another writer switches off in the same apply is found before MFA is
// enforced, and not when it only looks so for a moment.
func TestAFactorThatIsSwitchedBack(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ stays, refused bool }{
		"for good":     {true, true},
		"for a moment": {false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			otp, policies := newCore(t, tn, lifecycle{typeName: "guardian_factor_otp"}), newCore(t, tn, lifecycle{typeName: "guardian_policies"})
			server := otp.process()
			if !tc.stays {
				tn.ReadDelay(2 * time.Millisecond) // the waits are a thousandth here
			}
			if errs, _ := otp.applyIn(server, fOn); errs != "" {
				t.Fatal(errs)
			}
			if tc.stays {
				tn.SetFactor("otp", false)
			}
			errs, _ := policies.applyIn(server, pAll)
			if refused := strings.Contains(errs, "Switched off by something else: otp"); refused != tc.refused {
				t.Errorf("refused: %t: %s", refused, errs)
			}
			want := map[bool]string{true: "", false: "all-applications"}[tc.refused]
			if err := tn.check("policies", want); err != nil {
				t.Error(err)
			}
		})
	}
}

// A phone that is named as the MFA API names it is imported all the same.
func TestAPhoneIsImportedByTheNameOfItsChannel(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	id := tn.AddMethod(chuck, auth0test.Method{Type: "phone", PhoneNumber: "+44207183875044", Confirmed: true})
	w := tn.workspace(t, methodConfig(byPhone))
	for _, channel := range []string{"sms", "voice"} {
		run(t, w, "import", "guardian_authentication_method.this", chuck+"::"+channel+strings.TrimPrefix(id, "phone"))
		run(t, w, "state", "rm", "guardian_authentication_method.this")
	}
}

// What is imported as it is declared takes nothing away, and nothing is said.
func TestAnImportSaysNothing(t *testing.T) {
	t.Parallel()
	eachRow(t, func(t *testing.T, fresh func(*testing.T) core) {
		t.Helper()
		c := fresh(t)
		c.must(c.row.first)
		server, imported := c.process(), c.another()
		imported.importState(server, tfprotov6.ImportResourceStateRequest{Identity: c.identity})
		if errs := imported.refresh(server); errs != "" {
			t.Fatal(errs)
		}
		said := imported.said
		if imported.plan(server, c.row.first); said+imported.said != "" {
			t.Error(said + imported.said)
		}
	})
}

// In Terraform, too: what is switched off again at once is found in the apply,
// after the seconds in which a read may still show what was before.
func TestAnApplyFindsWhatIsSwitchedBack(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.OnRequest(func(r auth0test.Request) {
		if r.Method == "PUT" && r.Path == "/api/v2/guardian/factors/email" {
			tn.SetFactor("email", false)
		}
	})
	out := fails(t, tn.workspace(t, emailOn+mfaOn), "apply", "-auto-approve")
	if !strings.Contains(out, "Switched off by something else: email") {
		t.Error(out)
	}
	if err := tn.check("policies", ""); err != nil {
		t.Error(err)
	}
}

package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// lossKinds are what a plan says of protection, by the words of its summaries.
var lossKinds = []struct{ words, kind string }{
	{"locked out", "lockout"},
	{"This would overwrite", "overwrite"},
	{"Not compared", "blind"},
	{"configured already", "adopt"},
	{"goes away", "loss"},
	{"gets weaker", "loss"},
	{"This would switch off", "loss"},
	{"This would weaken", "loss"},
	{"This may switch off", "loss"},
	{"may go away for a moment", "loss"},
}

func kindOf(t *testing.T, diags []*tfprotov6.Diagnostic) string {
	t.Helper()
	if len(diags) == 0 {
		return "-"
	}
	if len(diags) > 1 {
		t.Errorf("several things are said of one resource: %s", text(diags))
	}
	for _, k := range lossKinds {
		if strings.Contains(diags[0].Summary, k.words) {
			return k.kind
		}
	}
	return diags[0].Summary
}

// A plan says what users lose, whom it locks out and what it overwrites, at the
// resource that is the cause, and asks for no more than that takes. With
// protection_loss = "refuse", losses and lockouts are errors, and with
// protection_loss_allowed, warnings again.
func TestAPlanTellsWhatProtectionIsLost(t *testing.T) {
	t.Parallel()
	for _, p := range judgedPlans {
		for _, mode := range []string{"warn", "refuse", "allowed"} {
			t.Run(p.name+"/"+mode, func(t *testing.T) {
				t.Parallel()
				p.judge(t, mode)
			})
		}
	}
}

func (p judged) judge(t *testing.T, mode string) {
	t.Helper()
	tn := emulated(t)
	cores := make([]core, len(p.steps))
	var types []string
	for i, s := range p.steps {
		cores[i] = newCore(t, tn, lifecycle{typeName: s.typeName})
		types = append(types, s.typeName)
		if s.before != "" {
			cores[i].must(s.before)
		}
	}
	p.prepare(t, tn)
	rail := map[string]string{"protection_loss": "warn"}
	if mode != "warn" {
		rail["protection_loss"] = "refuse"
	}
	if mode == "allowed" {
		rail["protection_loss_allowed"] = strings.Join(types, ",")
	}
	server, schemas := newServer(t)
	server = configuredWith(t, tn.URL(), tn, server, schemas, rail)
	tn.ResetRequests()
	var got []string
	for i, s := range p.steps {
		diags := cores[i].judgedPlan(server, s, p.noRefresh)
		kind := kindOf(t, diags)
		got = append(got, kind)
		refused := mode == "refuse" && slices.Contains([]string{"loss", "lockout"}, kind)
		if failed := failures(diags) != ""; failed != refused {
			t.Errorf("%s: an error is said: %t: %s", s.typeName, failed, text(diags))
		}
	}
	if said := strings.Join(got, " "); said != p.want {
		t.Errorf("said %s, want %s", said, p.want)
	}
	if n := len(tn.calls()); n != p.requests {
		t.Errorf("%d requests, want %d: %v", n, p.requests, tn.calls())
	}
}

// judgedPlan is what Terraform's plan of a step says.
func (c core) judgedPlan(server tfprotov6.ProviderServer, s planStep, noRefresh bool) []*tfprotov6.Diagnostic {
	c.t.Helper()
	if !noRefresh {
		if errs := c.refresh(server); errs != "" {
			c.t.Fatal(errs)
		}
	}
	if s.after == replaced { // Terraform plans an update, and then a create with nothing before
		if c.plan(server, s.before); c.said != "" {
			c.t.Error(c.said)
		}
		c.value = tftypes.NewValue(c.schema.ValueType(), nil)
		s.after = s.before
	}
	return c.plan(server, s.after).Diagnostics
}

// prepare makes the tenant what it is when the plan is made.
func (p judged) prepare(t *testing.T, tn tenant) {
	t.Helper()
	if p.on != asApplied {
		for _, f := range []string{"otp", "email", "sms"} {
			tn.SetFactor(f, slices.Contains(strings.Fields(p.on), f))
		}
	}
	if p.on == otherSettings {
		s := auth0.DefaultMFASettings
		s.OverallTimeout, s.InactivityTimeout = 7200, 3600
		if _, err := tn.api.SetMFASettings(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		if _, err := tn.api.SetOTPSettings(t.Context(), auth0.FactorEmail, auth0.OTPSettings{Length: 10, ExpirationTime: 300}); err != nil {
			t.Fatal(err)
		}
	}
	if p.policies != asApplied {
		if _, err := tn.api.SetPolicies(t.Context(), strings.Fields(p.policies)); err != nil {
			t.Fatal(err)
		}
	}
	if p.fault != nil {
		fault := *p.fault
		fault.Times = -1
		tn.Fail(fault)
	}
}

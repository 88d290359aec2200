package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// switchType is a resource with nothing but its switch.
const switchType = "guardian_factor_otp"

var switchObject = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"enabled": tftypes.Bool}}

// process is one run of the provider, which Terraform asks in an order of its
// own choice: these tests choose the order.
type process struct {
	t      testing.TB
	server tfprotov6.ProviderServer
}

func newProcess(t testing.TB, tn tenant) process {
	t.Helper()
	server, schemas := newServer(t)
	app := tn.Management()
	config := object(t, schemas.Provider, map[string]string{"domain": tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret})
	resp, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config})
	if err != nil || len(resp.Diagnostics) != 0 {
		t.Fatal(err, text(resp.Diagnostics))
	}
	return process{t, server}
}

// state is the resource's in a state, nil for none.
func (p process) state(enabled any) *tfprotov6.DynamicValue {
	p.t.Helper()
	value := tftypes.NewValue(switchObject, nil)
	if enabled != nil {
		value = tftypes.NewValue(switchObject, map[string]tftypes.Value{"enabled": tftypes.NewValue(tftypes.Bool, enabled)})
	}
	v, err := tfprotov6.NewDynamicValue(switchObject, value)
	if err != nil {
		p.t.Fatal(err)
	}
	return &v
}

func (p process) plan(prior, proposed any) string {
	p.t.Helper()
	config := p.state(proposed)
	resp, err := p.server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: switchType, PriorState: p.state(prior), ProposedNewState: p.state(proposed), Config: config,
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return text(resp.Diagnostics)
}

// apply returns what was said, and whether the resource is in state afterwards.
func (p process) apply(prior, planned any) (said string, inState bool) {
	p.t.Helper()
	resp, err := p.server.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: switchType, PriorState: p.state(prior), PlannedState: p.state(planned), Config: p.state(planned),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	value, err := resp.NewState.Unmarshal(switchObject)
	if err != nil {
		p.t.Fatal(err)
	}
	return text(resp.Diagnostics), !value.IsNull()
}

// A rename whose new address is written first: the old one is only forgotten.
func TestARenameThatCreatesFirst(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("otp", true)
	p := newProcess(t, tn)
	if said, inState := p.apply(nil, true); said != "" || !inState {
		t.Fatalf("created: %v, %s", inState, said)
	}
	if said, inState := p.apply(true, nil); !strings.Contains(said, "Left as it is") || inState {
		t.Errorf("the old address: in state %v, %s", inState, said)
	}
	if err := tn.check("otp", "true"); err != nil {
		t.Error(err)
	}
}

// A rename whose new address cannot be written: the old one stays, and so does the factor.
func TestARenameThatFails(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("otp", true)
	tn.Fail(forbidden("PUT", "/api/v2/guardian/factors/otp"))
	p := newProcess(t, tn)
	if said, inState := p.apply(nil, true); said == "" || inState {
		t.Fatalf("created: %v, %s", inState, said)
	}
	if said, inState := p.apply(true, nil); !strings.Contains(said, "Not destroyed") || !inState {
		t.Errorf("the old address: in state %v, %s", inState, said)
	}
	if err := tn.check("otp", "true"); err != nil {
		t.Error(err)
	}
	p = newProcess(t, tn) // the next apply completes it
	if said, inState := p.apply(nil, true); said != "" || !inState {
		t.Errorf("created: %v, %s", inState, said)
	}
}

// After a rename that was interrupted, both addresses can be in state. To
// destroy one would reset what the other manages, with a green apply.
func TestTwoAddressesInStateAreNotTornApart(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	const refusal = "Two resources for one setting"
	p := newProcess(t, tn)
	if said := p.plan(true, true); said != "" {
		t.Errorf("the one that stays: %s", said)
	}
	if said := p.plan(true, nil); !strings.Contains(said, refusal) || !strings.Contains(said, "state rm") {
		t.Errorf("the one that goes, second: %s", said)
	}
	p = newProcess(t, tn)
	if said := p.plan(true, nil); strings.Contains(said, refusal) {
		t.Errorf("the one that goes, first: %s", said)
	}
	if said := p.plan(true, true); !strings.Contains(said, refusal) {
		t.Errorf("the one that stays, second: %s", said)
	}
	p = newProcess(t, tn) // a destroy of everything, and a rename, are no such thing
	for _, said := range []string{p.plan(true, nil), p.plan(true, nil), p.plan(nil, true)} {
		if strings.Contains(said, refusal) {
			t.Errorf("refused: %s", said)
		}
	}
}

package provider_test

import (
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

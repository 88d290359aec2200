package provider_test

import (
	"encoding/json"
	"math/big"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
)

// change is what a plan does at one address.
type change struct {
	place
	before  tftypes.Value
	will    *tfprotov6.PlanResourceChangeResponse
	actions tfjson.Actions
}

// plan refreshes and plans everything. A data source is read where nothing changes.
func (s *steps) plan(server tfprotov6.ProviderServer) (changes []change, said string) {
	s.t.Helper()
	if errs := s.refresh(server); errs != "" {
		return nil, errs
	}
	var errs failed
	imported := s.comeIn(server, &errs)
	s.state = append(s.state, imported...)
	defer func() {
		if said != "" { // nothing is in state before it is applied
			s.state = s.state[:len(s.state)-len(imported)]
		}
	}()
	for _, p := range slices.Backward(s.state) {
		if at(s.config, p.address) < 0 {
			changes = append(changes, p.destroyed(server, &errs))
		}
	}
	for _, p := range s.config {
		if !p.data {
			changes = append(changes, s.changed(server, p, &errs)...)
		}
	}
	if !pending(changes) {
		s.read(server, &errs)
	}
	return changes, errs.String()
}

// pending says whether something changes.
func pending(changes []change) bool {
	return slices.ContainsFunc(changes, func(c change) bool { return !c.actions.NoOp() })
}

// read reads the data sources.
func (s *steps) read(server tfprotov6.ProviderServer, errs *failed) {
	s.t.Helper()
	for _, p := range s.config {
		if p.data {
			errs.add(p.read(server))
		}
	}
}

// comeIn imports what is not in state yet.
func (s *steps) comeIn(server tfprotov6.ProviderServer, errs *failed) (imported []place) {
	s.t.Helper()
	for address, id := range s.imports {
		i := at(s.config, address)
		if i < 0 || at(s.state, address) >= 0 {
			continue
		}
		p := s.config[i]
		resp, err := server.ImportResourceState(s.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: p.row.typeName, ID: id})
		if err != nil {
			s.t.Fatal(err)
		}
		if said := failures(resp.Diagnostics); said != "" {
			errs.add(said)
			continue
		}
		r := resp.ImportedResources[0]
		p.value, p.private, p.identity = p.undynamic(r.State), r.Private, r.Identity
		errs.add(p.refresh(server))
		imported = append(imported, p)
	}
	return imported
}

// destroyed is the change that takes a resource away.
func (p place) destroyed(server tfprotov6.ProviderServer, errs *failed) change {
	p.t.Helper()
	planned := p.plan(server, "")
	errs.add(failures(planned.Diagnostics))
	return change{p, p.value, planned, tfjson.Actions{tfjson.ActionDelete}}
}

// changed is what the configuration changes at an address: nothing, one thing, or
// a replacement, which is two.
func (s *steps) changed(server tfprotov6.ProviderServer, p place, errs *failed) []change {
	s.t.Helper()
	prior := at(s.state, p.address)
	if prior >= 0 {
		p.core = s.state[prior].core
	}
	planned := p.plan(server, p.body)
	if errs.add(failures(planned.Diagnostics)); failures(planned.Diagnostics) != "" {
		return nil
	}
	switch {
	case prior < 0:
		return []change{{p, p.value, planned, tfjson.Actions{tfjson.ActionCreate}}}
	case len(planned.RequiresReplace) > 0:
		next := place{p.address, p.body, false, p.another()}
		next.private = planned.PlannedPrivate
		created := next.plan(server, p.body)
		errs.add(failures(created.Diagnostics))
		gone := &tfprotov6.PlanResourceChangeResponse{ // which Terraform makes of the other plan
			PlannedState: p.dynamic(p.config("")), PlannedPrivate: created.PlannedPrivate,
		}
		return []change{
			{p, p.value, gone, tfjson.Actions{tfjson.ActionDelete}},
			{next, p.value, created, tfjson.Actions{tfjson.ActionDelete, tfjson.ActionCreate}},
		}
	case p.undynamic(planned.PlannedState).Equal(p.value):
		return []change{{p, p.value, planned, tfjson.Actions{tfjson.ActionNoop}}}
	}
	return []change{{p, p.value, planned, tfjson.Actions{tfjson.ActionUpdate}}}
}

// apply plans, holds the plan against checks, and carries it out.
func (s *steps) apply(checks []plancheck.PlanCheck) string {
	s.t.Helper()
	changes, said := s.plan(s.process())
	if said != "" {
		return said
	}
	for _, check := range checks {
		var resp plancheck.CheckPlanResponse
		check.CheckPlan(s.t.Context(), plancheck.CheckPlanRequest{Plan: s.planned(changes)}, &resp)
		if resp.Error != nil {
			s.t.Error(resp.Error)
		}
	}
	server := s.process()
	var errs failed
	for _, c := range changes {
		switch body := c.body; {
		case c.actions.NoOp():
		case c.actions.Delete():
			errs.add(c.carryOut(server, c.will, ""))
		default:
			if c.value.IsNull() {
				c.private = nil
			}
			again := c.plan(server, body) // as Terraform does before it applies
			if said := failures(again.Diagnostics); said != "" {
				errs.add(said)
				continue
			}
			errs.add(c.carryOut(server, again, body))
			if at(s.state, c.address) < 0 || c.actions.Replace() {
				s.state = append(s.state, c.place)
			}
		}
	}
	s.forget()
	if pending(changes) && errs == nil {
		s.read(server, &errs)
	}
	return errs.String()
}

// planned is a plan as terraform show prints it. Of a replacement it shows one change.
func (s *steps) planned(changes []change) *tfjson.Plan {
	plan := &tfjson.Plan{FormatVersion: "1.2"}
	for i, c := range changes {
		if i+1 < len(changes) && changes[i+1].address == c.address {
			continue
		}
		plan.ResourceChanges = append(plan.ResourceChanges, &tfjson.ResourceChange{
			Address: c.address, Mode: tfjson.ManagedResourceMode, Type: c.row.typeName,
			Change: &tfjson.Change{Actions: c.actions, Before: plain(c.before), After: plain(c.undynamic(c.will.PlannedState))},
		})
	}
	return plan
}

// shown is the state as terraform show prints it.
func (s *steps) shown() *tfjson.State {
	module := &tfjson.StateModule{}
	add := func(p place, mode tfjson.ResourceMode) {
		values, _ := plain(p.value).(map[string]any)
		module.Resources = append(module.Resources, &tfjson.StateResource{
			Address: p.address, Mode: mode, Type: p.row.typeName, AttributeValues: values,
		})
	}
	for _, p := range s.state {
		add(p, tfjson.ManagedResourceMode)
	}
	for _, p := range s.config {
		if p.data {
			add(p, tfjson.DataResourceMode)
		}
	}
	return &tfjson.State{FormatVersion: "1.0", Values: &tfjson.StateValues{RootModule: module}}
}

// plain is a value as encoding/json has it; what is not known yet is left out.
func plain(v tftypes.Value) any {
	switch t := v.Type(); {
	case v.IsNull() || !v.IsKnown():
		return nil
	case t.Is(tftypes.String):
		return as[string](v)
	case t.Is(tftypes.Bool):
		return as[bool](v)
	case t.Is(tftypes.Number):
		n := as[big.Float](v)
		return json.Number(n.Text('f', -1))
	case t.Is(tftypes.Object{}) || t.Is(tftypes.Map{}):
		members := map[string]any{}
		for name, member := range as[map[string]tftypes.Value](v) {
			if member.IsKnown() {
				members[name] = plain(member)
			}
		}
		return members
	}
	elements := []any{}
	for _, element := range as[[]tftypes.Value](v) {
		elements = append(elements, plain(element))
	}
	return elements
}

// as is a known value in Go.
func as[T any](v tftypes.Value) (t T) {
	if err := v.As(&t); err != nil {
		panic(err) // of another type than it says
	}
	return t
}

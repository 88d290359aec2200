package provider_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// steps is what Terraform's core does with a configuration of several resources
// and data sources, one after another in the order in which they are written. A
// step takes milliseconds, where the eight commands of plugin-testing take two
// seconds. What it does not read fails the test: references, taints, and blocks
// other than resource, data and import.
type steps struct {
	t       *testing.T
	tn      tenant
	config  []place
	state   []place           // in the order in which they were created
	imports map[string]string // IDs, by the addresses of import blocks
}

// place is a block of the configuration, and what the state has of it.
type place struct {
	address, body string
	data          bool
	core
}

// byCLI has a CLI run all steps, as make compat does.
var byCLI = os.Getenv("GUARDIAN_STEPS_BY_CLI") != ""

// steps runs the same steps as apply, without a CLI.
func (tn tenant) steps(t *testing.T, list ...resource.TestStep) {
	t.Helper()
	if byCLI {
		tn.apply(t, list...)
		return
	}
	s := &steps{t: t, tn: tn}
	for i, step := range list {
		if step.PreConfig != nil {
			step.PreConfig()
		}
		errs := s.step(step)
		switch {
		case step.ExpectError == nil && errs != "":
			t.Fatalf("step %d: %s", i+1, errs)
		case step.ExpectError != nil && !step.ExpectError.MatchString(errs):
			t.Fatalf("step %d does not say %q: %s", i+1, step.ExpectError, errs)
		}
	}
	s.config = nil
	if errs := s.apply(nil); errs != "" {
		t.Fatalf("the destroy at the end: %s", errs)
	}
}

// step carries out a step, and returns the errors.
func (s *steps) step(step resource.TestStep) string {
	s.t.Helper()
	if step.ImportState || step.Query || step.PlanOnly || step.Taint != nil || step.ResourceName != "" {
		s.t.Fatal("only a CLI can do this: use apply")
	}
	if step.RefreshState {
		server := s.process()
		errs := failed{s.refresh(server)}
		s.read(server, &errs)
		s.check(step)
		return strings.Join(errs, "")
	}
	s.config, s.imports = nil, nil
	if !step.Destroy {
		s.parse(step.Config)
	}
	if errs := s.validate(); errs != "" {
		return errs
	}
	if errs := s.apply(step.ConfigPlanChecks.PreApply); errs != "" {
		return errs
	}
	s.check(step)
	return s.settled(step.ExpectNonEmptyPlan)
}

// check states what a step has to leave.
func (s *steps) check(step resource.TestStep) {
	s.t.Helper()
	if step.Check != nil {
		if err := step.Check(nil); err != nil {
			s.t.Error(err)
		}
	}
	for _, check := range step.ConfigStateChecks {
		var resp statecheck.CheckStateResponse
		check.CheckState(s.t.Context(), statecheck.CheckStateRequest{State: s.shown()}, &resp)
		if resp.Error != nil {
			s.t.Error(resp.Error)
		}
	}
}

// settled states that the next plan is empty, or is not.
func (s *steps) settled(otherwise bool) string {
	s.t.Helper()
	changes, errs := s.plan(s.process())
	if errs != "" {
		return errs
	}
	var resp plancheck.CheckPlanResponse
	plancheck.ExpectEmptyPlan().CheckPlan(s.t.Context(), plancheck.CheckPlanRequest{Plan: s.planned(changes)}, &resp)
	if (resp.Error != nil) != otherwise {
		s.t.Errorf("the next plan: %v", resp.Error)
	}
	return ""
}

// process is a run of the provider, with nothing but the tenant and its credentials.
func (s *steps) process() tfprotov6.ProviderServer {
	s.t.Helper()
	server, schemas := newServer(s.t)
	app := s.tn.Management()
	resp, err := server.ConfigureProvider(s.t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: object(s.t, schemas.Provider, map[string]string{
			"domain": s.tn.URL(), "client_id": app.ClientID, "client_secret": app.ClientSecret,
		}),
	})
	if err != nil || len(resp.Diagnostics) != 0 {
		s.t.Fatal(err, text(resp.Diagnostics))
	}
	return server
}

// validate is what the provider finds without a tenant.
func (s *steps) validate() string {
	s.t.Helper()
	server, _ := newServer(s.t)
	var errs failed
	for _, p := range s.config {
		if !p.data {
			errs.add(validate(s.t, p.row.typeName, p.body, true))
			continue
		}
		resp, err := server.ValidateDataResourceConfig(s.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{
			TypeName: p.row.typeName, Config: p.dynamic(p.config(p.body)),
		})
		if err != nil {
			s.t.Fatal(err)
		}
		errs.add(failures(resp.Diagnostics))
	}
	return errs.String()
}

// refresh reads what is in state.
func (s *steps) refresh(server tfprotov6.ProviderServer) string {
	s.t.Helper()
	var errs failed
	for _, p := range s.state {
		errs.add(p.refresh(server))
	}
	s.forget()
	return errs.String()
}

// read reads a data source.
func (p place) read(server tfprotov6.ProviderServer) string {
	p.t.Helper()
	resp, err := server.ReadDataSource(p.t.Context(), &tfprotov6.ReadDataSourceRequest{
		TypeName: p.row.typeName, Config: p.dynamic(p.config(p.body)),
	})
	if err != nil {
		p.t.Fatal(err)
	}
	errs := failures(resp.Diagnostics)
	if errs == "" {
		p.value = p.undynamic(resp.State)
	}
	return errs
}

// forget leaves out what is not there any more.
func (s *steps) forget() {
	s.state = slices.DeleteFunc(s.state, func(p place) bool { return p.value.IsNull() })
}

// at is where in a list an address is, -1 where it is not.
func at(list []place, address string) int {
	return slices.IndexFunc(list, func(p place) bool { return p.address == address })
}

// failed collects the errors that there are.
type failed []string

func (f *failed) add(errs string) {
	if errs != "" {
		*f = append(*f, errs)
	}
}

func (f failed) String() string { return strings.Join(f, "\n") }

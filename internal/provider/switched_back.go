package provider

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// undone refuses to enforce MFA where somebody else has switched off a factor that
// this apply has switched on.
func (r *singletonResource) undone(ctx context.Context, want values) diag.Diagnostics {
	g := r.guardIn(ctx, want)
	if g == nil || g.guard.factor != thePolicies || g.guard.strength() < full {
		return nil
	}
	lost := r.switchedBack(ctx)
	if len(lost) == 0 {
		return nil
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(
		path.Root(g.attributes[0]), "Switched off by something else: "+strings.Join(lost, ", "),
		"This apply has switched these factors on, and they are off again. Something else has done it, "+
			"such as the destroy of auth0_guardian in the same apply. The policies were not written. Apply again when that is done.")}
}

// switchedBack are the factors that this process has switched on and that are off
// again; none where they cannot be read.
func (s *session) switchedBack(ctx context.Context) []string {
	lost := s.offAgain(ctx)
	if len(lost) == 0 || !persists(ctx, func() bool { lost = s.offAgain(ctx); return len(lost) > 0 }) {
		return nil
	}
	return lost
}

func (s *session) offAgain(ctx context.Context) (lost []string) {
	on := s.protection.switchedOn()
	if len(on) == 0 {
		return nil
	}
	has, err := s.client.FactorsNow(ctx)
	if err != nil {
		return nil
	}
	for _, f := range has {
		if !f.Enabled && slices.Contains(on, f.Name) {
			lost = append(lost, factorTitle(f.Name))
		}
	}
	return lost
}

// wrote notes what the tenant has after a write.
func (p *protection) wrote(factor auth0.FactorName, on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.switched = slices.DeleteFunc(p.switched, func(f auth0.FactorName) bool { return f == factor })
	if on && factor != thePolicies {
		p.switched = append(p.switched, factor)
	}
}

func (p *protection) switchedOn() []auth0.FactorName {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.switched)
}

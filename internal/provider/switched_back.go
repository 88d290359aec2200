package provider

import (
	"context"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

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

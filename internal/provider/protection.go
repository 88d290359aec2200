package provider

import (
	"sync"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// protection is what a run leaves of a tenant's MFA, as far as it is planned:
// each plan sees its own resource alone, and here they come together.
type protection struct {
	mu      sync.Mutex
	planned map[auth0.FactorName]strength
	loses   bool // something protects less than before
	told    bool // that users would be locked out

	switched []auth0.FactorName // the factors that were switched on
}

// plan notes what becomes of a factor or the policies. A destroy takes nothing
// back that another address plans: one of the two is only renamed.
func (p *protection) plan(of auth0.FactorName, from, to strength, destroy bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.planned == nil {
		p.planned = map[auth0.FactorName]strength{}
	}
	if destroy && p.planned[of] > off {
		return
	}
	p.planned[of] = to
	p.loses = p.loses || to < from
}

// losesSome reports whether something protects less than before.
func (p *protection) losesSome() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.loses
}

// policies are what is planned of them, if anything is.
func (p *protection) policies() (s strength, planned bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, planned = p.planned[thePolicies]
	return s, planned
}

// ways say who can prove who they are, of what the tenant has: now, and after the run.
func (p *protection) ways(has []auth0.Factor) (now, then ways) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, f := range has {
		on := f.Enabled
		if on {
			now = max(now, wayOf(f.Name))
		}
		if s, planned := p.planned[f.Name]; planned {
			on = s > off
		}
		if on {
			then = max(then, wayOf(f.Name))
		}
	}
	return now, then
}

// tell reports whether it is news that users would be locked out.
func (p *protection) tell() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	news := !p.told
	p.told = true
	return news
}

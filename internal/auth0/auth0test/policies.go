package auth0test

import (
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// policies say when a login needs a second factor.
type policies struct {
	world   *api.World
	licence licence
	names   []string
}

func newPolicies(w *api.World, l licence) *policies {
	return &policies{world: w, licence: l, names: []string{}}
}

func (p *policies) routes() []api.Route {
	const path = " /api/v2/guardian/policies"
	gate := func() error { return p.licence.refuse(MFAPolicies) }
	return []api.Route{
		{Pattern: "GET" + path, Scopes: []string{"read:mfa_policies"}, Gate: gate, Handle: p.get},
		{Pattern: "PUT" + path, Scopes: []string{"update:mfa_policies"}, Gate: gate, Body: policiesBody(), Handle: p.put},
	}
}

// policiesBody is an array of the two policies; an empty one means never.
func policiesBody() *api.Schema {
	return &api.Schema{Kind: "array", Unique: true, Items: &api.Schema{
		Kind: "string", Enum: []string{"all-applications", "confidence-score"}, Description: "The MFA policy",
	}}
}

// get answers GET /guardian/policies.
func (p *policies) get(*api.Call) (any, error) { return p.names, nil }

// put answers PUT /guardian/policies.
func (p *policies) put(c *api.Call) (any, error) {
	policies := []string{}
	for _, item := range c.List {
		if policy, ok := item.(string); ok {
			policies = append(policies, policy)
		}
	}
	if slices.Contains(policies, "confidence-score") {
		if err := p.licence.refuse(AdaptiveMFA); err != nil {
			return nil, err
		}
	}
	p.names = policies
	return policies, nil
}

// Policies returns the tenant's MFA policies.
func (p *policies) Policies() []string {
	p.world.Lock()
	defer p.world.Unlock()
	return slices.Clone(p.names)
}

// SetPolicies replaces the tenant's MFA policies.
func (p *policies) SetPolicies(policies ...string) {
	p.world.Lock()
	defer p.world.Unlock()
	p.names = append([]string{}, policies...)
}

package auth0

import (
	"context"
	"net/http"
	"slices"
)

// The MFA policies that Auth0 has.
const (
	PolicyAllApplications = "all-applications"
	PolicyConfidenceScore = "confidence-score"
)

// Policies reads the tenant's MFA policies, which decide when a second factor is
// asked for. An empty list means never. Calls at about the same time share one
// request. It requires the scope read:mfa_policies.
//
// https://auth0.com/docs/api/management/v2/guardian/get-policies
func (c *Client) Policies(ctx context.Context) ([]string, error) {
	answer, err := c.policies.get(ctx, func() (any, error) {
		var answer policiesAnswer
		err := c.manage(ctx, http.MethodGet, "/guardian/policies", nil, &answer)
		return []string(answer), err
	})
	if err != nil {
		return nil, err
	}
	return slices.Clone(answer.([]string)), nil //nolint:forcetypeassert // nothing else is shared
}

// SetPolicies replaces the tenant's MFA policies and returns the ones that the
// tenant answered with. An empty list means never. It requires the scope
// update:mfa_policies.
//
// https://auth0.com/docs/api/management/v2/guardian/put-policies
func (c *Client) SetPolicies(ctx context.Context, policies []string) ([]string, error) {
	if policies == nil {
		policies = []string{} // null is no list
	}
	c.policies.wrote()
	defer c.policies.wrote()
	var answer policiesAnswer
	err := c.manage(ctx, http.MethodPut, "/guardian/policies", policies, &answer)
	return answer, err
}

type policiesAnswer []string

// validate keeps null from being read as "never".
func (a *policiesAnswer) validate() error {
	if *a == nil {
		return errNoList
	}
	return noBlanks(*a)
}

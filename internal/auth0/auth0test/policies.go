package auth0test

// policiesBody is an array of the two policies; an empty one means never.
func policiesBody() *schema {
	return &schema{kind: "array", unique: true, items: &schema{
		kind: "string", enum: []string{"all-applications", "confidence-score"}, description: "The MFA policy",
	}}
}

// listPolicies answers GET /guardian/policies.
func (t *Tenant) listPolicies(*call) (any, error) { return t.policies, nil }

// setPolicies answers PUT /guardian/policies.
func (t *Tenant) setPolicies(c *call) (any, error) {
	policies := []string{}
	for _, item := range c.list {
		if policy, ok := item.(string); ok {
			policies = append(policies, policy)
		}
	}
	t.policies = policies
	return policies, nil
}

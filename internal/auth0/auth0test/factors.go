package auth0test

import "net/http"

// factorNames is the order of the recorded list.
var factorNames = []string{
	"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code",
}

// guardianRoutes are those below /api/v2/guardian/.
func guardianRoutes() []route {
	return []route{
		{
			pattern: "GET /api/v2/guardian/factors", scopes: []string{"read:guardian_factors"},
			handle: (*Tenant).listFactors,
		},
		{
			pattern: "PUT /api/v2/guardian/factors/{name}", scopes: []string{"update:guardian_factors"},
			path: factorPath(), body: factorBody(), handle: (*Tenant).setFactor,
		},
		{
			pattern: "GET /api/v2/guardian/policies", scopes: []string{"read:mfa_policies"},
			handle: (*Tenant).listPolicies,
		},
		{
			pattern: "PUT /api/v2/guardian/policies", scopes: []string{"update:mfa_policies"},
			body: policiesBody(), handle: (*Tenant).setPolicies,
		},
		settingsRoute(http.MethodGet, "email"), settingsRoute(http.MethodPut, "email"),
		settingsRoute(http.MethodGet, "phone"), settingsRoute(http.MethodPut, "phone"),
	}
}

func factorPath() schema {
	return schema{properties: map[string]schema{"name": {
		kind: "string", required: true, enum: factorNames,
		description: "Factor name. Can be `sms`, `push-notification`, `email`, `duo` `otp` `webauthn-roaming`, " +
			"`webauthn-platform`, or `recovery-code`.",
	}}}
}

func factorBody() *schema {
	return &schema{properties: map[string]schema{"enabled": {
		kind: "boolean", required: true,
		description: "Whether this factor is enabled (true) or disabled (false).",
	}}}
}

// listFactors answers GET /guardian/factors.
func (t *Tenant) listFactors(*call) (any, error) {
	list := []map[string]any{}
	for _, name := range factorNames {
		list = append(list, map[string]any{"name": name, "enabled": t.factors[name], "trial_expired": false})
	}
	return list, nil
}

// setFactor answers PUT /guardian/factors/{name}. Any factor can be enabled
// alone: the rule that email needs another one is the Dashboard's (recorded).
func (t *Tenant) setFactor(c *call) (any, error) {
	enabled := c.params["enabled"] == true
	t.factors[c.request.PathValue("name")] = enabled
	return map[string]any{"enabled": enabled}, nil // without the name
}

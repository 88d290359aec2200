package auth0test

import "net/http"

// settingsRoute reads or replaces the one-time-password settings of the email
// or the phone factor; both work while the factor is off.
func settingsRoute(method, factor string) route {
	rt := route{
		pattern: method + " /api/v2/guardian/factors/" + factor + "/settings",
		scopes:  []string{"read:guardian_factors"},
		handle:  func(t *Tenant, _ *call) (any, error) { return t.settings[factor].json(), nil },
	}
	if method == http.MethodPut {
		rt.scopes = []string{"update:guardian_factors"}
		rt.body = &schema{properties: map[string]schema{
			"otp_length":          {kind: "integer", required: true, minimum: 4, maximum: 10},
			"otp_expiration_time": {kind: "integer", required: true, minimum: 30, maximum: 3600},
		}}
		rt.handle = func(t *Tenant, c *call) (any, error) {
			t.settings[factor] = OTPSettings{
				Length:     integer(c.params["otp_length"]),
				Expiration: integer(c.params["otp_expiration_time"]),
			}
			return t.settings[factor].json(), nil
		}
	}
	return rt
}

func (s OTPSettings) json() map[string]any {
	return map[string]any{"otp_length": s.Length, "otp_expiration_time": s.Expiration}
}

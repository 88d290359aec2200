package auth0test

import "github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"

// MFASettings say how long a second factor counts; the timeouts are seconds.
type MFASettings struct {
	DisplayRememberMe, RememberMeByDefault bool
	InactivityTimeout, OverallTimeout      int
}

type mfaSettings struct {
	world *api.World
	now   MFASettings
}

// newMFASettings is what a new tenant has by Auth0's documentation: 7 days, and
// 30 in all.
func newMFASettings(w *api.World) *mfaSettings {
	return &mfaSettings{w, MFASettings{DisplayRememberMe: true, InactivityTimeout: 604800, OverallTimeout: 2592000}}
}

// routes are those of /guardian/settings. Unlike the rest of
// Guardian they belong to the tenant's settings.
func (m *mfaSettings) routes() []api.Route {
	const path = " /api/v2/guardian/settings"
	return []api.Route{
		{
			Pattern: "GET" + path, Scopes: []string{"read:tenant_settings"},
			Handle: func(*api.Call) (any, error) { return m.now.json(), nil },
		},
		{
			Pattern: "PUT" + path, Scopes: []string{"update:tenant_settings"},
			Body: mfaSettingsBody(), Handle: m.put,
		},
	}
}

func mfaSettingsBody() *api.Schema {
	const hour, day = 3600, 24 * 3600
	return &api.Schema{Properties: map[string]api.Schema{
		"display_remember_me_checkbox": {
			Kind: "boolean", Required: true,
			Description: `Determines whether to display the "Remember Me" checkbox on the MFA prompt in Universal Login.`,
		},
		"remember_me_default_value": {
			Kind: "boolean", Required: true,
			Description: `Determines the default state of the "Remember Me" checkbox on the MFA prompt in Universal Login.`,
		},
		"mfa_session_inactivity_timeout": {
			Kind: "integer", Required: true, Minimum: hour, Maximum: 30 * day,
			Description: "Duration of inactivity after which the user will be prompted for MFA. Represented as seconds. " +
				"Minimum duration is 1 hour, maximum is 30 days, and cannot exceed the overall timeout.",
		},
		"mfa_session_overall_timeout": {
			Kind: "integer", Required: true, Minimum: hour, Maximum: 90 * day,
			Description: "Maximum duration after which the user will be prompted for MFA regardless of activity. " +
				"Represented as seconds. Minimum duration is 1 hour, maximum is 90 days.",
		},
	}}
}

// put knows the rule on both timeouts, but not Auth0's words for it.
func (m *mfaSettings) put(c *api.Call) (any, error) {
	s := MFASettings{
		DisplayRememberMe:   c.Params["display_remember_me_checkbox"] == true,
		RememberMeByDefault: c.Params["remember_me_default_value"] == true,
		InactivityTimeout:   api.Integer(c.Params["mfa_session_inactivity_timeout"]),
		OverallTimeout:      api.Integer(c.Params["mfa_session_overall_timeout"]),
	}
	if s.InactivityTimeout > s.OverallTimeout {
		return nil, api.Schema{}.Refuse("", "mfa_session_inactivity_timeout cannot exceed mfa_session_overall_timeout")
	}
	m.now = s
	return s.json(), nil
}

func (s MFASettings) json() map[string]any {
	return map[string]any{
		"display_remember_me_checkbox":   s.DisplayRememberMe,
		"remember_me_default_value":      s.RememberMeByDefault,
		"mfa_session_inactivity_timeout": s.InactivityTimeout,
		"mfa_session_overall_timeout":    s.OverallTimeout,
	}
}

// MFASettings returns how long a second factor counts.
func (m *mfaSettings) MFASettings() MFASettings {
	m.world.Lock()
	defer m.world.Unlock()
	return m.now
}

// SetMFASettings replaces how long a second factor counts.
func (m *mfaSettings) SetMFASettings(s MFASettings) {
	m.world.Lock()
	defer m.world.Unlock()
	m.now = s
}

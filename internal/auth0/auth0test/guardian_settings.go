package auth0test

// MFASettings say how long a second factor counts; the timeouts are seconds.
type MFASettings struct {
	DisplayRememberMe, RememberMeByDefault bool
	InactivityTimeout, OverallTimeout      int
}

// newMFASettings is what a new tenant has by Auth0's documentation: 7 days, and
// 30 in all.
func newMFASettings() MFASettings {
	return MFASettings{DisplayRememberMe: true, InactivityTimeout: 604800, OverallTimeout: 2592000}
}

// mfaSettingsRoutes are those of /guardian/settings. Unlike the rest of
// Guardian they belong to the tenant's settings.
func mfaSettingsRoutes() []route {
	const path = " /api/v2/guardian/settings"
	return []route{
		{
			pattern: "GET" + path, scopes: []string{"read:tenant_settings"},
			handle: func(t *Tenant, _ *call) (any, error) { return t.mfaSettings.json(), nil },
		},
		{
			pattern: "PUT" + path, scopes: []string{"update:tenant_settings"},
			body: mfaSettingsBody(), handle: (*Tenant).putMFASettings,
		},
	}
}

func mfaSettingsBody() *schema {
	const hour, day = 3600, 24 * 3600
	return &schema{properties: map[string]schema{
		"display_remember_me_checkbox": {
			kind: "boolean", required: true,
			description: `Determines whether to display the "Remember Me" checkbox on the MFA prompt in Universal Login.`,
		},
		"remember_me_default_value": {
			kind: "boolean", required: true,
			description: `Determines the default state of the "Remember Me" checkbox on the MFA prompt in Universal Login.`,
		},
		"mfa_session_inactivity_timeout": {
			kind: "integer", required: true, minimum: hour, maximum: 30 * day,
			description: "Duration of inactivity after which the user will be prompted for MFA. Represented as seconds. " +
				"Minimum duration is 1 hour, maximum is 30 days, and cannot exceed the overall timeout.",
		},
		"mfa_session_overall_timeout": {
			kind: "integer", required: true, minimum: hour, maximum: 90 * day,
			description: "Maximum duration after which the user will be prompted for MFA regardless of activity. " +
				"Represented as seconds. Minimum duration is 1 hour, maximum is 90 days.",
		},
	}}
}

// putMFASettings knows the rule on both timeouts, but not Auth0's words for it.
func (t *Tenant) putMFASettings(c *call) (any, error) {
	s := MFASettings{
		DisplayRememberMe:   c.params["display_remember_me_checkbox"] == true,
		RememberMeByDefault: c.params["remember_me_default_value"] == true,
		InactivityTimeout:   integer(c.params["mfa_session_inactivity_timeout"]),
		OverallTimeout:      integer(c.params["mfa_session_overall_timeout"]),
	}
	if s.InactivityTimeout > s.OverallTimeout {
		return nil, unacceptable("'mfa_session_inactivity_timeout cannot exceed mfa_session_overall_timeout'")
	}
	t.mfaSettings = s
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
func (t *Tenant) MFASettings() MFASettings {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.mfaSettings
}

// SetMFASettings replaces how long a second factor counts.
func (t *Tenant) SetMFASettings(s MFASettings) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.mfaSettings = s
}

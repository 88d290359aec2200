package auth0

import (
	"context"
	"errors"
	"net/http"
)

// MFASettings describe how long a browser is remembered after a second factor.
// They apply to all factors.
type MFASettings struct {
	// DisplayRememberMe shows a "Remember me" checkbox when the second factor is asked for.
	DisplayRememberMe bool `json:"display_remember_me_checkbox"`
	// RememberMeByDefault ticks that checkbox by default.
	RememberMeByDefault bool `json:"remember_me_default_value"`
	// InactivityTimeout is how long, in seconds, the second factor is not asked for
	// again if the user does not log in: 3600 to 2592000, and at most OverallTimeout.
	InactivityTimeout int64 `json:"mfa_session_inactivity_timeout"`
	// OverallTimeout is how long, in seconds, the second factor is not asked for
	// again however often the user logs in: 3600 to 7776000.
	OverallTimeout int64 `json:"mfa_session_overall_timeout"`
}

// DefaultMFASettings are the settings of a new tenant: 7 days of inactivity, and
// 30 days overall.
var DefaultMFASettings = MFASettings{
	DisplayRememberMe: true,
	InactivityTimeout: 604800,
	OverallTimeout:    2592000,
}

const mfaSettingsPath = "/guardian/settings"

// MFASettings reads how long a browser is remembered after a second factor. It
// requires the scope read:tenant_settings.
//
// https://auth0.com/docs/api/management/v2/guardian/get-guardian-settings
func (c *Client) MFASettings(ctx context.Context) (MFASettings, error) {
	var answer mfaSettingsAnswer
	err := c.manage(ctx, http.MethodGet, mfaSettingsPath, nil, &answer)
	return answer.settings(), err
}

// SetMFASettings replaces how long a browser is remembered after a second factor.
// It returns the tenant's answer, which has all settings. It requires the scope
// update:tenant_settings.
//
// https://auth0.com/docs/api/management/v2/guardian/set-guardian-settings
func (c *Client) SetMFASettings(ctx context.Context, s MFASettings) (MFASettings, error) {
	var answer mfaSettingsAnswer
	err := c.manage(ctx, http.MethodPut, mfaSettingsPath, s, &answer)
	return answer.settings(), err
}

// mfaSettingsAnswer tells settings that are false from those that are missing.
type mfaSettingsAnswer struct {
	MFASettings

	DisplayRememberMe   *bool `json:"display_remember_me_checkbox"`
	RememberMeByDefault *bool `json:"remember_me_default_value"`
}

func (a *mfaSettingsAnswer) validate() error {
	if a.DisplayRememberMe == nil || a.RememberMeByDefault == nil || a.InactivityTimeout == 0 || a.OverallTimeout == 0 {
		return errors.New("it lacks one of the four settings")
	}
	return nil
}

// settings returns zero values if there was no answer.
func (a *mfaSettingsAnswer) settings() MFASettings {
	s := a.MFASettings
	s.DisplayRememberMe = a.DisplayRememberMe != nil && *a.DisplayRememberMe
	s.RememberMeByDefault = a.RememberMeByDefault != nil && *a.RememberMeByDefault
	return s
}

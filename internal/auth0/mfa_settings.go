package auth0

import (
	"context"
	"errors"
	"net/http"
)

// MFASettings describe how long a second factor counts, for all factors.
type MFASettings struct {
	// DisplayRememberMe offers "Remember me" where the second factor is asked for.
	DisplayRememberMe bool `json:"display_remember_me_checkbox"`
	// RememberMeByDefault has that box ticked from the start.
	RememberMeByDefault bool `json:"remember_me_default_value"`
	// InactivityTimeout is after how many seconds without a login the factor is
	// asked for again, 3600 to 2592000, and no more than OverallTimeout.
	InactivityTimeout int64 `json:"mfa_session_inactivity_timeout"`
	// OverallTimeout is the same with logins in between, 3600 to 7776000.
	OverallTimeout int64 `json:"mfa_session_overall_timeout"`
}

// DefaultMFASettings is what a new tenant has: 7 days, and 30 in all.
var DefaultMFASettings = MFASettings{
	DisplayRememberMe: true,
	InactivityTimeout: 604800,
	OverallTimeout:    2592000,
}

const mfaSettingsPath = "/guardian/settings"

// MFASettings reads how long a second factor counts; scope read:tenant_settings.
//
// https://auth0.com/docs/api/management/v2/guardian/get-guardian-settings
func (c *Client) MFASettings(ctx context.Context) (MFASettings, error) {
	var answer mfaSettingsAnswer
	err := c.manage(ctx, http.MethodGet, mfaSettingsPath, nil, &answer)
	return answer.settings(), err
}

// SetMFASettings replaces how long a second factor counts and returns what the
// tenant answered, all of it; scope update:tenant_settings.
//
// https://auth0.com/docs/api/management/v2/guardian/set-guardian-settings
func (c *Client) SetMFASettings(ctx context.Context, s MFASettings) (MFASettings, error) {
	var answer mfaSettingsAnswer
	err := c.manage(ctx, http.MethodPut, mfaSettingsPath, s, &answer)
	return answer.settings(), err
}

// mfaSettingsAnswer tells false from absent.
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

// settings are empty when the answer was none.
func (a *mfaSettingsAnswer) settings() MFASettings {
	s := a.MFASettings
	s.DisplayRememberMe = a.DisplayRememberMe != nil && *a.DisplayRememberMe
	s.RememberMeByDefault = a.RememberMeByDefault != nil && *a.RememberMeByDefault
	return s
}

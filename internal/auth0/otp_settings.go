package auth0

import (
	"context"
	"errors"
	"net/http"
)

// OTPSettings describe the one-time codes that the email or the phone factor sends.
type OTPSettings struct {
	// Length is the number of digits of a code: 4 to 10.
	Length int64 `json:"otp_length"`
	// ExpirationTime is how long a code is valid, in seconds: 30 to 3600.
	ExpirationTime int64 `json:"otp_expiration_time"`
}

// DefaultOTPSettings are the settings of a new tenant, for both email and phone.
var DefaultOTPSettings = OTPSettings{Length: 6, ExpirationTime: 300}

func (s *OTPSettings) validate() error {
	if s.Length == 0 || s.ExpirationTime == 0 {
		return errors.New("it lacks otp_length or otp_expiration_time")
	}
	return nil
}

// OTPSettings reads the settings of the codes of the email or the phone (sms)
// factor, also while the factor is disabled. It requires the scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factors
func (c *Client) OTPSettings(ctx context.Context, factor FactorName) (OTPSettings, error) {
	var s OTPSettings
	err := c.manage(ctx, http.MethodGet, otpSettingsPath(factor), nil, &s)
	return s, err
}

// SetOTPSettings replaces the settings of the codes of the email or the phone
// (sms) factor, also while the factor is disabled. It returns the tenant's answer,
// which has both settings. It requires the scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-factors-by-name
func (c *Client) SetOTPSettings(ctx context.Context, factor FactorName, s OTPSettings) (OTPSettings, error) {
	var answer OTPSettings
	err := c.manage(ctx, http.MethodPut, otpSettingsPath(factor), s, &answer)
	return answer, err
}

// otpSettingsPath calls the phone factor phone, as the paths of its other settings
// do. Only the list of factors and the switch still call it sms.
func otpSettingsPath(factor FactorName) string {
	if factor == FactorSMS {
		factor = "phone"
	}
	return "/guardian/factors/" + string(factor) + "/settings"
}

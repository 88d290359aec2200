package auth0

import (
	"context"
	"errors"
	"net/http"
)

// Whether a security key has to verify its user, by a PIN for instance.
const (
	UserVerificationDiscouraged = "discouraged"
	UserVerificationPreferred   = "preferred"
	UserVerificationRequired    = "required"
)

// WebAuthnSettings describe the keys of a WebAuthn factor. A member that is
// nil is not sent, and absent in the tenant's answer.
type WebAuthnSettings struct {
	// UserVerification is one of the constants; security keys (roaming) only.
	UserVerification *string `json:"userVerification,omitempty"`
	// OverrideRelyingParty has keys issued for RelyingPartyIdentifier instead of the login's own domain.
	OverrideRelyingParty *bool `json:"overrideRelyingParty,omitempty"`
	// RelyingPartyIdentifier is a domain: the tenant's custom domain, or a suffix of it.
	RelyingPartyIdentifier *string `json:"relyingPartyIdentifier,omitempty"`
}

// What a new tenant has: keys of the login's own domain, and no PIN asked for
// ("Never" in the Dashboard).
var (
	DefaultWebAuthnRoamingSettings = WebAuthnSettings{
		UserVerification:     new(UserVerificationDiscouraged),
		OverrideRelyingParty: new(false),
	}
	DefaultWebAuthnPlatformSettings = WebAuthnSettings{OverrideRelyingParty: new(false)}
)

const (
	roamingSettingsPath  = "/guardian/factors/webauthn-roaming/settings"
	platformSettingsPath = "/guardian/factors/webauthn-platform/settings"
)

// WebAuthnRoamingSettings reads the settings of security keys; scope
// read:guardian_factors. The identifier is absent while it is not overridden.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-security-keys-for-mfa
func (c *Client) WebAuthnRoamingSettings(ctx context.Context) (WebAuthnSettings, error) {
	var answer roamingSettings
	err := c.manage(ctx, http.MethodGet, roamingSettingsPath, nil, &answer)
	return answer.WebAuthnSettings, err
}

// SetWebAuthnRoamingSettings replaces the settings of security keys; scope
// update:guardian_factors. Unlike the answer to reading, this one has only the
// fields that were sent.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-security-keys-for-mfa
func (c *Client) SetWebAuthnRoamingSettings(ctx context.Context, s WebAuthnSettings) (WebAuthnSettings, error) {
	var answer WebAuthnSettings
	err := c.manage(ctx, http.MethodPut, roamingSettingsPath, s, &answer)
	return answer, err
}

// WebAuthnPlatformSettings reads the settings of device biometrics, which have
// no UserVerification; scope read:guardian_factors. The identifier is absent
// while it is not overridden.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-device-biometrics-for-mfa
func (c *Client) WebAuthnPlatformSettings(ctx context.Context) (WebAuthnSettings, error) {
	var answer platformSettings
	err := c.manage(ctx, http.MethodGet, platformSettingsPath, nil, &answer)
	return answer.WebAuthnSettings, err
}

// SetWebAuthnPlatformSettings replaces the settings of device biometrics,
// which must have no UserVerification; scope update:guardian_factors. Unlike
// the answer to reading, this one has only the fields that were sent.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-device-biometrics-for-mfa
func (c *Client) SetWebAuthnPlatformSettings(ctx context.Context, s WebAuthnSettings) (WebAuthnSettings, error) {
	var answer WebAuthnSettings
	err := c.manage(ctx, http.MethodPut, platformSettingsPath, s, &answer)
	return answer, err
}

// roamingSettings are what GET answers, which is always complete.
type roamingSettings struct{ WebAuthnSettings }

func (s *roamingSettings) validate() error {
	if s.UserVerification == nil || s.OverrideRelyingParty == nil {
		return errors.New("it lacks userVerification or overrideRelyingParty")
	}
	return nil
}

type platformSettings struct{ WebAuthnSettings }

func (s *platformSettings) validate() error {
	if s.OverrideRelyingParty == nil {
		return errors.New("it lacks overrideRelyingParty")
	}
	return nil
}

package auth0

import (
	"context"
	"errors"
	"net/http"
)

// Whether a security key verifies its user, for instance by a PIN.
const (
	UserVerificationDiscouraged = "discouraged"
	UserVerificationPreferred   = "preferred"
	UserVerificationRequired    = "required"
)

// WebAuthnSettings are the settings of a WebAuthn factor. A field that is nil is
// not sent, or is missing in the tenant's answer.
type WebAuthnSettings struct {
	// UserVerification is one of the UserVerification constants. Only security keys (roaming) have it.
	UserVerification *string `json:"userVerification,omitempty"`
	// OverrideRelyingParty enrolls keys for RelyingPartyIdentifier instead of the domain of the login page.
	OverrideRelyingParty *bool `json:"overrideRelyingParty,omitempty"`
	// RelyingPartyIdentifier is a domain: the tenant's custom domain or a suffix of it.
	RelyingPartyIdentifier *string `json:"relyingPartyIdentifier,omitempty"`
}

// The settings of a new tenant: keys are enrolled for the domain of the login
// page, and users are not verified ("Never" in the Dashboard).
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

// WebAuthnRoamingSettings reads the settings of security keys. The relying
// party's identifier is nil if it is not overridden. It requires the scope
// read:guardian_factors.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-security-keys-for-mfa
func (c *Client) WebAuthnRoamingSettings(ctx context.Context) (WebAuthnSettings, error) {
	var answer roamingSettings
	err := c.manage(ctx, http.MethodGet, roamingSettingsPath, nil, &answer)
	return answer.WebAuthnSettings, err
}

// SetWebAuthnRoamingSettings replaces the settings of security keys and returns
// the tenant's answer, which has only the fields that were sent. It requires the
// scope update:guardian_factors.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-security-keys-for-mfa
func (c *Client) SetWebAuthnRoamingSettings(ctx context.Context, s WebAuthnSettings) (WebAuthnSettings, error) {
	var answer loose[WebAuthnSettings]
	err := c.manage(ctx, http.MethodPut, roamingSettingsPath, s, &answer)
	return answer.answer, err
}

// WebAuthnPlatformSettings reads the settings of device biometrics, which have no
// UserVerification. The relying party's identifier is nil if it is not
// overridden. It requires the scope read:guardian_factors.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-device-biometrics-for-mfa
func (c *Client) WebAuthnPlatformSettings(ctx context.Context) (WebAuthnSettings, error) {
	var answer platformSettings
	err := c.manage(ctx, http.MethodGet, platformSettingsPath, nil, &answer)
	return answer.WebAuthnSettings, err
}

// SetWebAuthnPlatformSettings replaces the settings of device biometrics, which
// must have no UserVerification, and returns the tenant's answer, which has only
// the fields that were sent. It requires the scope update:guardian_factors.
//
// https://auth0.com/docs/secure/multi-factor-authentication/fido-authentication-with-webauthn/configure-webauthn-device-biometrics-for-mfa
func (c *Client) SetWebAuthnPlatformSettings(ctx context.Context, s WebAuthnSettings) (WebAuthnSettings, error) {
	var answer loose[WebAuthnSettings]
	err := c.manage(ctx, http.MethodPut, platformSettingsPath, s, &answer)
	return answer.answer, err
}

// roamingSettings is the answer to GET, which is always complete.
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

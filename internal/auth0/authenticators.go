package auth0

import (
	"context"
	"errors"
	"net/http"
)

// Channels over which an out-of-band authenticator reaches its user.
const (
	ChannelEmail = "email"
	ChannelSMS   = "sms"
	ChannelVoice = "voice"
	ChannelPush  = "auth0" // a push notification of Guardian
)

// AssociateRequest asks to enroll an authenticator.
type AssociateRequest struct {
	// Types is one of otp and oob.
	Types []string `json:"authenticator_types"`
	// Channels is one of email, sms, voice and auth0, for oob.
	Channels []string `json:"oob_channels,omitempty"`
	// PhoneNumber is in E.164, for sms and voice.
	PhoneNumber string `json:"phone_number,omitempty"`
	// Email is an address other than the profile's, for email.
	Email string `json:"email,omitempty"`
}

// Association is an authenticator that waits for its first code. It has no
// identifier yet: list the authenticators once it is confirmed.
type Association struct {
	// AuthenticatorType is otp or oob.
	AuthenticatorType string `json:"authenticator_type"`
	// OOBChannel is email, sms, voice or auth0.
	OOBChannel string `json:"oob_channel,omitempty"`
	// OOBCode goes to [Client.VerifyOOB] together with the code that the user was sent; a secret.
	OOBCode string `json:"oob_code,omitempty"`
	// BindingMethod is prompt where the user gets a code to type in.
	BindingMethod string `json:"binding_method,omitempty"`
	// BarcodeURI is what an app scans: otpauth://totp/…; it holds a secret.
	BarcodeURI string `json:"barcode_uri,omitempty"`
	// Secret is the app's key in base32, for otp.
	Secret string `json:"secret,omitempty"`
	// RecoveryCodes come with a user's first enrollment while the recovery-code factor is on; secrets.
	RecoveryCodes []string `json:"recovery_codes,omitempty"`
}

func (a *Association) validate() error {
	if a.AuthenticatorType == "" {
		return errors.New("it has no authenticator_type")
	}
	return nil
}

// Associate enrolls an authenticator; one that gets codes is sent its first.
// bearer is an mfa_token, while the user has no active authenticator, or an
// access token for [Client.MFAAudience] with the scope enroll. The enrollment
// is confirmed by [Client.VerifyOOB] or [Client.VerifyOTP].
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/add-an-authenticator
func (c *Client) Associate(ctx context.Context, bearer string, r AssociateRequest) (Association, error) {
	var answer Association
	err := c.callMFA(ctx, http.MethodPost, "/associate", bearer, r, &answer)
	return answer, err
}

// Authenticator is something that a user has enrolled, in the terms of the MFA API.
type Authenticator struct {
	// ID has the form email|dev_….
	ID string `json:"id"`
	// AuthenticatorType is otp, oob or recovery-code.
	AuthenticatorType string `json:"authenticator_type"`
	// Active is false until the enrollment is confirmed.
	Active bool `json:"active"`
	// OOBChannel is email, sms, voice or auth0.
	OOBChannel string `json:"oob_channel,omitempty"`
	// Name is the masked address or number.
	Name string `json:"name,omitempty"`
	// Type is an Early Access field: otp, recovery-code, phone, email or push-notification.
	Type string `json:"type,omitempty"`
}

type authenticatorList []Authenticator

func (l *authenticatorList) validate() error {
	if *l == nil {
		return errNoList
	}
	return nil
}

// Authenticators lists what the user of a token has enrolled. bearer is an
// mfa_token, or an access token for [Client.MFAAudience] with the scope
// read:authenticators.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/list-authenticators
func (c *Client) Authenticators(ctx context.Context, bearer string) ([]Authenticator, error) {
	var list authenticatorList
	err := c.callMFA(ctx, http.MethodGet, "/authenticators", bearer, nil, &list)
	return list, err
}

// DeleteAuthenticator removes an authenticator. accessToken is one for
// [Client.MFAAudience] with the scope remove:authenticators; an mfa_token will not do.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/delete-an-authenticator
func (c *Client) DeleteAuthenticator(ctx context.Context, accessToken, id string) error {
	element, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.callMFA(ctx, http.MethodDelete, "/authenticators/"+element, accessToken, nil, nil)
}

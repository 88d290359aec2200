package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// The channels over which an out-of-band authenticator reaches its user.
const (
	ChannelEmail = "email"
	ChannelSMS   = "sms"
	ChannelVoice = "voice"
	ChannelPush  = "auth0" // a push notification to the Guardian app
)

// AssociateRequest describes the authenticator that [Client.Associate] enrolls.
type AssociateRequest struct {
	// Types holds one of otp and oob.
	Types []string `json:"authenticator_types"`
	// Channels holds one of email, sms, voice and auth0, for the type oob.
	Channels []string `json:"oob_channels,omitempty"`
	// PhoneNumber is the number for sms and voice, in E.164 format.
	PhoneNumber string `json:"phone_number,omitempty"`
	// Email is the address for email, if it is not the one of the user's profile.
	Email string `json:"email,omitempty"`
}

// Association is an authenticator that has not been confirmed by a first code.
// It has no identifier yet: list the authenticators once it is confirmed.
type Association struct {
	// AuthenticatorType is otp or oob.
	AuthenticatorType string `json:"authenticator_type"`
	// OOBChannel is email, sms, voice or auth0.
	OOBChannel string `json:"oob_channel,omitempty"`
	// OOBCode is passed to [Client.VerifyOOB] together with the code that the user was sent. It is secret.
	OOBCode string `json:"oob_code,omitempty"`
	// BindingMethod is prompt if the user is sent a code to type in.
	BindingMethod string `json:"binding_method,omitempty"`
	// BarcodeURI is what an authenticator app scans: otpauth://totp/…. It contains a secret.
	BarcodeURI string `json:"barcode_uri,omitempty"`
	// Secret is the key of an authenticator app, in base32, for the type otp.
	Secret string `json:"secret,omitempty"`
	// RecoveryCodes come with a user's first enrollment if the recovery-code factor is enabled. They are secret.
	RecoveryCodes []string `json:"recovery_codes,omitempty"`
}

func (a *Association) validate() error {
	if a.AuthenticatorType == "" {
		return errors.New("it has no authenticator_type")
	}
	return nil
}

// Associate enrolls an authenticator, and sends the first code if it is one that
// receives codes. The bearer is an mfa_token if the user has no active
// authenticator, or else an access token for [Client.MFAAudience] with the scope
// enroll. [Client.VerifyOOB] or [Client.VerifyOTP] confirm the enrollment.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/add-an-authenticator
func (c *Client) Associate(ctx context.Context, bearer string, r AssociateRequest) (Association, error) {
	var answer Association
	err := c.callMFA(ctx, http.MethodPost, "/associate", bearer, r, &answer)
	return answer, err
}

// Authenticator is an authenticator that a user has enrolled, as the MFA API describes it.
type Authenticator struct {
	// ID has the form email|dev_….
	ID string `json:"id"`
	// AuthenticatorType is otp, oob or recovery-code.
	AuthenticatorType string `json:"authenticator_type"`
	// Active is false until the enrollment is confirmed.
	Active bool `json:"active"`
	// OOBChannel is email, sms, voice or auth0.
	OOBChannel string `json:"oob_channel,omitempty"`
	// Name is the email address or phone number, masked.
	Name string `json:"name,omitempty"`
	// Type is an Early Access field: otp, recovery-code, phone, email or push-notification.
	Type string `json:"type,omitempty"`
}

type authenticatorList []Authenticator

func (l *authenticatorList) validate() error {
	if *l == nil {
		return errNoList
	}
	for i, a := range *l {
		if a.ID == "" || a.AuthenticatorType == "" {
			return fmt.Errorf("the authenticator %q at %d lacks id or authenticator_type", a.ID, i)
		}
	}
	return nil
}

// Authenticators lists the authenticators of the user that the bearer belongs
// to: an mfa_token, or an access token for [Client.MFAAudience] with the scope
// read:authenticators.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/list-authenticators
func (c *Client) Authenticators(ctx context.Context, bearer string) ([]Authenticator, error) {
	var list authenticatorList
	err := c.callMFA(ctx, http.MethodGet, "/authenticators", bearer, nil, &list)
	return list, err
}

// DeleteAuthenticator removes an authenticator. It requires an access token for
// [Client.MFAAudience] with the scope remove:authenticators. Auth0 does not
// accept an mfa_token.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/delete-an-authenticator
func (c *Client) DeleteAuthenticator(ctx context.Context, accessToken, id string) error {
	element, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.callMFA(ctx, http.MethodDelete, "/authenticators/"+element, accessToken, nil, nil)
}

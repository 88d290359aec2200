package auth0

import (
	"context"
	"errors"
	"net/http"
)

// The providers of the phone factor. This is the older way to send texts and
// calls; a tenant on the Unified Phone Experience has [PhoneProvider]
// instead, and answers all of this file's methods with 403.
const (
	LegacyPhoneProviderAuth0  = "auth0"
	LegacyPhoneProviderTwilio = "twilio"
	LegacyPhoneProviderHook   = "phone-message-hook"
)

// DefaultLegacyPhoneProvider is what a new tenant has.
const DefaultLegacyPhoneProvider = LegacyPhoneProviderAuth0

type legacyPhoneProvider struct {
	Provider string `json:"provider"`
}

func (b *legacyPhoneProvider) validate() error {
	if b.Provider == "" {
		return errors.New("it does not say which provider is selected")
	}
	return nil
}

// LegacyPhoneProvider reads which provider sends the phone factor's messages; scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-phone-providers
func (c *Client) LegacyPhoneProvider(ctx context.Context) (string, error) {
	var answer legacyPhoneProvider
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/phone/selected-provider", nil, &answer)
	return answer.Provider, err
}

// SetLegacyPhoneProvider selects who sends the phone factor's messages and returns
// what the tenant answered; scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-phone-providers
func (c *Client) SetLegacyPhoneProvider(ctx context.Context, provider string) (string, error) {
	var answer legacyPhoneProvider
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/phone/selected-provider", legacyPhoneProvider{provider}, &answer)
	return answer.Provider, err
}

// LegacyPhoneTwilio is the tenant's own account with LegacyPhoneTwilio. A new tenant has none: the
// zero value.
type LegacyPhoneTwilio struct {
	// From is the number that texts come from.
	From *string `json:"from,omitempty"`
	// MessagingServiceSID names a messaging service instead of a number.
	MessagingServiceSID *string `json:"messaging_service_sid,omitempty"`
	// AuthToken is a secret, and Auth0 returns it in clear.
	AuthToken *string `json:"auth_token,omitempty"`
	// SID is that of the account.
	SID *string `json:"sid,omitempty"`
}

// LegacyPhoneTwilio reads the phone factor's LegacyPhoneTwilio account, the secret included; scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-guardian-factors-phone-providers-twilio
func (c *Client) LegacyPhoneTwilio(ctx context.Context) (LegacyPhoneTwilio, error) {
	var t LegacyPhoneTwilio
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/phone/providers/twilio", nil, &t)
	return t, err
}

// SetLegacyPhoneTwilio replaces the phone factor's Twilio account: what is nil is
// cleared. It returns what the tenant answered, which is what it was sent,
// without what was nil where GET has null; scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-guardian-factors-phone-providers-twilio
func (c *Client) SetLegacyPhoneTwilio(ctx context.Context, t LegacyPhoneTwilio) (LegacyPhoneTwilio, error) {
	var answer LegacyPhoneTwilio
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/phone/providers/twilio", t, &answer)
	return answer, err
}

// LegacyPhoneTemplates are the phone factor's messages, in Liquid.
type LegacyPhoneTemplates struct {
	// Enrollment is sent to who enrols a number.
	Enrollment string
	// Verification is sent at a login.
	Verification string
}

// DefaultLegacyPhoneTemplates is what a new tenant has.
var DefaultLegacyPhoneTemplates = LegacyPhoneTemplates{
	Enrollment:   "{{code}} is your verification code for {{tenant.friendly_name}}. Please enter this code to verify your enrollment.",
	Verification: "{{code}} is your verification code for {{tenant.friendly_name}}",
}

// legacyPhoneTemplatesBody has pointers, for a message may be empty but not absent.
type legacyPhoneTemplatesBody struct {
	Enrollment   *string `json:"enrollment_message"`
	Verification *string `json:"verification_message"`
}

func (b *legacyPhoneTemplatesBody) validate() error {
	if b.Enrollment == nil || b.Verification == nil {
		return errors.New("it lacks enrollment_message or verification_message")
	}
	return nil
}

// LegacyPhoneTemplates reads the phone factor's messages; scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factor-phone-templates
func (c *Client) LegacyPhoneTemplates(ctx context.Context) (LegacyPhoneTemplates, error) {
	return c.legacyPhoneTemplates(ctx, http.MethodGet, nil)
}

// SetLegacyPhoneTemplates replaces both of the phone factor's messages and returns
// what the tenant answered; scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-factor-phone-templates
func (c *Client) SetLegacyPhoneTemplates(ctx context.Context, t LegacyPhoneTemplates) (LegacyPhoneTemplates, error) {
	return c.legacyPhoneTemplates(ctx, http.MethodPut, legacyPhoneTemplatesBody{&t.Enrollment, &t.Verification})
}

func (c *Client) legacyPhoneTemplates(ctx context.Context, method string, in any) (LegacyPhoneTemplates, error) {
	var answer legacyPhoneTemplatesBody
	if err := c.manage(ctx, method, "/guardian/factors/phone/templates", in, &answer); err != nil {
		return LegacyPhoneTemplates{}, err
	}
	return LegacyPhoneTemplates{*answer.Enrollment, *answer.Verification}, nil
}

package auth0

import (
	"context"
	"errors"
	"net/http"
)

// The providers of the phone factor's messages. A tenant on the Unified Phone
// Experience has a [PhoneProvider] instead, and answers all methods with Legacy
// in their names with 403.
const (
	LegacyPhoneProviderAuth0  = "auth0"
	LegacyPhoneProviderTwilio = "twilio"
	LegacyPhoneProviderHook   = "phone-message-hook"
)

// DefaultLegacyPhoneProvider is the provider of a new tenant.
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

// LegacyPhoneProvider reads the provider that sends the phone factor's messages.
// It requires the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-phone-providers
func (c *Client) LegacyPhoneProvider(ctx context.Context) (string, error) {
	var answer legacyPhoneProvider
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/phone/selected-provider", nil, &answer)
	return answer.Provider, err
}

// SetLegacyPhoneProvider selects the provider that sends the phone factor's
// messages, and returns the one that the tenant answered with. It requires the
// scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-phone-providers
func (c *Client) SetLegacyPhoneProvider(ctx context.Context, provider string) (string, error) {
	var answer legacyPhoneProvider
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/phone/selected-provider", legacyPhoneProvider{provider}, &answer)
	return answer.Provider, err
}

// LegacyPhoneTwilio is the tenant's Twilio account for the phone factor. A new
// tenant has none: the zero value.
type LegacyPhoneTwilio struct {
	// From is the phone number that messages are sent from.
	From *string `json:"from,omitempty"`
	// MessagingServiceSID is the SID of a messaging service, which replaces From.
	MessagingServiceSID *string `json:"messaging_service_sid,omitempty"`
	// AuthToken is secret, but Auth0 returns it in clear text.
	AuthToken *string `json:"auth_token,omitempty"`
	// SID is the SID of the account.
	SID *string `json:"sid,omitempty"`
}

// LegacyPhoneTwilio reads the phone factor's Twilio account, including the secret.
// It requires the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-guardian-factors-phone-providers-twilio
func (c *Client) LegacyPhoneTwilio(ctx context.Context) (LegacyPhoneTwilio, error) {
	var answer loose[LegacyPhoneTwilio]
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/phone/providers/twilio", nil, &answer)
	return answer.answer, err
}

// SetLegacyPhoneTwilio replaces the phone factor's Twilio account, and clears
// fields that are nil. It returns the tenant's answer, which has the fields that
// were sent. It requires the scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-guardian-factors-phone-providers-twilio
func (c *Client) SetLegacyPhoneTwilio(ctx context.Context, t LegacyPhoneTwilio) (LegacyPhoneTwilio, error) {
	var answer loose[LegacyPhoneTwilio]
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/phone/providers/twilio", t, &answer)
	return answer.answer, err
}

// LegacyPhoneTemplates are the texts of the phone factor's messages, in Liquid.
type LegacyPhoneTemplates struct {
	// Enrollment is sent when a user enrolls a phone number.
	Enrollment string
	// Verification is sent when a user logs in.
	Verification string
}

// DefaultLegacyPhoneTemplates are the texts of a new tenant.
var DefaultLegacyPhoneTemplates = LegacyPhoneTemplates{
	Enrollment:   "{{code}} is your verification code for {{tenant.friendly_name}}. Please enter this code to verify your enrollment.",
	Verification: "{{code}} is your verification code for {{tenant.friendly_name}}",
}

// legacyPhoneTemplatesBody has pointers, because a text may be empty but not missing.
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

// LegacyPhoneTemplates reads the texts of the phone factor's messages. It requires
// the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factor-phone-templates
func (c *Client) LegacyPhoneTemplates(ctx context.Context) (LegacyPhoneTemplates, error) {
	return c.legacyPhoneTemplates(ctx, http.MethodGet, nil)
}

// SetLegacyPhoneTemplates replaces both texts of the phone factor's messages, and
// returns the ones that the tenant answered with. It requires the scope
// update:guardian_factors.
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

package auth0

import (
	"context"
	"errors"
	"net/http"
)

// The providers of the phone factor. This is the older way to send texts and
// calls; a tenant on the Unified Phone Experience has [UnifiedPhoneProvider]
// instead, and answers all of this file's methods with 403.
const (
	PhoneProviderAuth0  = "auth0"
	PhoneProviderTwilio = "twilio"
	PhoneProviderHook   = "phone-message-hook"
)

// DefaultPhoneProvider is what a new tenant has.
const DefaultPhoneProvider = PhoneProviderAuth0

type phoneProviderBody struct {
	Provider string `json:"provider"`
}

func (b *phoneProviderBody) validate() error {
	if b.Provider == "" {
		return errors.New("it does not say which provider is selected")
	}
	return nil
}

// PhoneProvider reads which provider sends the phone factor's messages; scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-phone-providers
func (c *Client) PhoneProvider(ctx context.Context) (string, error) {
	var answer phoneProviderBody
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/phone/selected-provider", nil, &answer)
	return answer.Provider, err
}

// SetPhoneProvider selects who sends the phone factor's messages and returns
// what the tenant answered; scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-phone-providers
func (c *Client) SetPhoneProvider(ctx context.Context, provider string) (string, error) {
	var answer phoneProviderBody
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/phone/selected-provider", phoneProviderBody{provider}, &answer)
	return answer.Provider, err
}

// Twilio is the tenant's own account with Twilio. A new tenant has none: the
// zero value.
type Twilio struct {
	// From is the number that texts come from.
	From *string `json:"from,omitempty"`
	// MessagingServiceSID names a messaging service instead of a number.
	MessagingServiceSID *string `json:"messaging_service_sid,omitempty"`
	// AuthToken is a secret, and Auth0 returns it in clear.
	AuthToken *string `json:"auth_token,omitempty"`
	// SID is that of the account.
	SID *string `json:"sid,omitempty"`
}

// Twilio reads the phone factor's Twilio account, the secret included; scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-guardian-factors-phone-providers-twilio
func (c *Client) Twilio(ctx context.Context) (Twilio, error) {
	var t Twilio
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/phone/providers/twilio", nil, &t)
	return t, err
}

// SetTwilio replaces the phone factor's Twilio account: what is nil is
// cleared. It returns what the tenant answered, which is what it was sent,
// without what was nil where GET has null; scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-guardian-factors-phone-providers-twilio
func (c *Client) SetTwilio(ctx context.Context, t Twilio) (Twilio, error) {
	var answer Twilio
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/phone/providers/twilio", t, &answer)
	return answer, err
}

// PhoneTemplates are the phone factor's messages, in Liquid.
type PhoneTemplates struct {
	// Enrollment is sent to who enrols a number.
	Enrollment string
	// Verification is sent at a login.
	Verification string
}

// DefaultPhoneTemplates is what a new tenant has.
var DefaultPhoneTemplates = PhoneTemplates{
	Enrollment:   "{{code}} is your verification code for {{tenant.friendly_name}}. Please enter this code to verify your enrollment.",
	Verification: "{{code}} is your verification code for {{tenant.friendly_name}}",
}

// phoneTemplatesBody has pointers, for a message may be empty but not absent.
type phoneTemplatesBody struct {
	Enrollment   *string `json:"enrollment_message"`
	Verification *string `json:"verification_message"`
}

func (b *phoneTemplatesBody) validate() error {
	if b.Enrollment == nil || b.Verification == nil {
		return errors.New("it lacks enrollment_message or verification_message")
	}
	return nil
}

// PhoneTemplates reads the phone factor's messages; scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factor-phone-templates
func (c *Client) PhoneTemplates(ctx context.Context) (PhoneTemplates, error) {
	return c.phoneTemplates(ctx, http.MethodGet, nil)
}

// SetPhoneTemplates replaces both of the phone factor's messages and returns
// what the tenant answered; scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-factor-phone-templates
func (c *Client) SetPhoneTemplates(ctx context.Context, t PhoneTemplates) (PhoneTemplates, error) {
	return c.phoneTemplates(ctx, http.MethodPut, phoneTemplatesBody{&t.Enrollment, &t.Verification})
}

func (c *Client) phoneTemplates(ctx context.Context, method string, in any) (PhoneTemplates, error) {
	var answer phoneTemplatesBody
	if err := c.manage(ctx, method, "/guardian/factors/phone/templates", in, &answer); err != nil {
		return PhoneTemplates{}, err
	}
	return PhoneTemplates{*answer.Enrollment, *answer.Verification}, nil
}

package auth0_test

import (
	"context"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// Bodies recorded by auth0/go-auth0 and auth0/terraform-provider-auth0. Those
// of the older Twilio account and templates were recorded below sms/, the
// deprecated twin of phone/.
const (
	recordedFoo  = `{"enrollment_message":"enroll foo","verification_message":"verify foo"}`
	recordedTest = `{
		"enrollment_message": "Test {{code}} for {{tenant.friendly_name}}",
		"verification_message": "Test {{code}} for {{tenant.friendly_name}}"
	}`

	recordedTwilio = `{
		"auth_token": "<redacted auth_token>",
		"sid": "foo",
		"from": "from bar",
		"messaging_service_sid": "foo"
	}`
	recordedTwilioPut = `{"from":"123456789","auth_token":"<redacted auth_token>","sid":"test_sid"}`
	recordedTwilioGet = `{
		"auth_token": "<redacted auth_token>",
		"sid": "test_sid",
		"from": "123456789",
		"messaging_service_sid": null
	}`

	recordedUnifiedTwilio = `{
		"id": "pro_4vdWi5G2dq9R4LfXb2wrhZ",
		"tenant": "go-auth0-dev.eu.auth0.com",
		"name": "twilio",
		"channel": "phone",
		"disabled": false,
		"configuration": {"sid": "sid", "default_from": "1234567890", "delivery_methods": ["text"]},
		"created_at": "2025-02-03T12:43:10.827Z",
		"updated_at": "2025-02-03T12:43:10.827Z"
	}`
	recordedUnifiedCustom = `{
		"id": "pro_g2az5BZWCaWPysqZdQq8B5",
		"tenant": "go-auth0-dev.eu.auth0.com",
		"name": "custom",
		"channel": "phone",
		"disabled": false,
		"configuration": {"delivery_methods": ["text"]},
		"created_at": "2025-02-03T12:43:36.633Z",
		"updated_at": "2025-02-03T12:43:37.187Z"
	}`
	recordedEnroll = `{
		"id": "tem_unfGwbzq8aykhGPih5QLs1",
		"tenant": "terraform-provider-auth0-dev",
		"channel": "phone",
		"type": "otp_enroll",
		"disabled": false,
		"created_at": "2025-12-05T15:30:16.653Z",
		"updated_at": "2025-12-05T15:30:16.653Z",
		"content": {
			"syntax": "liquid",
			"body": {
				"text": "Your enrollment code is: @{code}",
				"voice": "Your enrollment code is @{code}"
			},
			"from": "+1234567890"
		}
	}`
	recordedEnrollChanged = `{
		"id": "tem_unfGwbzq8aykhGPih5QLs1",
		"tenant": "terraform-provider-auth0-dev",
		"channel": "phone",
		"type": "otp_enroll",
		"disabled": true,
		"created_at": "2025-12-05T15:30:16.653Z",
		"updated_at": "2025-12-05T15:30:20.261Z",
		"content": {
			"syntax": "liquid",
			"body": {
				"text": "Updated enrollment code: @{code}",
				"voice": "Updated enrollment code: @{code}"
			},
			"from": "+9876543210"
		}
	}`
	recordedBlocked = `{
		"id": "tem_r3baZ7EAaWYN75fFxAMJ3A",
		"tenant": "terraform-provider-auth0-dev",
		"channel": "phone",
		"type": "blocked_account",
		"disabled": false,
		"created_at": "2025-12-05T15:30:27.368Z",
		"updated_at": "2025-12-05T15:30:27.368Z",
		"content": {
			"syntax": "liquid",
			"body": {"text": "Your account has been blocked", "voice": "Your account has been blocked"}
		}
	}`
	recordedTemplates = `{"templates":[` + recordedEnroll + `,` + recordedBlocked + `]}`

	twilioURI = "/api/v2/guardian/factors/phone/providers/twilio"
)

func text(s string) *string { return &s }

func flag(b bool) *bool { return &b }

func messages(t auth0.LegacyPhoneTemplates, err error) (any, error) {
	return map[string]string{"enrollment_message": t.Enrollment, "verification_message": t.Verification}, err
}

func provider(name string, err error) (any, error) { return map[string]string{"provider": name}, err }

func content(from *string, text, voice string) *auth0.PhoneTemplateContent {
	return &auth0.PhoneTemplateContent{From: from, Body: auth0.PhoneTemplateBody{Text: &text, Voice: &voice}}
}

var phoneRecordings = []recorded{
	{"get phone provider", `{"provider":"twilio"}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return provider(c.LegacyPhoneProvider(ctx))
	}, "GET", "/api/v2/guardian/factors/phone/selected-provider", "", nil},
	{"set phone provider", `{"provider":"phone-message-hook"}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return provider(c.SetLegacyPhoneProvider(ctx, auth0.LegacyPhoneProviderHook))
	}, "PUT", "/api/v2/guardian/factors/phone/selected-provider", `{"provider":"phone-message-hook"}`, nil},
	{"set phone provider back", `{"provider":"twilio"}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return provider(c.SetLegacyPhoneProvider(ctx, auth0.LegacyPhoneProviderTwilio))
	}, "PUT", "/api/v2/guardian/factors/phone/selected-provider", `{"provider":"twilio"}`, nil},
	{"get unset twilio", `{}`, asking((*auth0.Client).LegacyPhoneTwilio), "GET", twilioURI, "", nil},
	{"get twilio", recordedTwilio, asking((*auth0.Client).LegacyPhoneTwilio), "GET", twilioURI, "", nil},
	{"get twilio with null", recordedTwilioGet, func(ctx context.Context, c *auth0.Client) (any, error) {
		t, err := c.LegacyPhoneTwilio(ctx)
		return map[string]any{"auth_token": t.AuthToken, "sid": t.SID, "from": t.From, "messaging_service_sid": t.MessagingServiceSID}, err
	}, "GET", twilioURI, "", nil},
	{"set twilio", recordedTwilioPut, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetLegacyPhoneTwilio(ctx, auth0.LegacyPhoneTwilio{
			From: text("123456789"), AuthToken: text("<redacted auth_token>"), SID: text("test_sid"),
		})
	}, "PUT", twilioURI, recordedTwilioPut, nil},
	{"set twilio service", recordedTwilio, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetLegacyPhoneTwilio(ctx, auth0.LegacyPhoneTwilio{
			From: text("from bar"), MessagingServiceSID: text("foo"), AuthToken: text("<redacted auth_token>"), SID: text("foo"),
		})
	}, "PUT", twilioURI, recordedTwilio, nil},
	{"get phone templates", recordedFoo, func(ctx context.Context, c *auth0.Client) (any, error) {
		return messages(c.LegacyPhoneTemplates(ctx))
	}, "GET", "/api/v2/guardian/factors/phone/templates", "", nil},
	{"set phone templates", recordedTest, func(ctx context.Context, c *auth0.Client) (any, error) {
		const test = "Test {{code}} for {{tenant.friendly_name}}"
		return messages(c.SetLegacyPhoneTemplates(ctx, auth0.LegacyPhoneTemplates{Enrollment: test, Verification: test}))
	}, "PUT", "/api/v2/guardian/factors/phone/templates", recordedTest, nil},
	{"empty phone templates", `{"enrollment_message":"","verification_message":""}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return messages(c.SetLegacyPhoneTemplates(ctx, auth0.LegacyPhoneTemplates{}))
	}, "PUT", "/api/v2/guardian/factors/phone/templates", `{"enrollment_message":"","verification_message":""}`, nil},

	{"get unified provider", recordedUnifiedTwilio, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.PhoneProvider(ctx, "pro_4vdWi5G2dq9R4LfXb2wrhZ")
	}, "GET", "/api/v2/branding/phone/providers/pro_4vdWi5G2dq9R4LfXb2wrhZ", "", nil},
	// Not recorded: the documentation's sample.
	{"get unified provider with service", `{
		"id": "pro_1",
		"name": "twilio",
		"channel": "phone",
		"disabled": true,
		"configuration": {"sid": "s", "mssid": "m", "delivery_methods": ["text", "voice"]}
	}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.PhoneProvider(ctx, "pro_1")
	}, "GET", "/api/v2/branding/phone/providers/pro_1", "", nil},
	{"create unified provider", recordedUnifiedTwilio, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.CreatePhoneProvider(ctx, auth0.PhoneProviderChange{
			Name: auth0.PhoneProviderTwilio, Disabled: flag(false),
			Configuration: &auth0.PhoneProviderConfiguration{DefaultFrom: text("1234567890"), SID: text("sid"), DeliveryMethods: []string{"text"}},
			Credentials:   &auth0.PhoneProviderCredentials{AuthToken: text("auth_token")},
		})
	}, "POST", "/api/v2/branding/phone/providers", `{
		"name": "twilio",
		"disabled": false,
		"configuration": {"default_from": "1234567890", "sid": "sid", "delivery_methods": ["text"]},
		"credentials": {"auth_token": "auth_token"}
	}`, nil},
	{"update unified provider", recordedUnifiedCustom, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.UpdatePhoneProvider(ctx, "pro_g2az5BZWCaWPysqZdQq8B5", auth0.PhoneProviderChange{
			Name: auth0.PhoneProviderCustom, Disabled: flag(false),
			Configuration: &auth0.PhoneProviderConfiguration{DeliveryMethods: []string{"text"}}, Credentials: &auth0.PhoneProviderCredentials{},
		})
	}, "PATCH", "/api/v2/branding/phone/providers/pro_g2az5BZWCaWPysqZdQq8B5", `{
		"name": "custom",
		"disabled": false,
		"configuration": {"delivery_methods": ["text"]},
		"credentials": {}
	}`, nil},
	{"get unified template", recordedBlocked, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.PhoneTemplate(ctx, "tem_r3baZ7EAaWYN75fFxAMJ3A")
	}, "GET", "/api/v2/branding/phone/templates/tem_r3baZ7EAaWYN75fFxAMJ3A", "", nil},
	{"list unified templates", recordedTemplates, func(ctx context.Context, c *auth0.Client) (any, error) {
		list, err := c.PhoneTemplates(ctx)
		return map[string]any{"templates": list}, err
	}, "GET", "/api/v2/branding/phone/templates", "", nil},
	{"create unified template", recordedEnroll, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.CreatePhoneTemplate(ctx, auth0.PhoneTemplateChange{
			Type: auth0.PhoneTemplateOTPEnroll, Disabled: flag(false),
			Content: content(text("+1234567890"), "Your enrollment code is: @{code}", "Your enrollment code is @{code}"),
		})
	}, "POST", "/api/v2/branding/phone/templates", `{
		"content": {
			"from": "+1234567890",
			"body": {
				"text": "Your enrollment code is: @{code}",
				"voice": "Your enrollment code is @{code}"
			}
		},
		"type": "otp_enroll",
		"disabled": false
	}`, nil},
	{"update unified template", recordedEnrollChanged, func(ctx context.Context, c *auth0.Client) (any, error) {
		const changed = "Updated enrollment code: @{code}"
		return c.UpdatePhoneTemplate(ctx, "tem_unfGwbzq8aykhGPih5QLs1", auth0.PhoneTemplateChange{
			Disabled: flag(true), Content: content(text("+9876543210"), changed, changed),
		})
	}, "PATCH", "/api/v2/branding/phone/templates/tem_unfGwbzq8aykhGPih5QLs1", `{
		"content": {
			"from": "+9876543210",
			"body": {
				"text": "Updated enrollment code: @{code}",
				"voice": "Updated enrollment code: @{code}"
			}
		},
		"disabled": true
	}`, nil},
}

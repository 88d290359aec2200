package provider_test

import (
	"context"
	"fmt"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// Credentials that an emulated tenant takes and that open nothing.
const (
	p12            = "MAUCAQMwAA=="
	serviceAccount = `{"type":"service_account","project_id":"none","private_key":"not-a-key","client_email":"nobody@example.com"}`
	awsSecret      = "not-an-aws-secret"  //nolint:gosec // not one
	twilioToken    = "not-a-twilio-token" //nolint:gosec // not one
)

const customAppBody = `custom_app = {
  app_name = "Example"
  apple_app_link = "https://apps.apple.com/app/id1"
}
`

const apnsBody = `apns = {
  bundle_id = "com.example.app"
  p12_wo = "` + p12 + `"
  p12_wo_version = 1
}
`

const snsBody = `sns = {
  aws_access_key_id = "key"
  aws_region = "eu-west-1"
  sns_apns_platform_application_arn = "arn:aws:sns:eu-west-1:123456789012:app/APNS/example"
  sns_gcm_platform_application_arn = "arn:aws:sns:eu-west-1:123456789012:app/GCM/example"
  aws_secret_access_key_wo = "` + awsSecret + `"
  aws_secret_access_key_wo_version = 1
}
`

const twilioBody = `twilio = {
  from = "+15550100"
  sid = "AC1"
  auth_token_wo = "` + twilioToken + `"
  auth_token_wo_version = 1
}
`

var fcmBody = fmt.Sprintf(`fcm = {
  server_credentials_wo = %q
  server_credentials_wo_version = 1
}
`, serviceAccount)

// Auth0's words for the phone's codes.
const (
	enrollmentMessage = "{{code}} is your verification code for {{tenant.friendly_name}}. " +
		"Please enter this code to verify your enrollment."
	freshTemplates = enrollmentMessage + "|{{code}} is your verification code for {{tenant.friendly_name}}"
)

// What subjects say of the credentials above, which stay on the tenant.
const (
	storedAPNs   = "com.example.app:" + p12 + ", sandbox false"
	storedSNS    = "key:" + awsSecret + "@eu-west-1"
	storedTwilio = "AC1," + twilioToken + ",+15550100,"
)

// onlyEmulated keeps a row off real tenants, where the credentials of the rows
// before would stay.
func onlyEmulated(tenant) {}

// settingsLifecycles are the rows of what a tenant has exactly once, beside
// those with nothing but a switch.
var settingsLifecycles = []lifecycle{
	{
		typeName:  "guardian_factor_push",
		prepare:   onlyEmulated,
		first:     `enabled = true`,
		hasFirst:  []string{"push-notification", "true"},
		second:    `enabled = false`,
		hasSecond: []string{"push-notification", "false"},
		fresh:     []string{"push-notification", "false", "push provider", "guardian", "custom app", ",,"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetFactor(ctx, auth0.FactorPush, false)
			return err
		},
	},
	{
		typeName: "guardian_factor_push",
		variant:  " by Auth0",
		prepare:  onlyEmulated,
		first:    lines(`enabled = true`, `selected_provider = "guardian"`, customAppBody),
		hasFirst: []string{
			"push-notification", "true",
			"push provider", "guardian",
			"custom app", "Example,https://apps.apple.com/app/id1,",
		},
		second:    `enabled = false`,
		hasSecond: []string{"push-notification", "false", "push provider", "guardian", "custom app", ",,"},
		fresh:     []string{"push-notification", "false", "push provider", "guardian", "custom app", ",,"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetCustomApp(ctx, auth0.CustomApp{
				GoogleAppLink: new("https://play.google.com/store/apps/details?id=app"),
			})
			return err
		},
		unread: []string{"selected_provider"}, // its value is the default
	},
	{
		typeName: "guardian_factor_push",
		variant:  " directly",
		prepare:  onlyEmulated,
		first:    lines(`enabled = true`, `selected_provider = "direct"`, apnsBody+fcmBody),
		hasFirst: []string{
			"push-notification", "true",
			"push provider", "direct",
			"apns", storedAPNs,
			"fcm", serviceAccount,
		},
		second:    lines(`enabled = true`, `selected_provider = "guardian"`, apnsBody),
		hasSecond: []string{"push provider", "guardian", "apns", storedAPNs},
		fresh: []string{
			"push-notification", "false",
			"push provider", "guardian",
			"apns", storedAPNs,
			"fcm", serviceAccount,
		},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetAPNs(ctx, auth0.APNsCredentials{Sandbox: new(true), BundleID: new("com.example.app")})
			return err
		},
		unread: []string{"apns.p12_wo_version", "fcm.%", "fcm.server_credentials_wo_version"},
	},
	{
		typeName:  "guardian_factor_push",
		variant:   " by Amazon SNS",
		prepare:   onlyEmulated,
		first:     lines(`enabled = true`, `selected_provider = "sns"`, snsBody),
		hasFirst:  []string{"push-notification", "true", "push provider", "sns", "sns", storedSNS},
		second:    `enabled = true`,
		hasSecond: []string{"push-notification", "true", "push provider", "guardian", "sns", storedSNS},
		fresh:     []string{"push-notification", "false", "push provider", "guardian", "sns", storedSNS},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetSNS(ctx, auth0.SNS{AccessKeyID: new("key"), Region: new("us-west-1")})
			return err
		},
		unread: []string{"sns.aws_secret_access_key_wo_version"},
	},
	{
		typeName: "guardian_factor_phone",
		first: `
			enabled       = true
			message_types = ["voice", "sms"]
			settings      = { otp_length = 8 }`,
		hasFirst: []string{"sms", "true", "message types", "sms,voice", "phone settings", "8 digits, 300 s"},
		second: `
			enabled       = false
			message_types = ["voice"]`,
		hasSecond: []string{"sms", "false", "message types", "voice", "phone settings", "6 digits, 300 s"},
		fresh:     []string{"sms", "false", "message types", "sms", "phone settings", "6 digits, 300 s"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetPhoneMessageTypes(ctx, nil)
			return err
		},
	},
	{
		typeName: "guardian_factor_webauthn_roaming",
		first: `
			enabled                  = true
			user_verification        = "required"
			relying_party_identifier = "example.com"`,
		hasFirst: []string{"webauthn-roaming", "true", "roaming settings", "required for example.com"},
		second: `
			enabled           = true
			user_verification = "preferred"`,
		hasSecond: []string{"webauthn-roaming", "true", "roaming settings", "preferred for "},
		fresh:     []string{"webauthn-roaming", "false", "roaming settings", "discouraged for "},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetWebAuthnRoamingSettings(ctx, auth0.DefaultWebAuthnRoamingSettings)
			return err
		},
	},
	{
		typeName: "guardian_factor_webauthn_platform",
		first: `
			enabled                  = true
			relying_party_identifier = "example.com"`,
		hasFirst:  []string{"webauthn-platform", "true", "platform settings", "for example.com"},
		second:    `enabled = true`,
		hasSecond: []string{"webauthn-platform", "true", "platform settings", "for "},
		fresh:     []string{"webauthn-platform", "false", "platform settings", "for "},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetWebAuthnPlatformSettings(ctx, auth0.WebAuthnSettings{
				OverrideRelyingParty:   new(true),
				RelyingPartyIdentifier: new("example.org"),
			})
			return err
		},
	},
	{
		typeName:   "guardian_settings",
		identifies: "mfa_session_overall_timeout",
		first: `
			display_remember_me_checkbox   = false
			mfa_session_inactivity_timeout = 3600`,
		hasFirst: []string{"MFA settings", "false, false, 3600 s, 2592000 s"},
		second: `
			remember_me_default_value      = true
			mfa_session_inactivity_timeout = 7200
			mfa_session_overall_timeout    = 7200`,
		hasSecond: []string{"MFA settings", "true, true, 7200 s, 7200 s"},
		fresh:     []string{"MFA settings", "true, false, 604800 s, 2592000 s"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetMFASettings(ctx, auth0.DefaultMFASettings)
			return err
		},
	},
	{
		typeName:   "guardian_tenant_settings",
		identifies: "customize_mfa_in_postlogin_action",
		first: `
			customize_mfa_in_postlogin_action  = true
			mfa_show_factor_list_on_enrollment = true`,
		hasFirst:  []string{"tenant settings", "true, true"},
		second:    `customize_mfa_in_postlogin_action = true`,
		hasSecond: []string{"tenant settings", "true, false"},
		fresh:     []string{"tenant settings", "false, false"},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetTenantSettings(ctx, auth0.TenantSettingsChange{CustomizeMFAInPostLoginAction: new(false)})
			return err
		},
	},
	{
		typeName:   "guardian_tenant_settings",
		variant:    " with the phone experience",
		identifies: "phone_consolidated_experience",
		first:      `phone_consolidated_experience = true`,
		hasFirst:   []string{"phone experience", "unified"},
		second: `
			phone_consolidated_experience     = false
			customize_mfa_in_postlogin_action = true`,
		hasSecond: []string{"phone experience", "legacy", "tenant settings", "true, false"},
		fresh:     []string{"phone experience", "unified", "tenant settings", "false, false"}, // it stays
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetTenantSettings(ctx, auth0.TenantSettingsChange{PhoneConsolidatedExperience: new(false)})
			return err
		},
	},
	{
		typeName:   "guardian_legacy_phone",
		identifies: "selected_provider",
		first: `
			selected_provider = "twilio"
			templates         = { verification_message = "{{code}}" }
			` + twilioBody,
		hasFirst: []string{
			"legacy phone provider", "twilio",
			"twilio", storedTwilio,
			"legacy phone templates", enrollmentMessage + "|{{code}}",
		},
		second:    `selected_provider = "phone-message-hook"`,
		hasSecond: []string{"legacy phone provider", "phone-message-hook", "legacy phone templates", freshTemplates},
		fresh:     []string{"legacy phone provider", "auth0", "twilio", storedTwilio, "legacy phone templates", freshTemplates},
		drift: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetLegacyPhoneTwilio(ctx, auth0.LegacyPhoneTwilio{
				SID:                 new("AC2"),
				MessagingServiceSID: new("MG1"),
			})
			return err
		},
		unread: []string{"twilio.auth_token_wo_version"},
	},
}

package auth0_test

import (
	"context"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

const (
	factorsURI  = "/api/v2/guardian/factors/"
	messagesURI = factorsURI + "phone/message-types"
	roamingURI  = factorsURI + "webauthn-roaming/settings"
	platformURI = factorsURI + "webauthn-platform/settings"
	selectedURI = factorsURI + "push-notification/selected-provider"
	apnsURI     = factorsURI + "push-notification/providers/apns"
	fcmURI      = factorsURI + "push-notification/providers/fcmv1"
	snsURI      = factorsURI + "push-notification/providers/sns"
	appURI      = "/api/v2/prompts/mfa-push"
	settingsURI = "/api/v2/guardian/settings"

	recordedDuo = `{"ikey":"someKey","skey":"someSecret","host":"api-hostname"}`
	recordedApp = `{
		"google_app_link": "https://play.google.com/store/apps/details?id=com.my.app",
		"apple_app_link": "https://itunes.apple.com/us/app/my-app/id123121",
		"app_name": "bestApp"
	}`
	recordedSNS = `{
		"aws_access_key_id": "test1",
		"aws_region": "us-west-1",
		"sns_apns_platform_application_arn": "test_arn",
		"sns_gcm_platform_application_arn": "test_arn"
	}`
	//nolint:gosec // no credentials: recorded with these words
	recordedSNSWithSecret = `{
		"aws_access_key_id": "test",
		"aws_secret_access_key": "secretKey",
		"aws_region": "us-west-1",
		"sns_apns_platform_application_arn": "test_arn",
		"sns_gcm_platform_application_arn": "test_arn"
	}`
	recordedMFASettings = `{
		"display_remember_me_checkbox": false,
		"remember_me_default_value": true,
		"mfa_session_inactivity_timeout": 7200,
		"mfa_session_overall_timeout": 86400
	}`
	defaultMFASettings = `{
		"display_remember_me_checkbox": true,
		"remember_me_default_value": false,
		"mfa_session_inactivity_timeout": 604800,
		"mfa_session_overall_timeout": 2592000
	}`
)

// enabling puts a switch back into the object that it came in.
func enabling(factor auth0.FactorName, enabled bool) clientCall {
	return func(ctx context.Context, c *auth0.Client) (any, error) {
		on, err := c.SetFactor(ctx, factor, enabled)
		return map[string]bool{"enabled": on}, err
	}
}

// typesOf and providerOf put a method's result back into the object that it came in.
func typesOf(types []string, err error) (any, error) {
	return map[string]any{"message_types": types}, err
}

func providerOf(provider string, err error) (any, error) {
	return map[string]any{"provider": provider}, err
}

// documentRecordings are those of the tenant's single documents, recorded by
// auth0/go-auth0 and auth0/terraform-provider-auth0.
var documentRecordings = []recorded{
	{"get Duo settings", recordedDuo, asking((*auth0.Client).DuoSettings), "GET", factorsURI + "duo/settings", "", nil},
	{"set Duo settings", recordedDuo, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetDuoSettings(ctx, auth0.DuoSettings{
			IntegrationKey: new("someKey"), SecretKey: new("someSecret"), Hostname: new("api-hostname"),
		})
	}, "PUT", factorsURI + "duo/settings", recordedDuo, nil},
	{"clear Duo settings", `{}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetDuoSettings(ctx, auth0.DuoSettings{})
	}, "PUT", factorsURI + "duo/settings", `{}`, nil},
	{"enable phone", on, enabling(auth0.FactorSMS, true), "PUT", factorsURI + "sms", on, nil},
	{"enable push", on, enabling(auth0.FactorPush, true), "PUT", factorsURI + "push-notification", on, nil},
	{"enable otp", on, enabling(auth0.FactorOTP, true), "PUT", factorsURI + "otp", on, nil},
	{"enable Duo", on, enabling(auth0.FactorDuo, true), "PUT", factorsURI + "duo", on, nil},
	{"disable security keys", off, enabling(auth0.FactorWebAuthnRoaming, false), "PUT", factorsURI + "webauthn-roaming", off, nil},
	{"disable biometrics", off, enabling(auth0.FactorWebAuthnPlatform, false), "PUT", factorsURI + "webauthn-platform", off, nil},
	{"get no message types", `{"message_types":[]}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return typesOf(c.PhoneMessageTypes(ctx))
	}, "GET", messagesURI, "", nil},
	{"get message types", `{"message_types":["voice"]}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return typesOf(c.PhoneMessageTypes(ctx))
	}, "GET", messagesURI, "", nil},
	{"set message types", `{"message_types":["sms","voice"]}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return typesOf(c.SetPhoneMessageTypes(ctx, []string{auth0.MessageTypeSMS, auth0.MessageTypeVoice}))
	}, "PUT", messagesURI, `{"message_types":["sms","voice"]}`, nil},
	{"set no message types", `{"message_types":[]}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return typesOf(c.SetPhoneMessageTypes(ctx, nil))
	}, "PUT", messagesURI, `{"message_types":[]}`, nil},
	{"get phone code settings", `{"otp_length":6,"otp_expiration_time":300}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.OTPSettings(ctx, "sms")
	}, "GET", factorsURI + "phone/settings", "", nil},
	{"set phone code settings", `{"otp_length":8,"otp_expiration_time":600}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetOTPSettings(ctx, "sms", auth0.OTPSettings{Length: 8, ExpirationTime: 600})
	}, "PUT", factorsURI + "phone/settings", `{"otp_length":8,"otp_expiration_time":600}`, nil},

	{"get roaming settings", `{
		"userVerification": "required",
		"overrideRelyingParty": false
	}`, asking((*auth0.Client).WebAuthnRoamingSettings), "GET", roamingURI, "", nil},
	{"set user verification", `{"userVerification":"preferred"}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetWebAuthnRoamingSettings(ctx, auth0.WebAuthnSettings{UserVerification: new(auth0.UserVerificationPreferred)})
	}, "PUT", roamingURI, `{"userVerification":"preferred"}`, nil},
	{"set default roaming settings", `{
		"userVerification": "discouraged",
		"overrideRelyingParty": false
	}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetWebAuthnRoamingSettings(ctx, auth0.DefaultWebAuthnRoamingSettings)
	}, "PUT", roamingURI, `{"userVerification":"discouraged","overrideRelyingParty":false}`, nil},
	{"get platform settings", `{"overrideRelyingParty":false}`, asking((*auth0.Client).WebAuthnPlatformSettings), "GET", platformURI, "", nil},
	{"set default platform settings", `{"overrideRelyingParty":false}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetWebAuthnPlatformSettings(ctx, auth0.DefaultWebAuthnPlatformSettings)
	}, "PUT", platformURI, `{"overrideRelyingParty":false}`, nil},
	{"set the relying party", `{
		"overrideRelyingParty": true,
		"relyingPartyIdentifier": "example.com"
	}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetWebAuthnPlatformSettings(ctx, auth0.WebAuthnSettings{
			OverrideRelyingParty: new(true), RelyingPartyIdentifier: new("example.com"),
		})
	}, "PUT", platformURI, `{"overrideRelyingParty":true,"relyingPartyIdentifier":"example.com"}`, nil},

	{"get push provider", `{"provider":"sns"}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return providerOf(c.PushProvider(ctx))
	}, "GET", selectedURI, "", nil},
	{"set push provider", `{"provider":"guardian"}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return providerOf(c.SetPushProvider(ctx, auth0.PushProviderGuardian))
	}, "PUT", selectedURI, `{"provider":"guardian"}`, nil},
	{"get app", recordedApp, asking((*auth0.Client).CustomApp), "GET", appURI, "", nil},
	{"get no app", `{}`, asking((*auth0.Client).CustomApp), "GET", appURI, "", nil},
	{"set app", recordedApp, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetCustomApp(ctx, auth0.CustomApp{
			AppName: new("bestApp"), AppleAppLink: new("https://itunes.apple.com/us/app/my-app/id123121"),
			GoogleAppLink: new("https://play.google.com/store/apps/details?id=com.my.app"),
		})
	}, "PATCH", appURI, recordedApp, nil},
	{"clear the app's name", `{"app_name":""}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetCustomApp(ctx, auth0.CustomApp{AppName: new("")})
	}, "PATCH", appURI, `{"app_name":""}`, nil},
	{"get APNs", `{"bundle_id":"com.my.app","sandbox":false,"enabled":true}`, asking((*auth0.Client).APNs), "GET", apnsURI, "", nil},
	{"get no APNs", `{"enabled":false}`, asking((*auth0.Client).APNs), "GET", apnsURI, "", nil},
	{"set APNs", `{"sandbox":false,"bundle_id":"com.my.app"}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetAPNs(ctx, auth0.APNsCredentials{Sandbox: new(false), BundleID: new("com.my.app"), P12: new("MIIPWQIBAzCCDx8G")})
	}, "PUT", apnsURI, `{"sandbox":false,"bundle_id":"com.my.app","p12":"MIIPWQIBAzCCDx8G"}`, nil},
	{"set FCM", `{}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return struct{}{}, c.SetFCM(ctx, "abc123")
	}, "PUT", fcmURI, `{"server_credentials":"abc123"}`, nil},
	{"get SNS", recordedSNS, asking((*auth0.Client).SNS), "GET", snsURI, "", nil},
	{"get no SNS", `{}`, asking((*auth0.Client).SNS), "GET", snsURI, "", nil},
	{"set SNS", recordedSNSWithSecret, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetSNS(ctx, auth0.SNS{
			AccessKeyID: new("test"), SecretAccessKey: new("secretKey"), Region: new("us-west-1"),
			APNsApplicationARN: new("test_arn"), GCMApplicationARN: new("test_arn"),
		})
	}, "PUT", snsURI, recordedSNSWithSecret, nil},
	{"set SNS but its secret", recordedSNS, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetSNS(ctx, auth0.SNS{
			AccessKeyID: new("test1"), Region: new("us-west-1"), APNsApplicationARN: new("test_arn"), GCMApplicationARN: new("test_arn"),
		})
	}, "PUT", snsURI, recordedSNS, nil},
	{"set the ARNs", `{
		"sns_apns_platform_application_arn": "apple",
		"sns_gcm_platform_application_arn": "google"
	}`, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetSNS(ctx, auth0.SNS{APNsApplicationARN: new("apple"), GCMApplicationARN: new("google")})
	}, "PUT", snsURI, `{"sns_apns_platform_application_arn":"apple","sns_gcm_platform_application_arn":"google"}`, nil},

	{"get MFA settings", recordedMFASettings, asking((*auth0.Client).MFASettings), "GET", settingsURI, "", nil},
	{"set MFA settings", recordedMFASettings, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetMFASettings(ctx, auth0.MFASettings{RememberMeByDefault: true, InactivityTimeout: 7200, OverallTimeout: 86400})
	}, "PUT", settingsURI, recordedMFASettings, nil},
	{"set default MFA settings", defaultMFASettings, func(ctx context.Context, c *auth0.Client) (any, error) {
		return c.SetMFASettings(ctx, auth0.DefaultMFASettings)
	}, "PUT", settingsURI, defaultMFASettings, nil},
}

// A tenant's refusal reaches the caller as it is, and nothing is taken for an answer.
func TestDocumentsPassRefusalsOn(t *testing.T) {
	t.Parallel()
	c, _ := fixed(t, 403, "application/json; charset=utf-8", `{
		"statusCode": 403,
		"error": "Forbidden",
		"message": "This endpoint is disabled for your tenant.",
		"errorCode": "voice_mfa_not_allowed"
	}`)
	types, err := c.SetPhoneMessageTypes(t.Context(), []string{auth0.MessageTypeVoice})
	if err == nil || types != nil {
		t.Errorf("%v, %v", types, err)
	}
	settings, err := c.MFASettings(t.Context())
	if err == nil || settings != (auth0.MFASettings{}) {
		t.Errorf("%+v, %v", settings, err)
	}
}

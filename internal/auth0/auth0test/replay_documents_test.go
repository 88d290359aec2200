package auth0test_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const (
	messageTypes = "/guardian/factors/phone/message-types"
	roaming      = "/guardian/factors/webauthn-roaming/settings"
	platform     = "/guardian/factors/webauthn-platform/settings"
	pushProvider = "/guardian/factors/push-notification/selected-provider"
	apns         = "/guardian/factors/push-notification/providers/apns"
	fcm          = "/guardian/factors/push-notification/providers/fcmv1"
	sns          = "/guardian/factors/push-notification/providers/sns"
	customApp    = "/prompts/mfa-push"
	mfaSettings  = "/guardian/settings"

	// p12 has the outermost structure of a PKCS #12 file, and nothing inside.
	p12 = "MAUCAQMwAA=="
)

// step is one recorded request, with its answer; GET has no body.
type step struct{ method, path, body, answer string }

// replay sends the steps in their order.
func replay(t *testing.T, tn *auth0test.Tenant, steps ...step) {
	t.Helper()
	for _, s := range steps {
		var body any
		if s.method != http.MethodGet {
			body = s.body
		}
		manage(t, tn, s.method, s.path, body).exactly(t, 200, utf8JSON, s.answer)
	}
}

func TestReplayMessageTypes(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"GET", messageTypes, "", `{"message_types":[]}`},
		step{"PUT", messageTypes, `{"message_types":["voice"]}`, `{"message_types":["voice"]}`},
		step{"GET", messageTypes, "", `{"message_types":["voice"]}`},
		step{"PUT", messageTypes, `{"message_types":["sms","voice"]}`, `{"message_types":["sms","voice"]}`},
		step{"GET", messageTypes, "", `{"message_types":["sms","voice"]}`},
	)
	if diff := cmp.Diff([]string{"sms", "voice"}, tn.MessageTypes()); diff != "" {
		t.Error(diff)
	}
	replay(t, tn, step{"PUT", messageTypes, `{"message_types":[]}`, `{"message_types":[]}`})
}

func TestReplayWebAuthnSettings(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"GET", roaming, "", `{"userVerification":"discouraged","overrideRelyingParty":false}`},
		step{"PUT", roaming, `{"userVerification":"preferred"}`, `{"userVerification":"preferred"}`},
		step{"GET", roaming, "", `{"userVerification":"preferred","overrideRelyingParty":false}`},
		step{"PUT", roaming, `{"overrideRelyingParty":false,"userVerification":"required"}`, `{"overrideRelyingParty":false,"userVerification":"required"}`},
		step{"GET", roaming, "", `{"userVerification":"required","overrideRelyingParty":false}`},
		step{"GET", platform, "", `{"overrideRelyingParty":false}`},
		step{"PUT", platform, `{"overrideRelyingParty":false}`, `{"overrideRelyingParty":false}`},
		step{"GET", platform, "", `{"overrideRelyingParty":false}`},
	)
}

func TestReplayPushProvider(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"GET", pushProvider, "", `{"provider":"guardian"}`},
		step{"PUT", pushProvider, `{"provider":"sns"}`, `{"provider":"sns"}`},
		step{"GET", pushProvider, "", `{"provider":"sns"}`},
		step{"PUT", pushProvider, `{"provider":"direct"}`, `{"provider":"direct"}`},
		step{"PUT", pushProvider, `{"provider":"guardian"}`, `{"provider":"guardian"}`},
	)
}

func TestReplayCustomApp(t *testing.T) {
	t.Parallel()
	const links = `"apple_app_link":"https://itunes.apple.com/us/app/my-app/id123121",` +
		`"google_app_link":"https://play.google.com/store/apps/details?id=com.my.app"`
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"GET", customApp, "", `{}`},
		step{"PATCH", customApp, `{"app_name":"bestApp",` + links + `}`, `{"app_name":"bestApp",` + links + `}`},
		step{"GET", customApp, "", `{"app_name":"bestApp",` + links + `}`},
		step{"PATCH", customApp, `{"app_name":"CustomApp1",` + links + `}`, `{"app_name":"CustomApp1",` + links + `}`},
	)
}

func TestReplayAPNs(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"GET", apns, "", `{"enabled":false}`},
		step{"PUT", apns, `{"sandbox":false,"bundle_id":"com.my.app","p12":"` + p12 + `"}`, `{"sandbox":false,"bundle_id":"com.my.app"}`},
		step{"GET", apns, "", `{"bundle_id":"com.my.app","sandbox":false,"enabled":true}`},
	)
}

func TestReplaySNS(t *testing.T) {
	t.Parallel()
	const rest = `"aws_region":"us-west-1","sns_apns_platform_application_arn":"test_arn","sns_gcm_platform_application_arn":"test_arn"}`
	const secret = `"aws_secret_access_key":"secretKey",` //nolint:gosec // made up
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"GET", sns, "", `{}`},
		step{"PUT", sns, `{"aws_access_key_id":"test",` + secret + rest, `{"aws_access_key_id":"test",` + secret + rest},
		step{"GET", sns, "", `{"aws_access_key_id":"test",` + rest},
		step{"PUT", sns, `{"aws_access_key_id":"test1",` + rest, `{"aws_access_key_id":"test1",` + rest},
		step{"GET", sns, "", `{"aws_access_key_id":"test1",` + rest},
	)
}

func TestReplayMFASettings(t *testing.T) {
	t.Parallel()
	const fresh = `{"display_remember_me_checkbox":true,"remember_me_default_value":false,` +
		`"mfa_session_inactivity_timeout":604800,"mfa_session_overall_timeout":2592000}`
	const changed = `{"display_remember_me_checkbox":false,"remember_me_default_value":true,` +
		`"mfa_session_inactivity_timeout":7200,"mfa_session_overall_timeout":86400}`
	const least = `{"display_remember_me_checkbox":true,"remember_me_default_value":true,` +
		`"mfa_session_inactivity_timeout":3600,"mfa_session_overall_timeout":3600}`
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"GET", mfaSettings, "", fresh},
		step{"PUT", mfaSettings, changed, changed},
		step{"GET", mfaSettings, "", changed},
		step{"PUT", mfaSettings, least, least},
		step{"GET", mfaSettings, "", least},
	)
}

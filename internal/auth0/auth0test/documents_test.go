package auth0test_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestDocumentsAreValidatedStrictly(t *testing.T) {
	t.Parallel()
	const remember = `"display_remember_me_checkbox":true,"remember_me_default_value":true,`
	long := strings.Repeat("x", 1001)
	tests := []struct {
		name, path, body string
		message          string
	}{
		{"unknown message type", messageTypes, `{"message_types":["fax"]}`, `'Invalid value \"fax\"' on property message_types[0].`},
		{"message type twice", messageTypes, `{"message_types":["sms","sms"]}`, "'Array items are not unique (indexes 0 and 1)' on property message_types (The list of phone factors to enable"},
		{"bare message types", messageTypes, `["sms"]`, "'Expected type object but found type array'."},
		{"no message types", messageTypes, `{}`, "'Missing required property: message_types'."},
		{"null message types", messageTypes, `{"message_types":null}`, "'Expected type array but found type null' on property message_types"},

		{"unknown verification", roaming, `{"userVerification":"never"}`, `'Invalid value \"never\"' on property userVerification.`},
		{"no verification", roaming, `{"overrideRelyingParty":false}`, "'Missing required property: userVerification'."},
		{"verification on a platform", platform, `{"overrideRelyingParty":false,"userVerification":"required"}`, "'Additional properties not allowed: userVerification'."},
		{"no override", platform, `{}`, "'Missing required property: overrideRelyingParty'."},
		{"text for override", platform, `{"overrideRelyingParty":"false"}`, "'Expected type boolean but found type string' on property overrideRelyingParty."},
		{"override with nothing", platform, `{"overrideRelyingParty":true}`, "'Missing required property: relyingPartyIdentifier'."},
		{"identifier without override", roaming, `{"userVerification":"required","relyingPartyIdentifier":"example.com"}`, "on property relyingPartyIdentifier."},
		{"identifier with a scheme", platform, `{"overrideRelyingParty":true,"relyingPartyIdentifier":"https://example.com"}`, "'String does not match pattern "},
		{"snake case", roaming, `{"user_verification":"required"}`, "'Additional properties not allowed: user_verification'"},

		{"unknown push provider", pushProvider, `{"provider":"auth0"}`, `'Invalid value \"auth0\"' on property provider.`},
		{"no push provider", pushProvider, `{}`, "'Missing required property: provider'."},

		{"p12 of text", apns, `{"p12":"bm8gUEtDUyMxMg=="}`, "The PKCS #12 file is invalid. Please ensure"},
		{"p12 in lines", apns, `{"p12":"MAUC\nAQMwAA=="}`, "The PKCS #12 file is invalid."},
		{"p12 not encoded", apns, `{"p12":"0\u0005"}`, "The PKCS #12 file is invalid."},
		{"p12 of another version", apns, `{"p12":"MAUCAQIwAA=="}`, "The PKCS #12 file is invalid."},
		{"p12 with a tail", apns, `{"p12":"MAUCAQMwAAA="}`, "The PKCS #12 file is invalid."},
		{"empty p12", apns, `{"p12":""}`, "'String is too short (0 chars), minimum 1' on property p12."},
		{"long bundle id", apns, `{"bundle_id":"` + long + `"}`, "'String is too long (1001 chars), maximum 1000' on property bundle_id."},
		{"null sandbox", apns, `{"sandbox":null}`, "'Expected type boolean but found type null' on property sandbox."},
		{"enabled", apns, `{"enabled":true}`, "'Additional properties not allowed: enabled'."},

		{"FCM of text", fcm, `{"server_credentials":"abc123"}`, "Invalid server credentials"},
		{"FCM of a user", fcm, `{"server_credentials":"{\"type\":\"authorized_user\",\"project_id\":\"p\",\"private_key\":\"k\",\"client_email\":\"e\"}"}`, "Invalid server credentials"},
		{"FCM without a key", fcm, `{"server_credentials":"{\"type\":\"service_account\",\"project_id\":\"p\",\"client_email\":\"e\"}"}`, "Invalid server credentials"},
		{"FCM object", fcm, `{"server_credentials":{}}`, "'Expected type string,null but found type object' on property server_credentials."},
		{"legacy FCM", fcm, `{"server_key":"abc123"}`, "'Additional properties not allowed: server_key'."},

		{"unknown region", sns, `{"aws_region":"sa-east-1"}`, "'String does not match pattern ^(?:us-east-"},
		{"empty secret", sns, `{"aws_secret_access_key":""}`, "'String is too short (0 chars), minimum 1' on property aws_secret_access_key."},
		{"long ARN", sns, `{"sns_gcm_platform_application_arn":"` + long + `"}`, "'String is too long (1001 chars), maximum 1000'"},
		{"SNS with more", sns, `{"aws_session_token":"x"}`, "'Additional properties not allowed: aws_session_token'."},

		{"half the MFA settings", mfaSettings, `{"display_remember_me_checkbox":true}`, "'Missing required property: mfa_session_inactivity_timeout' (also) 'Missing required property: mfa_session_overall_timeout' (also) 'Missing required property: remember_me_default_value'."},
		{"short inactivity", mfaSettings, `{` + remember + `"mfa_session_inactivity_timeout":3599,"mfa_session_overall_timeout":3600}`, "'Value 3599 is less than minimum 3600' on property mfa_session_inactivity_timeout"},
		{"long inactivity", mfaSettings, `{` + remember + `"mfa_session_inactivity_timeout":2592001,"mfa_session_overall_timeout":7776000}`, "'Value 2592001 is greater than maximum 2592000'"},
		{"short overall", mfaSettings, `{` + remember + `"mfa_session_inactivity_timeout":3600,"mfa_session_overall_timeout":3599}`, "'Value 3599 is less than minimum 3600' on property mfa_session_overall_timeout"},
		{"long overall", mfaSettings, `{` + remember + `"mfa_session_inactivity_timeout":3600,"mfa_session_overall_timeout":7776001}`, "'Value 7776001 is greater than maximum 7776000'"},
		{"inactivity beyond overall", mfaSettings, `{` + remember + `"mfa_session_inactivity_timeout":3601,"mfa_session_overall_timeout":3600}`, `"errorCode":"invalid_body"`},
	}
	tn := auth0test.NewTenant(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			manage(t, tn, http.MethodPut, test.path, test.body).want(t, 400, test.message)
		})
	}
	t.Cleanup(func() { isNew(t, tn) }) // after them all
}

// isNew fails unless a tenant has in all its documents what a new one has.
func isNew(t *testing.T, tn *auth0test.Tenant) {
	t.Helper()
	if len(tn.MessageTypes()) != 0 || tn.PushProvider() != "guardian" || tn.FCM() != "" ||
		tn.APNs() != (auth0test.APNs{}) || tn.SNS() != (auth0test.SNS{}) || tn.CustomApp() != (auth0test.CustomApp{}) {
		t.Error("changed")
	}
	if tn.WebAuthnSettings("webauthn-roaming") != (auth0test.WebAuthnSettings{UserVerification: "discouraged"}) ||
		tn.WebAuthnSettings("webauthn-platform") != (auth0test.WebAuthnSettings{}) {
		t.Error("changed a WebAuthn factor")
	}
	if tn.MFASettings() != (auth0test.MFASettings{DisplayRememberMe: true, InactivityTimeout: 604800, OverallTimeout: 2592000}) {
		t.Error("changed the MFA settings")
	}
}

func TestDocumentsAskForTheirScope(t *testing.T) {
	t.Parallel()
	tests := []struct{ method, path, scope string }{
		{"GET", "/guardian/factors/duo/settings", "read:guardian_factors"},
		{"PUT", "/guardian/factors/duo/settings", "update:guardian_factors"},
		{"GET", messageTypes, "read:guardian_factors"},
		{"PUT", messageTypes, "update:guardian_factors"},
		{"GET", roaming, "read:guardian_factors"},
		{"PUT", roaming, "update:guardian_factors"},
		{"GET", platform, "read:guardian_factors"},
		{"PUT", platform, "update:guardian_factors"},
		{"GET", pushProvider, "read:guardian_factors"},
		{"PUT", pushProvider, "update:guardian_factors"},
		{"GET", apns, "read:guardian_factors"},
		{"PUT", apns, "update:guardian_factors"},
		{"PUT", fcm, "update:guardian_factors"},
		{"GET", sns, "read:guardian_factors"},
		{"PUT", sns, "update:guardian_factors"},
		{"GET", customApp, "read:prompts"},
		{"PATCH", customApp, "update:prompts"},
		{"GET", mfaSettings, "read:tenant_settings"},
		{"PUT", mfaSettings, "update:tenant_settings"},
	}
	tn := auth0test.NewTenant(t)
	app := tn.Management()
	for _, test := range tests {
		others := slices.DeleteFunc(slices.Clone(app.Grants[tn.ManagementAudience()]), func(s string) bool { return s == test.scope })
		send(t, tn, test.method, "/api/v2"+test.path, tn.Token(app.ClientID, others...), nil).
			want(t, 403, `"message":"Insufficient scope, expected any of: `+test.scope+`"`)
		if got := send(t, tn, test.method, "/api/v2"+test.path, tn.Token(app.ClientID, test.scope), nil); got.status == 403 || got.status == 404 {
			t.Errorf("%s %s with %s: %s", test.method, test.path, test.scope, got.body)
		}
	}
	manage(t, tn, http.MethodGet, fcm, nil).want(t, 404) // what was set for FCM cannot be read
}

func TestAPutOfWebAuthnSettingsReplacesThem(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.SetWebAuthnSettings("webauthn-roaming", auth0test.WebAuthnSettings{
		UserVerification: "required", OverrideRelyingParty: true, RelyingPartyIdentifier: "example.com",
	})
	replay(
		t, tn,
		step{"GET", roaming, "", `{"userVerification":"required","overrideRelyingParty":true,"relyingPartyIdentifier":"example.com"}`},
		step{"PUT", roaming, `{"userVerification":"required"}`, `{"userVerification":"required"}`},
		step{"GET", roaming, "", `{"userVerification":"required","overrideRelyingParty":false}`},
		step{"PUT", platform, `{"overrideRelyingParty":true,"relyingPartyIdentifier":"example.com"}`, `{"overrideRelyingParty":true,"relyingPartyIdentifier":"example.com"}`},
	)
	want := auth0test.WebAuthnSettings{OverrideRelyingParty: true, RelyingPartyIdentifier: "example.com"}
	if got := tn.WebAuthnSettings("webauthn-platform"); got != want {
		t.Errorf("%+v", got)
	}
}

func TestPushCredentialsCannotBeRemoved(t *testing.T) {
	t.Parallel()
	account := `{"type":"service_account","project_id":"p","private_key":"fcm-key","client_email":"e@example.com"}`
	a := auth0test.APNs{Sandbox: true, BundleID: "com.my.app", P12: p12}
	s := auth0test.SNS{AccessKeyID: "id", SecretAccessKey: "aws-secret", Region: "eu-west-1", APNsApplicationARN: "a", GCMApplicationARN: "g"}
	tn := auth0test.NewTenant(t)
	tn.SetAPNs(a)
	tn.SetFCM(account)
	tn.SetSNS(s)
	for _, body := range []string{"{}", `{"bundle_id":null,"p12":null}`} {
		replay(t, tn, step{"PUT", apns, body, strings.Replace(body, `,"p12":null`, "", 1)})
	}
	for _, body := range []string{"{}", `{"server_credentials":null}`} {
		replay(t, tn, step{"PUT", fcm, body, "{}"})
	}
	const nothing = `{"aws_access_key_id":null,"aws_secret_access_key":null,"aws_region":null,` +
		`"sns_apns_platform_application_arn":null,"sns_gcm_platform_application_arn":null}`
	for _, body := range []string{"{}", nothing} {
		replay(t, tn, step{"PUT", sns, body, body})
	}
	if tn.APNs() != a || tn.FCM() != account || tn.SNS() != s {
		t.Errorf("%+v, %s, %+v", tn.APNs(), tn.FCM(), tn.SNS())
	}
	const changed = `{"aws_region":"us-east-1","sns_apns_platform_application_arn":"apple","sns_gcm_platform_application_arn":"google"}`
	replay(
		t, tn,
		step{"PUT", sns, changed, changed},
		step{"GET", sns, "", `{"aws_access_key_id":"id",` + changed[1:]},
	)
	if s.Region, s.APNsApplicationARN, s.GCMApplicationARN = "us-east-1", "apple", "google"; tn.SNS() != s {
		t.Errorf("%+v", tn.SNS())
	}
}

func TestAPNsIsEnabledByItsCredentials(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"PUT", apns, `{"sandbox":true,"bundle_id":"com.my.app"}`, `{"sandbox":true,"bundle_id":"com.my.app"}`},
		step{"GET", apns, "", `{"enabled":false}`},
		step{"PUT", apns, `{"p12":"` + p12 + `"}`, `{}`},
		step{"GET", apns, "", `{"bundle_id":"com.my.app","sandbox":true,"enabled":true}`},
	)
}

// All that the push providers are given in confidence is among the tenant's secrets.
func TestPushCredentialsAreSecrets(t *testing.T) {
	t.Parallel()
	account := `{"type":"service_account","project_id":"p","private_key":"fcm-key","client_email":"e@example.com"}`
	text, err := json.Marshal(map[string]string{"server_credentials": account})
	if err != nil {
		t.Fatal(err)
	}
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"PUT", apns, `{"p12":"` + p12 + `"}`, `{}`},
		step{"PUT", fcm, string(text), `{}`},
		step{"PUT", sns, `{"aws_secret_access_key":"aws-secret"}`, `{"aws_secret_access_key":"aws-secret"}`},
	)
	for _, secret := range []string{p12, account, "fcm-key", "aws-secret"} {
		if !slices.Contains(tn.Secrets(), secret) {
			t.Errorf("%s is no secret", secret)
		}
	}
	if tn.FCM() != account {
		t.Error(tn.FCM())
	}
}

// A PATCH leaves alone what it does not name, and an empty text clears.
func TestAPatchOfTheCustomAppMerges(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.SetCustomApp(auth0test.CustomApp{AppName: "App", AppleAppLink: "https://apple.example.com"})
	replay(
		t, tn,
		step{"GET", customApp, "", `{"app_name":"App","apple_app_link":"https://apple.example.com"}`},
		step{"PATCH", customApp, `{"app_name":"Other","apple_app_link":""}`, `{"app_name":"Other","apple_app_link":""}`},
		step{"PATCH", customApp, `{"google_app_link":"https://google.example.com"}`, `{"app_name":"Other","apple_app_link":"","google_app_link":"https://google.example.com"}`},
	)
	for _, body := range []string{`{"app_name":null}`, `{"name":"App"}`, `{"apple_app_link":"http://apple.example.com"}`, `{"google_app_link":"play"}`} {
		manage(t, tn, http.MethodPatch, customApp, body).want(t, 400, `"errorCode":"invalid_body"`)
	}
	want := auth0test.CustomApp{AppName: "Other", GoogleAppLink: "https://google.example.com"}
	if diff := cmp.Diff(want, tn.CustomApp()); diff != "" {
		t.Error(diff)
	}
}

// What a test sets behind the clients' back is what they read.
func TestDocumentsCanBeSteered(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	types := []string{"voice"}
	tn.SetMessageTypes(types...)
	types[0] = "changed"
	tn.SetPushProvider("direct")
	tn.SetMFASettings(auth0test.MFASettings{RememberMeByDefault: true, InactivityTimeout: 3600, OverallTimeout: 7200})
	replay(
		t, tn,
		step{"GET", messageTypes, "", `{"message_types":["voice"]}`},
		step{"GET", pushProvider, "", `{"provider":"direct"}`},
		step{"GET", mfaSettings, "", `{"display_remember_me_checkbox":false,"remember_me_default_value":true,"mfa_session_inactivity_timeout":3600,"mfa_session_overall_timeout":7200}`},
	)
	tn.MessageTypes()[0] = "changed"
	if tn.MessageTypes()[0] != "voice" {
		t.Error("the tenant's own list was handed out")
	}
}

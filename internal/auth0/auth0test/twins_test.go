package auth0test_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// PATCH changes what it is sent, and leaves the rest.
func TestPatchKeepsWhatItIsNotSent(t *testing.T) {
	t.Parallel()
	const duo = "/guardian/factors/duo/settings"
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"PUT", duo, `{"ikey":"i","skey":"s","host":"h"}`, `{"ikey":"i","skey":"s","host":"h"}`},
		step{"PATCH", duo, `{"host":"other"}`, `{"ikey":"i","skey":"s","host":"other"}`},
		step{"GET", duo, "", `{"ikey":"i","skey":"s","host":"other"}`},
		step{"PUT", duo, `{"ikey":"i"}`, `{"ikey":"i"}`},

		step{"PUT", apns, `{"sandbox":true,"bundle_id":"com.my.app","p12":"` + p12 + `"}`, `{"sandbox":true,"bundle_id":"com.my.app"}`},
		step{"PATCH", apns, `{"bundle_id":"com.other"}`, `{"bundle_id":"com.other"}`},
		step{"GET", apns, "", `{"bundle_id":"com.other","sandbox":true,"enabled":true}`},

		step{"PUT", sns, `{"aws_access_key_id":"a","aws_region":"us-west-1"}`, `{"aws_access_key_id":"a","aws_region":"us-west-1"}`},
		step{"PATCH", sns, `{"aws_region":"eu-west-1"}`, `{"aws_region":"eu-west-1"}`},
		step{"GET", sns, "", `{"aws_access_key_id":"a","aws_region":"eu-west-1"}`},
	)
	const account = `{\"type\":\"service_account\",\"project_id\":\"p\",\"private_key\":\"k\",\"client_email\":\"e\"}`
	replay(t, tn, step{"PATCH", fcm, `{"server_credentials":"` + account + `"}`, `{}`})
	if !strings.Contains(tn.FCM(), "service_account") {
		t.Error("PATCH of FCM set nothing")
	}
	for _, method := range []string{"PUT", "PATCH"} {
		manage(t, tn, method, "/guardian/factors/push-notification/providers/fcm", `{"server_key":"abc123"}`).exactly(t, 200, utf8JSON, `{}`)
	}
	if !slices.Contains(tn.Secrets(), "abc123") {
		t.Error("the server key is no secret")
	}
	manage(t, tn, "PUT", "/guardian/factors/push-notification/providers/fcm", `{"server_key":"`+strings.Repeat("x", 153)+`"}`).
		want(t, 400, "String is too long (153 chars), maximum 152")
}

// The older endpoints of the phone factor lead to the same settings (recorded),
// and are refused where the newer ones are.
func TestReplaySMS(t *testing.T) {
	t.Parallel()
	const sms, phone = "/guardian/factors/sms/", "/guardian/factors/phone/"
	const twilio = `{"from":"123456789","auth_token":"token","sid":"test_sid"}`
	const messages = `{"enrollment_message":"enroll foo","verification_message":"verify foo"}`
	tn := auth0test.NewTenant(t)
	replay(
		t, tn,
		step{"PUT", sms + "providers/twilio", twilio, twilio},
		step{"GET", sms + "providers/twilio", "", `{"auth_token":"token","sid":"test_sid","from":"123456789","messaging_service_sid":null}`},
		step{"PUT", sms + "templates", messages, messages},
		step{"GET", phone + "templates", "", messages},
		step{"PUT", sms + "selected-provider", `{"provider":"twilio"}`, `{"provider":"twilio"}`},
		step{"GET", phone + "selected-provider", "", `{"provider":"twilio"}`},
	)
	tn.SetUnifiedPhone(true)
	for _, path := range []string{"providers/twilio", "templates", "selected-provider"} {
		manage(t, tn, "GET", sms+path, nil).want(t, 403, `"legacy_mfa_phone_provider_not_allowed"`)
	}
}

func TestTestMessagesOfTheUnifiedPhone(t *testing.T) {
	t.Parallel()
	const to = `{"to":"+441234567890","delivery_method":"text"}`
	tn := auth0test.NewTenant(t)
	provider := "/branding/phone/providers/" + tn.SetPhoneProvider(auth0test.PhoneProvider{Name: "custom", DeliveryMethods: []string{"text"}})
	template := "/branding/phone/templates/" + tn.SetPhoneTemplate(auth0test.PhoneTemplate{Type: "otp_enroll", Text: "mine"})
	manage(t, tn, "POST", provider+"/try", to).want(t, 202, `"code":202`)
	manage(t, tn, "POST", template+"/try", to).want(t, 202, `"message"`)
	if texts := tn.SMS("+441234567890"); len(texts) != 2 {
		t.Errorf("texts sent: %q", texts)
	}
	manage(t, tn, "POST", provider+"/try", `{"to":"+441234567890","delivery_method":"voice"}`).want(t, 409)
	manage(t, tn, "POST", provider+"x/try", to).want(t, 404, "Notification Resource not found")
	manage(t, tn, "PATCH", template+"/reset", `{}`).want(t, 200, "Please enter this code to verify your enrollment.")
	if text := tn.PhoneTemplates()[0].Text; text == "mine" {
		t.Error("the template was not reset")
	}
	manage(t, tn, "PATCH", template+"x/reset", nil).want(t, 404, "Notification Resource not found")
}

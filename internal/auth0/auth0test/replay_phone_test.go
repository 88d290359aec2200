package auth0test_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const phoneFactor = "/guardian/factors/phone/"

func TestReplayLegacyPhoneProvider(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = phoneFactor + "selected-provider"
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"provider":"auth0"}`)
	tn.SetLegacyPhoneProvider("twilio")
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"provider":"twilio"}`)
	manage(t, tn, http.MethodPut, path, `{"provider":"phone-message-hook"}`).exactly(t, 200, utf8JSON, `{"provider":"phone-message-hook"}`)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"provider":"phone-message-hook"}`)
	if got := tn.LegacyPhoneProvider(); got != "phone-message-hook" {
		t.Error(got)
	}
}

// Recorded for the deprecated twin below sms/.
func TestReplayLegacyPhoneTwilio(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = phoneFactor + "providers/twilio"
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{}`)
	tn.SetLegacyPhoneTwilio(auth0test.LegacyPhoneTwilio{From: "from bar", MessagingServiceSID: "foo", AuthToken: "a-secret", SID: "foo"})
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON,
		`{"auth_token":"a-secret","sid":"foo","from":"from bar","messaging_service_sid":"foo"}`)
	manage(t, tn, http.MethodPut, path, `{"from":"123456789","auth_token":"b-secret","sid":"test_sid"}`).
		exactly(t, 200, utf8JSON, `{"from":"123456789","auth_token":"b-secret","sid":"test_sid"}`)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON,
		`{"auth_token":"b-secret","sid":"test_sid","from":"123456789","messaging_service_sid":null}`)
	if diff := cmp.Diff(auth0test.LegacyPhoneTwilio{From: "123456789", AuthToken: "b-secret", SID: "test_sid"}, tn.LegacyPhoneTwilio()); diff != "" {
		t.Error(diff)
	}
	for _, secret := range []string{"a-secret", "b-secret"} {
		if !slices.Contains(tn.Secrets(), secret) {
			t.Errorf("%s is not known as a secret", secret)
		}
	}
}

// Recorded for the deprecated twin below sms/; the first texts are the schema's defaults.
func TestReplayLegacyPhoneTemplates(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = phoneFactor + "templates"
	const foo = `{"enrollment_message":"enroll foo","verification_message":"verify foo"}`
	const test = `{"enrollment_message":"Test {{code}} for {{tenant.friendly_name}}","verification_message":"Test {{code}} for {{tenant.friendly_name}}"}`
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"enrollment_message":"{{code}} is your verification code for `+
		`{{tenant.friendly_name}}. Please enter this code to verify your enrollment.",`+
		`"verification_message":"{{code}} is your verification code for {{tenant.friendly_name}}"}`)
	tn.SetLegacyPhoneTemplates("enroll foo", "verify foo")
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, foo)
	manage(t, tn, http.MethodPut, path, test).exactly(t, 200, utf8JSON, test)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, test)
	manage(t, tn, http.MethodPut, path, foo).exactly(t, 200, utf8JSON, foo)
	if enrollment, verification := tn.LegacyPhoneTemplates(); enrollment != "enroll foo" || verification != "verify foo" {
		t.Error(enrollment, verification)
	}
}

func TestBrokenLiquidIsRefused(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.SetLegacyPhoneTemplates("a", "b")
	for _, broken := range []string{"{{", "{{code", "a {{code} b", "{{code {{tenant}}", "{% if a", "{{a}}{%if}}", "{ {{"} {
		manage(t, tn, http.MethodPut, phoneFactor+"templates", quoted(t, "enrollment_message", broken, "verification_message", "b")).
			want(t, 400, "Invalid enrollment_message template: ", "not closed")
		manage(t, tn, http.MethodPut, phoneFactor+"templates", quoted(t, "enrollment_message", "a", "verification_message", broken)).
			want(t, 400, "Invalid verification_message template: ")
	}
	for _, sound := range []string{"", "{", "{ {", "}}", "{{a}} {%if b%}{{c}}{%endif%}", "@{code}", "{a}{{b}}"} {
		manage(t, tn, http.MethodPut, phoneFactor+"templates", quoted(t, "enrollment_message", sound, "verification_message", "b")).want(t, 200)
	}
}

func TestAUnifiedTenantRefusesTheOlderPhoneSettings(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.SetUnifiedPhone(true)
	const old = `{"statusCode":403,"error":"Forbidden","message":"Insufficient privileges to use this deprecated feature. ` +
		`To handle Phone Provider/Templates refer to Tenant Phone Settings","errorCode":"legacy_mfa_phone_provider_not_allowed"}`
	for _, path := range []string{"selected-provider", "providers/twilio", "templates"} {
		manage(t, tn, http.MethodGet, phoneFactor+path, nil).exactly(t, 403, utf8JSON, old)
		manage(t, tn, http.MethodPut, phoneFactor+path, `{}`).exactly(t, 403, utf8JSON, old)
	}
	manage(t, tn, http.MethodGet, phoneFactor+"settings", nil).want(t, 200)
	manage(t, tn, http.MethodGet, "/tenants/settings", nil).want(t, 200, `"phone_consolidated_experience":true`)
	manage(t, tn, http.MethodPatch, "/tenants/settings", `{"phone_consolidated_experience":false}`).want(t, 200,
		`"phone_consolidated_experience":false`)
	manage(t, tn, http.MethodGet, phoneFactor+"templates", nil).want(t, 200)
}

// On the Unified Phone Experience, message types go with what the phone provider delivers.
func TestMessageTypesThatThePhoneProviderDelivers(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const unsupported = `"message":"Message Type is not supported by the configured phone provider"`
	types, path := phoneFactor+"message-types", "/branding/phone/providers"
	tn.SetUnifiedPhone(true)
	manage(t, tn, http.MethodPut, types, `{"message_types":["sms","voice"]}`).want(t, 200) // no provider yet
	manage(t, tn, http.MethodPut, types, `{"message_types":["sms"]}`).want(t, 200)
	tn.SetFactor("sms", true)
	id := tn.SetPhoneProvider(auth0test.PhoneProvider{Name: "custom", DeliveryMethods: []string{"text"}})
	methods := func(list string) string { return `{"configuration":{"delivery_methods":` + list + `}}` }
	manage(t, tn, http.MethodPut, types, `{"message_types":["sms","voice"]}`).want(t, 409, unsupported)
	manage(t, tn, http.MethodGet, types, nil).exactly(t, 200, utf8JSON, `{"message_types":["sms"]}`)
	manage(t, tn, http.MethodPatch, path+"/"+id, methods(`["text","voice"]`)).want(t, 200)
	manage(t, tn, http.MethodPut, types, `{"message_types":["sms","voice"]}`).want(t, 200)
	manage(t, tn, http.MethodPatch, path+"/"+id, methods(`["text"]`)).want(t, 409, unsupported)
	tn.SetFactor("sms", false)
	manage(t, tn, http.MethodPatch, path+"/"+id, methods(`["text"]`)).want(t, 200) // nothing is sent
	manage(t, tn, http.MethodPatch, path+"/"+id, methods(`["text","voice"]`)).want(t, 200)
	tn.SetFactor("sms", true)
	manage(t, tn, http.MethodPut, types, `{"message_types":["sms"]}`).want(t, 200)
	manage(t, tn, http.MethodPatch, path+"/"+id, methods(`["text"]`)).want(t, 200)
	tn.SetUnifiedPhone(false)
	manage(t, tn, http.MethodPut, types, `{"message_types":["voice"]}`).want(t, 200)
}

func TestReplayPhoneProvider(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/branding/phone/providers"
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"providers":[]}`)
	created := manage(t, tn, http.MethodPost, path, `{"name":"twilio","disabled":false,"configuration":{"default_from":"1234567890","sid":"sid",`+
		`"delivery_methods":["text"]},"credentials":{"auth_token":"a-secret"}}`)
	const twilio = `{"id":"pro_4vdWi5G2dq9R4LfXb2wrhZ","tenant":"go-auth0-dev.eu.auth0.com","name":"twilio","channel":"phone","disabled":false,` +
		`"configuration":{"sid":"sid","default_from":"1234567890","delivery_methods":["text"]},`
	const stamps = `"created_at":"2025-02-03T12:43:10.827Z","updated_at":"2025-02-03T12:43:10.827Z"}`
	created.recorded(t, 201, utf8JSON, twilio+stamps).want(t, 201, `"id":"pro_`, `"sid":"sid"`)
	manage(t, tn, http.MethodGet, path, nil).recorded(t, 200, utf8JSON, `{"providers":[`+twilio+`"credentials":null,`+stamps+`]}`)
	manage(t, tn, http.MethodGet, path+"?disabled=true", nil).exactly(t, 200, utf8JSON, `{"providers":[]}`)
	one := path + "/" + created.text(t, "id")
	manage(t, tn, http.MethodGet, one, nil).exactly(t, 200, utf8JSON, created.body)

	const custom = `{"name":"custom","disabled":false,"configuration":{"delivery_methods":["text"]},"credentials":{}}`
	manage(t, tn, http.MethodPatch, one, custom).recorded(t, 200, utf8JSON, `{"id":"pro_g2az5BZWCaWPysqZdQq8B5",`+
		`"tenant":"go-auth0-dev.eu.auth0.com","name":"custom","channel":"phone","disabled":false,"configuration":{"delivery_methods":["text"]},`+stamps)
	got, _ := tn.PhoneProvider()
	want := auth0test.PhoneProvider{ID: created.text(t, "id"), Name: "custom", DeliveryMethods: []string{"text"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !slices.Contains(tn.Secrets(), "a-secret") {
		t.Error("the token is not known as a secret")
	}
	manage(t, tn, http.MethodDelete, one, nil).recorded(t, 204, utf8JSON, "")
	manage(t, tn, http.MethodPost, path, custom).want(t, 201, `"configuration":{"delivery_methods":["text"]}`)
}

func TestPhoneProviderRefusals(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/branding/phone/providers"
	const whole = `{"name":"twilio","configuration":{"default_from":"1","sid":"s","delivery_methods":["text"]},"credentials":{"auth_token":"t"}}`
	for body, message := range map[string]string{ //nolint:gosec // made up
		`{}`: "'Missing required property: configuration' (also) 'Missing required property: credentials' (also) 'Missing required property: name'.",
		`{"name":"sns","configuration":{"delivery_methods":["text"]},"credentials":{}}`:                                                           `Invalid value \"sns\"`,
		`{"name":"custom","configuration":{"delivery_methods":["fax"]},"credentials":{}}`:                                                         `Invalid value \"fax\"`,
		`{"name":"custom","configuration":{"delivery_methods":[]},"credentials":{}}`:                                                              "Array is too short (0), minimum 1",
		`{"name":"custom","configuration":{"delivery_methods":["text"],"x":1},"credentials":{}}`:                                                  "Additional properties not allowed: x",
		`{"name":"custom","configuration":{"delivery_methods":["text"]},"credentials":{},"id":"pro_1"}`:                                           "Additional properties not allowed: id",
		`{"name":"twilio","configuration":{"default_from":"1","delivery_methods":["text"]},"credentials":{"auth_token":"t"}}`:                     "Missing required property: sid",
		`{"name":"twilio","configuration":{"mssid":"m","sid":"s","delivery_methods":["text"]},"credentials":{}}`:                                  "Missing required property: auth_token",
		`{"name":"twilio","configuration":{"mssid":"m","sid":"s","delivery_methods":["text","text"]},"credentials":{"auth_token":"t","user":""}}`: "Additional properties not allowed: user",
	} {
		manage(t, tn, http.MethodPost, path, body).want(t, 400, message, `"errorCode":"invalid_body"`)
	}
	const noSender = `{"name":"twilio","configuration":{"sid":"s","delivery_methods":["text"]},"credentials":{"auth_token":"t"}}`
	manage(t, tn, http.MethodPost, path, noSender).exactly(t, 400, utf8JSON,
		`{"statusCode":400,"error":"Bad Request","message":"Bad Operation on Notification Resource"}`)
	if _, ok := tn.PhoneProvider(); ok {
		t.Fatal("a refused body made a provider")
	}
	one := path + "/" + manage(t, tn, http.MethodPost, path, whole).want(t, 201).text(t, "id")
	manage(t, tn, http.MethodPost, path, whole).want(t, 409, `"error":"Conflict"`)
	for _, method := range []string{http.MethodGet, http.MethodPatch, http.MethodDelete} {
		manage(t, tn, method, path+"/pro_x", `{}`).want(t, 404, "Notification Resource not found")
	}
	manage(t, tn, http.MethodPatch, one, `{"disabled":true}`).want(t, 200)
	manage(t, tn, http.MethodPatch, one, `{"credentials":{}}`).want(t, 400, "auth_token")
	want := auth0test.PhoneProvider{
		ID: one[len(path)+1:], Name: "twilio", Disabled: true, DefaultFrom: "1", SID: "s", AuthToken: "t", DeliveryMethods: []string{"text"},
	}
	if got, _ := tn.PhoneProvider(); !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
	want.MSSID = "m"
	tn.SetPhoneProvider(want)
	if got, _ := tn.PhoneProvider(); !cmp.Equal(want, got) {
		t.Error(cmp.Diff(want, got))
	}
	tn.RemovePhoneProvider()
	manage(t, tn, http.MethodGet, one, nil).want(t, 404)
}

func TestReplayPhoneTemplates(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/branding/phone/templates"
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"templates":[]}`)
	created := manage(t, tn, http.MethodPost, path, `{"content":{"from":"+1234567890","body":{"text":"Your enrollment code is: @{code}",`+
		`"voice":"Your enrollment code is @{code}"}},"type":"otp_enroll","disabled":false}`)
	created.recorded(t, 201, utf8JSON, `{"id":"tem_unfGwbzq8aykhGPih5QLs1","tenant":"terraform-provider-auth0-dev","channel":"phone",`+
		`"type":"otp_enroll","disabled":false,"created_at":"2025-12-05T15:30:16.653Z","updated_at":"2025-12-05T15:30:16.653Z",`+
		`"content":{"syntax":"liquid","body":{"text":"Your enrollment code is: @{code}","voice":"Your enrollment code is @{code}"},"from":"+1234567890"}}`).
		want(t, 201, `"syntax":"liquid"`, `"id":"tem_`)
	one := path + "/" + created.text(t, "id")
	manage(t, tn, http.MethodGet, one, nil).exactly(t, 200, utf8JSON, created.body)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"templates":[`+created.body+`]}`)
	manage(t, tn, http.MethodPatch, one, `{"content":{"from":"+9876543210","body":{"text":"Updated enrollment code: @{code}",`+
		`"voice":"Updated enrollment code: @{code}"}},"disabled":true}`).recorded(t, 200, utf8JSON, created.body).
		want(t, 200, `"disabled":true`, `"from":"+9876543210"`, `"syntax":"liquid"`)
	manage(t, tn, http.MethodPost, path, `{"content":{"body":{"text":"Your account has been blocked","voice":"Your account has been blocked"}},`+
		`"type":"blocked_account","disabled":false}`).recorded(t, 201, utf8JSON, `{"id":"tem_r3baZ7EAaWYN75fFxAMJ3A","tenant":"terraform-provider-auth0-dev",`+
		`"channel":"phone","type":"blocked_account","disabled":false,"created_at":"2025-12-05T15:30:27.368Z","updated_at":"2025-12-05T15:30:27.368Z",`+
		`"content":{"syntax":"liquid","body":{"text":"Your account has been blocked","voice":"Your account has been blocked"}}}`)
	if n := len(tn.PhoneTemplates()); n != 2 {
		t.Errorf("%d templates", n)
	}
	manage(t, tn, http.MethodDelete, one, nil).recorded(t, 204, utf8JSON, "")
	manage(t, tn, http.MethodGet, one, nil).exactly(t, 404, utf8JSON, `{"statusCode":404,"error":"Not Found","message":"Notification Resource not found"}`)
}

func TestPhoneTemplateRefusals(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	const path = "/branding/phone/templates"
	for body, message := range map[string]string{
		`{}`: "'Missing required property: content' (also) 'Missing required property: type'.",
		`{"type":"otp","content":{"body":{"text":"a"}}}`:                            `Invalid value \"otp\"`,
		`{"type":"otp_enroll","content":{"body":{}}}`:                               "on property content.body",
		`{"type":"otp_enroll","content":{"body":{"text":"a","fax":"b"}}}`:           "Additional properties not allowed: fax",
		`{"type":"otp_enroll","content":{"syntax":"erb","body":{"text":"a"}}}`:      `Invalid value \"erb\"`,
		`{"type":"otp_enroll","customizable":true,"content":{"body":{"text":"a"}}}`: "Additional properties not allowed: customizable",
	} {
		manage(t, tn, http.MethodPost, path, body).want(t, 400, message)
	}
	id := tn.SetPhoneTemplate(auth0test.PhoneTemplate{Type: "otp_enroll", Text: "a"})
	manage(t, tn, http.MethodPost, path, `{"type":"otp_enroll","content":{"body":{"text":"b"}}}`).want(t, 409)
	manage(t, tn, http.MethodPatch, path+"/"+id, `{"type":"otp_verify"}`).want(t, 400, "Additional properties not allowed: type")
	for _, method := range []string{http.MethodGet, http.MethodPatch, http.MethodDelete} {
		manage(t, tn, method, path+"/tem_x", `{}`).want(t, 404)
	}
	tn.SetPhoneTemplate(auth0test.PhoneTemplate{ID: "tem_2", Type: "otp_enroll", From: "1", Voice: "v", Disabled: true})
	want := []auth0test.PhoneTemplate{{ID: "tem_2", Type: "otp_enroll", From: "1", Voice: "v", Disabled: true}}
	if diff := cmp.Diff(want, tn.PhoneTemplates()); diff != "" {
		t.Error(diff)
	}
	tn.RemovePhoneTemplate("tem_2")
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{"templates":[]}`)
}

package auth0test_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// factorList is the recorded list, with one factor enabled or none.
func factorList(enabled string) string {
	names := []string{
		"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code",
	}
	items := make([]string, len(names))
	for i, name := range names {
		items[i] = fmt.Sprintf(`{"name":%q,"enabled":%t,"trial_expired":false}`, name, name == enabled)
	}
	return "[" + strings.Join(items, ",") + "]"
}

func TestReplayFactors(t *testing.T) {
	t.Parallel()
	for _, factor := range []string{"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code"} {
		t.Run(factor, func(t *testing.T) {
			t.Parallel()
			tn := auth0test.NewTenant(t)
			manage(t, tn, http.MethodGet, "/guardian/factors", nil).exactly(t, 200, utf8JSON, factorList(""))
			manage(t, tn, http.MethodPut, "/guardian/factors/"+factor, `{"enabled":true}`).
				exactly(t, 200, utf8JSON, `{"enabled":true}`)
			manage(t, tn, http.MethodGet, "/guardian/factors", nil).exactly(t, 200, utf8JSON, factorList(factor))
			manage(t, tn, http.MethodPut, "/guardian/factors/"+factor, `{"enabled":false}`).
				exactly(t, 200, utf8JSON, `{"enabled":false}`)
		})
	}
}

func TestReplayDuo(t *testing.T) {
	t.Parallel()
	const path, settings = "/guardian/factors/duo/settings", `{"ikey":"someKey","skey":"someSecret","host":"api-hostname"}`
	tn := auth0test.NewTenant(t)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{}`)
	manage(t, tn, http.MethodPut, path, settings).exactly(t, 200, utf8JSON, settings)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, settings)
	manage(t, tn, http.MethodPut, path, `{"skey":""}`).want(t, 400, "String is too short (0 chars), minimum 1")
	manage(t, tn, http.MethodPut, path, `{"key":"x"}`).want(t, 400, "Additional properties not allowed: key")
	manage(t, tn, http.MethodPut, path, `{}`).exactly(t, 200, utf8JSON, `{}`)
	manage(t, tn, http.MethodGet, path, nil).exactly(t, 200, utf8JSON, `{}`)
}

func TestReplayPolicies(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	manage(t, tn, http.MethodGet, "/guardian/policies", nil).exactly(t, 200, utf8JSON, `[]`)
	manage(t, tn, http.MethodPut, "/guardian/policies", `["all-applications"]`).
		exactly(t, 200, utf8JSON, `["all-applications"]`)
	manage(t, tn, http.MethodGet, "/guardian/policies", nil).exactly(t, 200, utf8JSON, `["all-applications"]`)
	manage(t, tn, http.MethodPut, "/guardian/policies", `[]`).exactly(t, 200, utf8JSON, `[]`)
}

const chuck = `{"connection":"Username-Password-Authentication","email":"chuck334@example.com","given_name":"Chuck",
	"family_name":"Sanchez","username":"test-user695","nickname":"Chucky","password":"a-Password-1",
	"user_metadata":{"favourite_attack":"roundhouse_kick"},"verify_email":false,
	"app_metadata":{"facts":["count_to_infinity_twice"]},"picture":"https://example-picture-url.jpg",
	"blocked":false,"email_verified":true}`

func TestReplayAuthenticationMethods(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	created := manage(t, tn, http.MethodPost, "/users", chuck)
	created.recorded(t, 201, utf8JSON, `{"blocked":false,"created_at":"2023-03-10T16:25:50.971Z",
		"email":"chuck334@example.com","email_verified":true,"family_name":"Sanchez","given_name":"Chuck",
		"identities":[{"connection":"Username-Password-Authentication","user_id":"640b5a0ed3534be8b2db9dd3",
		"provider":"auth0","isSocial":false}],"name":"chuck334@example.com","nickname":"Chucky",
		"picture":"https://example-picture-url.jpg","updated_at":"2023-03-10T16:25:50.971Z",
		"user_id":"auth0|640b5a0ed3534be8b2db9dd3","user_metadata":{"favourite_attack":"roundhouse_kick"},
		"username":"test-user695","app_metadata":{"facts":["count_to_infinity_twice"]}}`)
	user := "/users/" + strings.Replace(created.text(t, "user_id"), "|", "%7C", 1)
	methods, list := user+"/authentication-methods", user+"/authentication-methods?include_totals=true&per_page=50"

	posted := manage(t, tn, http.MethodPost, methods, `{"type":"email","name":"Test","email":"chuck334@example.com"}`)
	posted.recorded(t, 201, utf8JSON, `{"type":"email","name":"Test","created_at":"2023-03-10T16:25:51.113Z",
		"email":"chuc****@exam*******","id":"email|dev_f0O81fTcftc0kN2v"}`).want(t, 201, `"chuc****@exam*******"`)
	manage(t, tn, http.MethodGet, list, nil).recorded(t, 200, utf8JSON, `{"authenticators":[{"id":"email|dev_f0O81fTcftc0kN2v",
		"type":"email","confirmed":true,"name":"Test","email":"chuc****@exam*******",
		"created_at":"2023-03-10T16:25:51.113Z"}],"total":1,"start":0,"limit":50}`).want(t, 200, `"confirmed":true`, `"total":1`)
	one := methods + "/" + strings.Replace(posted.text(t, "id"), "|", "%7C", 1)
	single := `{"id":"email|dev_f0O81fTcftc0kN2v","type":"email","confirmed":true,"name":"Test",
		"email":"chuc****@exam*******","created_at":"2023-03-10T16:25:51.113Z"}`
	manage(t, tn, http.MethodGet, one, nil).recorded(t, 200, utf8JSON, single)
	manage(t, tn, http.MethodPatch, one, `{"name":"Test2"}`).recorded(t, 200, utf8JSON, `{"type":"email","name":"Test2",
		"created_at":"2023-03-10T16:25:51.113Z","email":"chuc****@exam*******","id":"email|dev_f0O81fTcftc0kN2v"}`)
	manage(t, tn, http.MethodGet, one, nil).recorded(t, 200, utf8JSON, single).want(t, 200, `"Test2"`)
	manage(t, tn, http.MethodDelete, one, nil).recorded(t, 204, utf8JSON, "")
	manage(t, tn, http.MethodGet, list, nil).exactly(t, 200, utf8JSON, `{"authenticators":[],"start":0,"limit":50}`)

	replayReplacement(t, tn, methods, list)
	manage(t, tn, http.MethodDelete, methods, nil).recorded(t, 204, utf8JSON, "")
	manage(t, tn, http.MethodGet, list, nil).exactly(t, 200, utf8JSON, `{"authenticators":[],"start":0,"limit":50}`)
	manage(t, tn, http.MethodDelete, user, nil).recorded(t, 204, utf8JSON, "")
}

func replayReplacement(t *testing.T, tn *auth0test.Tenant, methods, list string) {
	t.Helper()
	put := manage(t, tn, http.MethodPut, methods, `[{"type":"email","name":"MyEmail","email":"foo@example.com"},
		{"type":"phone","name":"MyPhone","phone_number":"+44207183875044","preferred_authentication_method":"sms"},
		{"type":"totp","name":"MyTotp","totp_secret":"5HCWXIP2MJNSUBGYVUZFLRB2HWIGXR4SYJQXNBQ"}]`)
	put.recorded(t, 200, utf8JSON, `[
		{"id":"email|dev_jFUpfLan83lYSMIF","type":"email","name":"MyEmail","email":"foo@example.com","created_at":"2023-03-10T16:25:52.098Z"},
		{"id":"phone|dev_kXVq4drj3Mw6uCF5","type":"phone","name":"MyPhone","phone_number":"+44207183875044",
			"created_at":"2023-03-10T16:25:52.099Z","preferred_authentication_method":"sms",
			"authentication_methods":[{"id":"sms|dev_kXVq4drj3Mw6uCF5","type":"sms"}]},
		{"id":"totp|dev_F9T7cy0hM0IgHjwP","type":"totp","name":"MyTotp","created_at":"2023-03-10T16:25:52.099Z"}]`).
		want(t, 200, `"foo@example.com"`, `"+44207183875044"`)
	got := manage(t, tn, http.MethodGet, list, nil)
	got.recorded(t, 200, utf8JSON, `{"authenticators":[
		{"id":"email|dev_jFUpfLan83lYSMIF","type":"email","confirmed":true,"name":"MyEmail","email":"****@exam*******","created_at":"2023-03-10T16:25:52.098Z"},
		{"id":"totp|dev_F9T7cy0hM0IgHjwP","type":"totp","confirmed":true,"name":"MyTotp","created_at":"2023-03-10T16:25:52.099Z"},
		{"id":"phone|dev_kXVq4drj3Mw6uCF5","type":"phone","confirmed":true,"name":"MyPhone","phone_number":"XXXXXXXXXXX5044",
			"created_at":"2023-03-10T16:25:52.099Z","preferred_authentication_method":"sms",
			"authentication_methods":[{"id":"sms|dev_kXVq4drj3Mw6uCF5","type":"sms"}]}],"total":3,"start":0,"limit":50}`).
		want(t, 200, `"****@exam*******"`, `"XXXXXXXXXXX5044"`)

	// The part of an id after the bar is the same in both of a phone's ids.
	var phones []struct {
		ID      string `json:"id"`
		Methods []struct {
			ID string `json:"id"`
		} `json:"authentication_methods"`
	}
	if err := json.Unmarshal([]byte(put.body), &phones); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimPrefix(phones[1].ID, "phone"), strings.TrimPrefix(phones[1].Methods[0].ID, "sms")); diff != "" {
		t.Error(diff)
	}
}

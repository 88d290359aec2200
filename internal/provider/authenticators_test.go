package provider_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// authenticators are all of one owner.
func authenticators(arguments string) string {
	return fmt.Sprintf(`
data "guardian_authenticators" "this" {
%s
}
`, arguments)
}

// The Management API has other names than the MFA API. The data source has the
// names of the MFA API, for every kind of authenticator.
func TestAuthenticatorsHaveTheTermsOfTheMFAAPI(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		managed string
		want    map[string]string
	}{
		"totp": {
			managed: `{"id":"totp|dev_1","type":"totp","confirmed":true}`,
			want: map[string]string{
				"id":                 "totp|dev_1",
				"authenticator_type": "otp",
				"active":             "true",
			},
		},
		"push": {
			managed: `{"id":"push|dev_1","type":"push","confirmed":true}`,
			want: map[string]string{
				"id":                 "push|dev_1",
				"authenticator_type": "oob",
				"oob_channel":        "auth0",
				"active":             "true",
			},
		},
		"phone": {
			managed: `{"id":"phone|dev_1","type":"phone","confirmed":true,"phone_number":"XXXXXXXXXXX5044"}`,
			want: map[string]string{
				"id":                 "phone|dev_1",
				"authenticator_type": "oob",
				"oob_channel":        "sms",
				"name":               "XXXXXXXXXXX5044",
				"active":             "true",
			},
		},
		"phone with a method of its own": {
			managed: `{"id":"phone|dev_1","type":"phone","authentication_methods":[{"id":"voice|dev_2","type":"voice"}]}`,
			want: map[string]string{
				"id":                 "voice|dev_2",
				"authenticator_type": "oob",
				"oob_channel":        "voice",
				"active":             "false",
			},
		},
		"email-verification": {
			managed: `{"id":"email|dev_1","type":"email-verification","confirmed":true,"email":"****@exam*******"}`,
			want: map[string]string{
				"id":                 "email|dev_1",
				"authenticator_type": "oob",
				"oob_channel":        "email",
				"name":               "****@exam*******",
				"active":             "true",
			},
		},
		"guardian": {
			managed: `{"id":"guardian|dev_1","type":"guardian","confirmed":true}`,
			want: map[string]string{
				"id":                 "guardian|dev_1",
				"authenticator_type": "oob",
				"oob_channel":        "auth0",
				"active":             "true",
			},
		},
		"recovery-code": {
			managed: `{"id":"recovery-code|dev_1","type":"recovery-code","confirmed":true}`,
			want: map[string]string{
				"id":                 "recovery-code|dev_1",
				"authenticator_type": "recovery-code",
				"active":             "true",
			},
		},
		"webauthn-platform": {
			managed: `{"id":"w|dev_1","type":"webauthn-platform",` +
				`"enrolled_at":"2024-01-01T00:00:00Z","last_auth_at":"2025-01-01T00:00:00Z"}`,
			want: map[string]string{
				"id":                 "w|dev_1",
				"authenticator_type": "webauthn-platform",
				"active":             "false",
				"enrolled_at":        "2024-01-01T00:00:00Z",
				"last_auth_at":       "2025-01-01T00:00:00Z",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			managed := tc.managed[:len(tc.managed)-1] + `,"created_at":"2023-03-10T16:25:52.098Z"}`
			tn.Fail(auth0test.Fault{
				Path:   "/api/v2/users/*",
				Times:  -1,
				Status: 200,
				Body:   fmt.Sprintf(`{"authenticators":[%s],"total":1,"start":0,"limit":100}`, managed),
			})
			checks := map[string]knownvalue.Check{
				"created_at": knownvalue.StringExact("2023-03-10T16:25:52.098Z"),
				"active":     knownvalue.Bool(tc.want["active"] == "true"),
			}
			for _, name := range []string{"id", "authenticator_type", "oob_channel", "name", "enrolled_at", "last_auth_at"} {
				checks[name] = knownvalue.Null()
				if tc.want[name] != "" {
					checks[name] = knownvalue.StringExact(tc.want[name])
				}
			}
			tn.steps(t, resource.TestStep{
				Config:            authenticator(`user_id = "auth0|1"`),
				ConfigStateChecks: values("data.guardian_authenticator.this", checks),
			})
		})
	}
}

func TestUserWithoutAuthenticatorsHasAnEmptyList(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("otp", true)
	tn.SetPolicies("all-applications")
	user := tn.AddUser(auth0test.User{Email: "nobody@example.com"})
	none := values("data.guardian_authenticators.this", map[string]knownvalue.Check{
		"authenticators": knownvalue.ListSizeExact(0),
	})
	tn.steps(t,
		resource.TestStep{Config: authenticators(owner(user)), ConfigStateChecks: none},
		resource.TestStep{Config: authenticators(bearer(login(t, tn, user))), ConfigStateChecks: none},
	)
}

// A user can have more authenticators than one page holds: all pages are read.
func TestAuthenticatorsOfAllPages(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user := tn.AddUser(auth0test.User{Email: "many@example.com"})
	for range 230 {
		tn.AddMethod(user.ID, auth0test.Method{Type: "totp", Confirmed: true})
	}
	pages := func(*terraform.State) error {
		if n := len(tn.Requests()); n != 1+3 {
			return errorf("%d requests, want a token and three pages", n)
		}
		return nil
	}
	tn.steps(t,
		resource.TestStep{
			Config: authenticators(owner(user)),
			ConfigStateChecks: values("data.guardian_authenticators.this", map[string]knownvalue.Check{
				"authenticators": knownvalue.ListSizeExact(230),
			}),
		},
		resource.TestStep{
			PreConfig:    tn.ResetRequests,
			RefreshState: true,
			Check:        pages,
		},
	)
}

// The Management API lists passwords and passkeys among the methods of a user;
// they are no second factor, and so no authenticators.
func TestPasswordsAndPasskeysAreNoAuthenticators(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user := tn.AddUser(auth0test.User{Email: "passkey@example.com"})
	tn.Fail(auth0test.Fault{
		Method: http.MethodGet,
		Path:   "/api/v2/users/*",
		Times:  -1,
		Status: 200,
		Body: `{
			"start": 0,
			"limit": 100,
			"total": 4,
			"authenticators": [
				{
					"id": "password|dev_1",
					"type": "password",
					"created_at": "2023-03-10T16:25:52.098Z"
				},
				{
					"id": "passkey|dev_2",
					"type": "passkey",
					"created_at": "2023-03-10T16:25:52.098Z"
				},
				{
					"id": "email|dev_4",
					"type": "email-verification",
					"email": "****@exam*******",
					"confirmed": true,
					"created_at": "2023-03-10T16:25:52.098Z"
				},
				{
					"id": "webauthn-roaming|dev_3",
					"type": "webauthn-roaming",
					"confirmed": true,
					"created_at": "2023-03-10T16:25:52.098Z"
				}
			]
		}`,
	})
	tn.steps(t, resource.TestStep{
		Config: authenticators(owner(user)),
		ConfigStateChecks: values("data.guardian_authenticators.this", map[string]knownvalue.Check{
			"authenticators": knownvalue.ListExact([]knownvalue.Check{
				knownvalue.ObjectPartial(map[string]knownvalue.Check{
					"authenticator_type": knownvalue.StringExact("oob"),
					"oob_channel":        knownvalue.StringExact("email"),
				}),
				knownvalue.ObjectPartial(map[string]knownvalue.Check{
					"authenticator_type": knownvalue.StringExact("webauthn-roaming"),
					"active":             knownvalue.Bool(true),
				}),
			}),
		}),
	})
}

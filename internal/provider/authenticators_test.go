package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// What the Management API calls by other names than the MFA API, every kind of it.
func TestManagementTermsAreTranslated(t *testing.T) {
	t.Parallel()
	const created = `"created_at":"2023-03-10T16:25:52.098Z"`
	for method, want := range map[string]map[string]string{
		`{"id":"totp|dev_1","type":"totp","confirmed":true,` + created + `}`:                                                 {"id": "totp|dev_1", "authenticator_type": "otp", "active": "true"},
		`{"id":"push|dev_1","type":"push","confirmed":true,` + created + `}`:                                                 {"id": "push|dev_1", "authenticator_type": "oob", "oob_channel": "auth0", "active": "true"},
		`{"id":"phone|dev_1","type":"phone","confirmed":true,"phone_number":"XXXXXXXXXXX5044",` + created + `}`:              {"id": "phone|dev_1", "authenticator_type": "oob", "oob_channel": "sms", "name": "XXXXXXXXXXX5044", "active": "true"},
		`{"id":"phone|dev_1","type":"phone","authentication_methods":[{"id":"voice|dev_2","type":"voice"}],` + created + `}`: {"id": "voice|dev_2", "authenticator_type": "oob", "oob_channel": "voice", "active": "false"},
		`{"id":"email|dev_1","type":"email-verification","confirmed":true,"email":"****@exam*******",` + created + `}`:       {"id": "email|dev_1", "authenticator_type": "oob", "oob_channel": "email", "name": "****@exam*******", "active": "true"},
		`{"id":"guardian|dev_1","type":"guardian","confirmed":true,` + created + `}`:                                         {"id": "guardian|dev_1", "authenticator_type": "oob", "oob_channel": "auth0", "active": "true"},
		`{"id":"recovery-code|dev_1","type":"recovery-code","confirmed":true,` + created + `}`:                               {"id": "recovery-code|dev_1", "authenticator_type": "recovery-code", "active": "true"},
		`{"id":"w|dev_1","type":"webauthn-platform","enrolled_at":"2024-01-01T00:00:00Z","last_auth_at":"2025-01-01T00:00:00Z",` + created + `}`: {
			"id": "w|dev_1", "authenticator_type": "webauthn-platform", "active": "false", "enrolled_at": "2024-01-01T00:00:00Z", "last_auth_at": "2025-01-01T00:00:00Z",
		},
	} {
		t.Run(want["id"]+" "+want["authenticator_type"], func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tn.Fail(auth0test.Fault{Path: "/api/v2/users/*", Times: -1, Status: 200, Body: fmt.Sprintf(`{"authenticators":[%s],"total":1,"start":0,"limit":100}`, method)})
			checks := map[string]knownvalue.Check{"created_at": knownvalue.StringExact("2023-03-10T16:25:52.098Z"), "active": knownvalue.Bool(want["active"] == "true")}
			for _, name := range []string{"id", "authenticator_type", "oob_channel", "name", "enrolled_at", "last_auth_at"} {
				checks[name] = knownvalue.Null()
				if want[name] != "" {
					checks[name] = knownvalue.StringExact(want[name])
				}
			}
			tn.apply(t, resource.TestStep{Config: authenticator(`user_id = "auth0|1"`), ConfigStateChecks: values("data.guardian_authenticator.this", checks)})
		})
	}
}

package provider_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func authenticator(arguments string) string {
	return "data \"guardian_authenticator\" \"this\" {\n" + arguments + "\n}\n"
}

func values(address string, want map[string]knownvalue.Check) (checks []statecheck.StateCheck) {
	for name, value := range want {
		checks = append(checks, statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value))
	}
	return checks
}

// enrolled is a user with one authenticator of each kind that the Management API can create.
func enrolled(tn tenant) (user auth0test.User, ids map[string]string) {
	tn.SetFactor("email", true)
	tn.SetFactor("otp", true)
	tn.SetFactor("sms", true)
	user = tn.AddUser(auth0test.User{Email: "chuck334@example.com", EmailVerified: false})
	ids = map[string]string{}
	for _, m := range []auth0test.Method{
		{Type: "email", Name: "Work", Email: "chuck334@example.com", Confirmed: true},
		{Type: "phone", Name: "Mobile", PhoneNumber: "+44207183875044", Confirmed: true, PreferredMethod: "sms"},
		{Type: "totp", Name: "App", Confirmed: true},
		{Type: "totp", Name: "Old app", Confirmed: false},
	} {
		ids[m.Name] = tn.AddMethod(user.ID, m)
	}
	return user, ids
}

func TestAuthenticatorByUserID(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user, ids := enrolled(tn)
	one := func(selector string) string { return authenticator(fmt.Sprintf("user_id = %q\n%s", user.ID, selector)) }
	tn.apply(t,
		resource.TestStep{
			Config: one(`oob_channel = "email"`),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id": knownvalue.StringExact(ids["Work"]), "authenticator_type": knownvalue.StringExact("oob"), "oob_channel": knownvalue.StringExact("email"),
				"name": knownvalue.StringExact("chuc****@exam*******"), "active": knownvalue.Bool(true), "created_at": knownvalue.StringRegexp(regexp.MustCompile(`^20..-..-..T`)),
				"token": knownvalue.Null(),
			}),
		},
		resource.TestStep{
			Config: one(`oob_channel = "sms"`),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id": knownvalue.StringRegexp(regexp.MustCompile(`^sms\|dev_`)), "authenticator_type": knownvalue.StringExact("oob"), "name": knownvalue.StringExact("XXXXXXXXXXX5044"),
			}),
		},
		resource.TestStep{
			Config: one("authenticator_type = \"otp\"\nactive = false"),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id": knownvalue.StringExact(ids["Old app"]), "oob_channel": knownvalue.Null(), "name": knownvalue.Null(), "active": knownvalue.Bool(false),
			}),
		},
		resource.TestStep{
			Config:            one(fmt.Sprintf("id = %q", ids["App"])),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{"authenticator_type": knownvalue.StringExact("otp"), "active": knownvalue.Bool(true)}),
		},
	)
}

// None and several are errors that list the candidates.
func TestAuthenticatorWithoutExactlyOneMatch(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user, ids := enrolled(tn)
	nobody := tn.AddUser(auth0test.User{Email: "nobody@example.com"})
	tn.apply(t,
		resource.TestStep{
			Config:      authenticator(fmt.Sprintf("user_id = %q\noob_channel = \"voice\"", user.ID)),
			ExpectError: regexp.MustCompile(`(?s)No such authenticator.*` + regexp.QuoteMeta(ids["Work"]) + `\s+\(oob, email,`),
		},
		resource.TestStep{
			Config:      authenticator(fmt.Sprintf("user_id = %q\nauthenticator_type = \"otp\"", user.ID)),
			ExpectError: regexp.MustCompile(`(?s)More than one authenticator.*2 of the user's.*` + regexp.QuoteMeta(ids["Old app"]) + `\s+\(otp,\s+not active\)`),
		},
		resource.TestStep{
			Config:      authenticator(fmt.Sprintf("user_id = %q", nobody.ID)),
			ExpectError: regexp.MustCompile(`(?s)No such authenticator.*The\s+user\s+has\s+none`),
		},
		resource.TestStep{
			Config:      authenticator(`user_id = "auth0|nobody"`),
			ExpectError: regexp.MustCompile(`(?s)Could not read the authenticators of auth0\|nobody.*The\s+user\s+does\s+not\s+exist.*inexistent_user`),
		},
		resource.TestStep{
			Config:      authenticator(`oob_channel = "email"`),
			ExpectError: regexp.MustCompile(`(?s)user_id.*token`),
		},
		resource.TestStep{
			Config:      authenticator("user_id = \"auth0|1\"\ntoken = \"t\""),
			ExpectError: regexp.MustCompile(`(?s)user_id.*token`),
		},
	)
}

// The list has the same owners as the single one.
func TestAuthenticatorsNeedOneOwner(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.apply(t,
		resource.TestStep{Config: "data \"guardian_authenticators\" \"this\" {}\n", ExpectError: regexp.MustCompile(`(?s)user_id.*token`)},
		resource.TestStep{Config: "data \"guardian_authenticators\" \"this\" {\n  user_id = \"auth0|1\"\n  token = \"t\"\n}\n", ExpectError: regexp.MustCompile(`(?s)user_id.*token`)},
		resource.TestStep{Config: authenticator("user_id = \"\""), ExpectError: regexp.MustCompile(`user_id string length`)},
		resource.TestStep{Config: authenticator("user_id = \"auth0|1\"\noob_channel = \"mail\""), ExpectError: regexp.MustCompile(`"auth0"`)},
	)
}

// A user without authenticators has an empty list.
func TestNoAuthenticatorsAreAnEmptyList(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	tn.SetFactor("otp", true)
	tn.SetPolicies("all-applications")
	user := tn.AddUser(auth0test.User{Email: "nobody@example.com"})
	none := map[string]knownvalue.Check{"authenticators": knownvalue.ListSizeExact(0)}
	tn.apply(t,
		resource.TestStep{Config: fmt.Sprintf("data \"guardian_authenticators\" \"this\" {\n  user_id = %q\n}\n", user.ID), ConfigStateChecks: values("data.guardian_authenticators.this", none)},
		resource.TestStep{Config: fmt.Sprintf("data \"guardian_authenticators\" \"this\" {\n  token = %q\n}\n", login(t, tn, user)), ConfigStateChecks: values("data.guardian_authenticators.this", none)},
	)
}

// The MFA API shows a user's authenticators to an mfa_token, which lives ten minutes.
func TestAuthenticatorsByToken(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user, ids := enrolled(tn)
	tn.SetPolicies("all-applications")
	token := login(t, tn, user)
	list := fmt.Sprintf("data \"guardian_authenticators\" \"this\" {\n  token = %q\n}\n", token)
	tn.apply(t,
		resource.TestStep{
			Config: list,
			ConfigStateChecks: values("data.guardian_authenticators.this", map[string]knownvalue.Check{
				"authenticators": knownvalue.ListSizeExact(4), "user_id": knownvalue.Null(),
			}),
		},
		resource.TestStep{
			Config: authenticator(fmt.Sprintf("token = %q\nauthenticator_type = \"otp\"\nactive = false", token)),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id": knownvalue.StringExact(ids["Old app"]), "name": knownvalue.Null(),
			}),
		},
		resource.TestStep{
			Config:            authenticator(fmt.Sprintf("token = %q\noob_channel = \"email\"", token)),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{"id": knownvalue.StringExact(ids["Work"]), "name": knownvalue.StringExact("chuc****@exam*******"), "created_at": knownvalue.Null()}),
		},
		resource.TestStep{
			PreConfig: func() { tn.Advance(11 * 60e9) }, // nanoseconds: eleven minutes
			// The user's token is to blame, not the provider's.
			Config: list, ExpectError: regexp.MustCompile(`(?s)authenticators of the token's user.*The\s+mfa_token\s+provided\s+is\s+invalid`),
		},
	)
}

// login returns the mfa_token of a user's login.
func login(t *testing.T, tn tenant, user auth0test.User) string {
	t.Helper()
	_, err := loginClient(t, tn).Password(t.Context(), auth0.PasswordGrant{Username: user.Email, Password: user.Password})
	return mfaToken(t, err)
}

func loginClient(t *testing.T, tn tenant) *auth0.Client {
	t.Helper()
	app := tn.Login()
	return client(t, auth0.Config{Domain: tn.URL(), ClientID: app.ClientID, ClientSecret: app.ClientSecret})
}

// All pages are read: a user can have more authenticators than one page holds.
func TestAuthenticatorsOverAllPages(t *testing.T) {
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
	tn.apply(t, resource.TestStep{
		Config: fmt.Sprintf("data \"guardian_authenticators\" \"this\" {\n  user_id = %q\n}\n", user.ID),
		ConfigStateChecks: values("data.guardian_authenticators.this", map[string]knownvalue.Check{
			"authenticators": knownvalue.ListSizeExact(230),
		}),
	}, resource.TestStep{PreConfig: tn.ResetRequests, RefreshState: true, Check: pages})
}

// A user with a password and a passkey, and no second factor, has no authenticators.
func TestPasswordsAndPasskeysAreNoAuthenticators(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user := tn.AddUser(auth0test.User{Email: "passkey@example.com"})
	body, err := json.Marshal(map[string]any{"start": 0, "limit": 100, "total": 4, "authenticators": []map[string]any{
		{"id": "password|dev_1", "type": "password", "created_at": "2023-03-10T16:25:52.098Z"},
		{"id": "passkey|dev_2", "type": "passkey", "created_at": "2023-03-10T16:25:52.098Z"},
		{"id": "email|dev_4", "type": "email-verification", "email": "****@exam*******", "confirmed": true, "created_at": "2023-03-10T16:25:52.098Z"},
		{"id": "webauthn-roaming|dev_3", "type": "webauthn-roaming", "confirmed": true, "created_at": "2023-03-10T16:25:52.098Z"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	tn.Fail(auth0test.Fault{Method: http.MethodGet, Path: "/api/v2/users/*", Times: -1, Status: 200, Body: string(body)})
	tn.apply(t, resource.TestStep{
		Config: fmt.Sprintf("data \"guardian_authenticators\" \"this\" {\n  user_id = %q\n}\n", user.ID),
		ConfigStateChecks: values("data.guardian_authenticators.this", map[string]knownvalue.Check{
			"authenticators": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectPartial(map[string]knownvalue.Check{
				"authenticator_type": knownvalue.StringExact("oob"), "oob_channel": knownvalue.StringExact("email"),
			}), knownvalue.ObjectPartial(map[string]knownvalue.Check{
				"authenticator_type": knownvalue.StringExact("webauthn-roaming"), "active": knownvalue.Bool(true),
			})}),
		}),
	})
}

package provider_test

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func authenticator(arguments string) string {
	return fmt.Sprintf(`
data "guardian_authenticator" "this" {
%s
}
`, arguments)
}

func owner(user auth0test.User) string { return fmt.Sprintf("user_id = %q", user.ID) }

func bearer(token string) string { return fmt.Sprintf("token = %q", token) }

// enrolled is a user with one authenticator of each kind that the Management API can create.
func enrolled(tn tenant) (user auth0test.User, ids map[string]string) {
	tn.SetFactor("email", true)
	tn.SetFactor("otp", true)
	tn.SetFactor("sms", true)
	tn.SetMessageTypes("sms")
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

// One of a user's authenticators is selected by its kind, its channel, whether
// it is active, or its ID.
func TestAuthenticatorByUserID(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user, ids := enrolled(tn)
	tn.steps(t,
		resource.TestStep{
			Config: authenticator(lines(owner(user), `oob_channel = "email"`)),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id":                 knownvalue.StringExact(ids["Work"]),
				"authenticator_type": knownvalue.StringExact("oob"),
				"oob_channel":        knownvalue.StringExact("email"),
				"name":               knownvalue.StringExact("chuc****@exam*******"),
				"active":             knownvalue.Bool(true),
				"created_at":         knownvalue.StringRegexp(regexp.MustCompile(`^20..-..-..T`)),
				"token":              knownvalue.Null(),
			}),
		},
		resource.TestStep{
			Config: authenticator(lines(owner(user), `oob_channel = "sms"`)),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id":                 knownvalue.StringRegexp(regexp.MustCompile(`^sms\|dev_`)),
				"authenticator_type": knownvalue.StringExact("oob"),
				"name":               knownvalue.StringExact("XXXXXXXXXXX5044"),
			}),
		},
		resource.TestStep{
			Config: authenticator(lines(owner(user), `authenticator_type = "otp"`, `active = false`)),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id":          knownvalue.StringExact(ids["Old app"]),
				"oob_channel": knownvalue.Null(),
				"name":        knownvalue.Null(),
				"active":      knownvalue.Bool(false),
			}),
		},
		resource.TestStep{
			Config: authenticator(lines(owner(user), fmt.Sprintf("id = %q", ids["App"]))),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"authenticator_type": knownvalue.StringExact("otp"),
				"active":             knownvalue.Bool(true),
			}),
		},
	)
}

// Where not exactly one authenticator matches, the error lists the candidates.
func TestAuthenticatorWithoutExactlyOneMatch(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user, ids := enrolled(tn)
	nobody := tn.AddUser(auth0test.User{Email: "nobody@example.com"})
	work, oldApp := regexp.QuoteMeta(ids["Work"]), regexp.QuoteMeta(ids["Old app"])
	tn.steps(t,
		resource.TestStep{
			Config:      authenticator(lines(owner(user), `oob_channel = "voice"`)),
			ExpectError: regexp.MustCompile(`(?s)No such authenticator.*` + work + `\s+\(oob, email,`),
		},
		resource.TestStep{
			Config: authenticator(lines(owner(user), `authenticator_type = "otp"`)),
			ExpectError: regexp.MustCompile(
				`(?s)More than one authenticator.*2 of the user's.*` + oldApp + `\s+\(otp,\s+not active\)`),
		},
		resource.TestStep{
			Config:      authenticator(owner(nobody)),
			ExpectError: regexp.MustCompile(`(?s)No such authenticator.*The\s+user\s+has\s+none`),
		},
		resource.TestStep{
			Config: authenticator(`user_id = "auth0|nobody"`),
			ExpectError: regexp.MustCompile(
				`(?s)Could not read the authenticators of auth0\|nobody.*The\s+user\s+does\s+not\s+exist.*inexistent_user`),
		},
	)
}

// The owner of authenticators is either a user_id or the user of a token, for
// one authenticator as for all.
func TestAuthenticatorsRefuseInvalidArguments(t *testing.T) {
	t.Parallel()
	eitherOwner := regexp.MustCompile(`(?s)user_id.*token`)
	bothOwners := lines(`user_id = "auth0|1"`, `token = "t"`)
	tn := emulated(t)
	tn.steps(t,
		resource.TestStep{Config: authenticator(`oob_channel = "email"`), ExpectError: eitherOwner},
		resource.TestStep{Config: authenticator(bothOwners), ExpectError: eitherOwner},
		resource.TestStep{Config: authenticators(""), ExpectError: eitherOwner},
		resource.TestStep{Config: authenticators(bothOwners), ExpectError: eitherOwner},
		resource.TestStep{
			Config:      authenticator(`user_id = ""`),
			ExpectError: regexp.MustCompile(`user_id string length`),
		},
		resource.TestStep{
			Config:      authenticator(lines(`user_id = "auth0|1"`, `oob_channel = "mail"`)),
			ExpectError: regexp.MustCompile(`"auth0"`),
		},
	)
}

// The MFA API shows a user's authenticators to an mfa_token, which lives ten
// minutes. Where it has expired, the error blames the user's token, not the
// provider's.
func TestAuthenticatorsByToken(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	user, ids := enrolled(tn)
	tn.SetPolicies("all-applications")
	token := bearer(login(t, tn, user))
	tn.steps(t,
		resource.TestStep{
			Config: authenticators(token),
			ConfigStateChecks: values("data.guardian_authenticators.this", map[string]knownvalue.Check{
				"authenticators": knownvalue.ListSizeExact(4),
				"user_id":        knownvalue.Null(),
			}),
		},
		resource.TestStep{
			Config: authenticator(lines(token, `authenticator_type = "otp"`, `active = false`)),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id":   knownvalue.StringExact(ids["Old app"]),
				"name": knownvalue.Null(),
			}),
		},
		resource.TestStep{
			Config: authenticator(lines(token, `oob_channel = "email"`)),
			ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{
				"id":         knownvalue.StringExact(ids["Work"]),
				"name":       knownvalue.StringExact("chuc****@exam*******"),
				"created_at": knownvalue.Null(),
			}),
		},
		resource.TestStep{
			PreConfig:   func() { tn.Advance(11 * time.Minute) },
			Config:      authenticators(token),
			ExpectError: regexp.MustCompile(`(?s)authenticators of the token's user.*The\s+mfa_token\s+provided\s+is\s+invalid`),
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

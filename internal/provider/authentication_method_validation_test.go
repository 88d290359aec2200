package provider_test

import (
	"strings"
	"testing"
)

// What does not fit the type of a method would be refused by Auth0, or taken and not used.
func TestAuthenticationMethodRefusesWhatDoesNotFitItsType(t *testing.T) {
	t.Parallel()
	terraformRefuses(t, "guardian_authentication_method", []invalidBody{
		{
			name: "unknown type",
			body: methodBody(`type = "push"`),
			want: `"email" "phone" "totp"`,
		},
		{
			name: "email without an address",
			body: methodBody(`type = "email"`),
			want: `The type "email" needs the attribute email.`,
		},
		{
			name: "phone without a number",
			body: methodBody(`type = "phone"`),
			want: `The type "phone" needs the attribute phone_number.`,
		},
		{
			name: "TOTP without a version",
			body: methodBody(`type = "totp"`, `totp_secret_wo = "`+key+`"`),
			want: "totp_secret_wo is set, and totp_secret_wo_version is not",
		},
		{
			name: "email with a phone number",
			body: methodBody(byEmail, `phone_number = "+15005550006"`),
			want: `phone_number is allowed only with the type "phone", and the type is "email".`,
		},
		{
			name: "email with a version of a TOTP secret",
			body: methodBody(byEmail, `totp_secret_wo_version = 1`),
			want: `totp_secret_wo_version is allowed only with the type "totp"`,
		},
		{
			name: "phone with an email address",
			body: methodBody(byPhone, `email = "a@example.com"`),
			want: `email is allowed only with the type "email", and the type is "phone".`,
		},
		{
			name: "TOTP with a preferred method of the phone",
			body: methodBody(byTOTP(key, 1), `preferred_authentication_method = "sms"`),
			want: `preferred_authentication_method is allowed only with the type "phone"`,
		},
		{
			name: "phone that prefers fax",
			body: methodBody(byPhone, `preferred_authentication_method = "fax"`),
			want: `"sms" "voice"`,
		},
		{
			name: "empty name",
			body: methodBody(byPhone, `name = ""`),
			want: "name string length",
		},
		{
			name: "phone number without a country",
			body: methodBody(`type = "phone"`, `phone_number = "0207183875044"`),
			want: "E.164",
		},
		{
			name: "email address without a domain",
			body: methodBody(`type = "email"`, `email = "nobody"`),
			want: "must be an email address",
		},
	})
}

func TestAuthenticationMethodRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_authentication_method", []invalidBody{
		{
			name: "empty user",
			body: lines(`user_id = ""`, byEmail),
			want: "user_id string length",
		},
		{
			name: "phone number without a plus",
			body: methodBody(strings.Replace(byPhone, "+", "", 1)),
			want: "E.164",
		},
		{
			name: "phone number with an extension",
			body: methodBody(strings.Replace(byPhone, `044"`, `044x1"`, 1)),
			want: "E.164",
		},
		{
			name: "phone number in a sentence",
			body: methodBody(strings.Replace(byPhone, "+", "call +", 1)),
			want: "E.164",
		},
		{
			name: "email address with a space",
			body: methodBody(strings.Replace(byEmail, "chuck334", "chuck 334", 1)),
			want: "must be an email address",
		},
		{
			name: "TOTP secret of half a byte too many",
			body: methodBody(byTOTP("JBSWY3", 1)),
			want: "must be base32",
		},
		{
			name: "TOTP secret of one letter too many",
			body: methodBody(byTOTP("JBSWY3DPE", 1)),
			want: "must be base32",
		},
		{
			name: "TOTP secret of three letters",
			body: methodBody(byTOTP("JBS", 1)),
			want: "must be base32",
		},
		{
			name: "TOTP secret of padding alone",
			body: methodBody(byTOTP("====", 1)),
			want: "must be base32",
		},
	})
}

func TestAuthenticationMethodAcceptsValidValues(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_authentication_method", []validBody{
		{
			name: "TOTP secret with padding",
			body: methodBody(byTOTP("JBSWY3DPJA======", 1)),
		},
		{
			name: "type and value known after apply",
			body: `
				user_id        = later
				type           = later
				email          = later
				phone_number   = later
				totp_secret_wo = later
				totp_secret_wo_version = 1`,
		},
		{
			name: "TOTP secret known after apply",
			body: `
				user_id                = later
				type                   = "totp"
				totp_secret_wo         = later
				totp_secret_wo_version = later
				email                  = later`,
		},
	})
}

// A TOTP secret that is refused is not shown.
func TestInvalidTOTPSecretIsNotShown(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	addChuck(tn)
	variable := `
		variable "key" {
		  type      = string
		  ephemeral = true
		}
	`
	config := variable + strings.Replace(methodConfig(byTOTP("", 1)), `""`, "var.key", 1)
	for _, secret := range []string{"SECRETSECRET0189", "secretsecret", "SECRETSECRE", "SECRET SECRET"} {
		w := tn.workspace(t, config)
		w.Env = append(w.Env, "TF_VAR_key="+secret)
		out := fails(t, w, "plan")
		if !strings.Contains(out, "must be base32") {
			t.Errorf("%s is taken for a key:\n%s", secret, out)
		}
		search(t, out, []string{secret})
	}
}

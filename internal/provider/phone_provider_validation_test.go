package provider_test

import (
	"strings"
	"testing"
)

// validTwilioPhone is the body of a phone provider with Twilio that is valid as it is.
var validTwilioPhone = twilioPhone(`mssid = "MG0"`, "a-token", 1)

// What Auth0 would refuse is refused before any request, and the token is not printed.
func TestPhoneProviderRefusesIncompleteConfiguration(t *testing.T) {
	t.Parallel()
	terraformRefuses(t, "guardian_phone_provider", []invalidBody{
		{
			name: "unknown provider",
			body: `
				name          = "vonage"
				configuration = { delivery_methods = ["text"] }`,
			want: `"twilio" "custom"`,
		},
		{
			name: "Twilio with an empty token",
			body: twilioPhone(`mssid = "MG0"`, "", 1),
			want: "auth_token_wo must have 1 to 10000 characters",
		},
		{
			name: "Twilio without a version of the token",
			body: strings.Replace(validTwilioPhone, "auth_token_wo_version = 1", "", 1),
			want: "auth_token_wo is set, and auth_token_wo_version is not",
		},
		{
			name: "custom with a token",
			body: lines(customPhone, `auth_token_wo = "a-token"`),
			want: "Not for a custom phone provider",
		},
		{
			name: "no delivery method",
			body: strings.Replace(customPhone, `"text"`, "", 1),
			want: "at least 1",
		},
		{
			name: "unknown delivery method",
			body: strings.Replace(customPhone, `"text"`, `"sms"`, 1),
			want: `"text" "voice"`,
		},
	}, "a-token")
}

func TestPhoneProviderRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_phone_provider", []invalidBody{
		{
			name: "Twilio with an empty number as sender",
			body: twilioPhone(`default_from = ""`, "a-token", 1),
			want: "default_from string length",
		},
		{
			name: "Twilio with an empty messaging service as sender",
			body: twilioPhone(`mssid = ""`, "a-token", 1),
			want: "mssid string length",
		},
		{
			name: "Twilio with an empty account",
			body: strings.Replace(validTwilioPhone, "AC0", "", 1),
			want: "sid string length",
		},
		{
			name: "null delivery method",
			body: strings.Replace(customPhone, `"text"`, "null", 1),
			want: "null",
		},
		{
			name: "custom with a version of a token",
			body: lines(customPhone, "auth_token_wo_version = 1"),
			want: "Not for a custom phone provider",
		},
	})
}

func TestPhoneProviderAcceptsValuesKnownAfterApply(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_phone_provider", []validBody{
		{
			name: "name and configuration",
			body: `
				name          = later
				configuration = later`,
		},
		{
			name: "account and both senders",
			body: `
				name = "twilio"
				configuration = {
				  default_from     = later
				  mssid            = later
				  sid              = later
				  delivery_methods = later
				}
				auth_token_wo         = later
				auth_token_wo_version = later`,
		},
	})
}

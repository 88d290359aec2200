package provider_test

import (
	"strings"
	"testing"
)

func TestPhoneTemplateRefusesInvalidConfiguration(t *testing.T) {
	t.Parallel()
	terraformRefuses(t, "guardian_phone_template", []invalidBody{
		{
			name: "unknown type",
			body: strings.Replace(verifyText, "otp_verify", "otp", 1),
			want: `"otp_verify" "otp_enroll" "change_password" "blocked_account" "password_breach"`,
		},
		{
			name: "empty text",
			body: strings.Replace(verifyText, "Code {{ code }}", "", 1),
			want: "content.body.text string length must be at least 1",
		},
		{
			name: "unknown syntax",
			body: `
				type = "otp_verify"
				content = {
				  syntax = "handlebars"
				  body   = { text = "Code {{ code }}" }
				}`,
			want: `"liquid"`,
		},
	})
}

func TestPhoneTemplateRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_phone_template", []invalidBody{
		{
			name: "empty voice",
			body: `
				type    = "otp_verify"
				content = { body = { voice = "" } }`,
			want: "voice string length",
		},
		{
			name: "empty text",
			body: `
				type    = "otp_verify"
				content = { body = { text = "" } }`,
			want: "text string length",
		},
		{
			name: "empty sender",
			body: `
				type = "otp_verify"
				content = {
				  from = ""
				  body = { text = "x" }
				}`,
			want: "from string length",
		},
	})
}

func TestPhoneTemplateAcceptsValidValues(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_phone_template", []validBody{
		{
			name: "voice alone",
			body: `
				type    = "otp_verify"
				content = { body = { voice = "Code" } }`,
		},
		{
			name: "type and text known after apply",
			body: `
				type    = later
				content = { body = { text = later } }`,
		},
	})
}

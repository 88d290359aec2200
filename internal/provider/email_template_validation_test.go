package provider_test

import (
	"strings"
	"testing"
)

func TestEmailTemplateRefusesInvalidConfiguration(t *testing.T) {
	t.Parallel()
	terraformRefuses(t, "guardian_email_template", []invalidBody{
		{
			name: "unknown template",
			body: strings.Replace(mfaCode, "mfa_oob_code", "mfa", 1),
			want: `"mfa_oob_code" "enrollment_email" "verify_email"`,
		},
		{
			name: "no subject",
			body: strings.Replace(mfaCode, `subject = "Your code"`, "", 1),
			want: `"subject" is required`,
		},
		{
			name: "unknown syntax",
			body: lines(mfaCode, `syntax = "handlebars"`),
			want: `"liquid"`,
		},
		{
			name: "negative lifetime of the link",
			body: lines(mfaCode, "url_lifetime_in_seconds = -1"),
			want: "at least 0",
		},
	})
}

func TestEmailTemplateAcceptsValidValues(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_email_template", []validBody{
		{
			name: "template of asynchronous approval",
			body: strings.Replace(mfaCode, "mfa_oob_code", "async_approval", 1),
		},
		{
			name: "empty texts, which Auth0 stores",
			body: lines(`template = "mfa_oob_code"`, `subject = ""`, `body = ""`, `from = ""`, `result_url = ""`),
		},
		{
			name: "link that expires at once",
			body: lines(mfaCode, "url_lifetime_in_seconds = 0"),
		},
	})
}

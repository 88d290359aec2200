package provider_test

import (
	"strings"
	"testing"
)

func TestLegacyPhoneRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_legacy_phone", []invalidBody{
		{
			name: "null alone",
			body: `selected_provider = null`,
			want: "At least one",
		},
		{
			name: "unknown provider",
			body: `selected_provider = "pigeon"`,
			want: `"phone-message-hook"`,
		},
		{
			name: "empty sender",
			body: strings.Replace(twilioBody, "+15550100", "", 1),
			want: "from UTF-8 character count",
		},
		{
			name: "too long a sender",
			body: strings.Replace(twilioBody, "+15550100", long[:65], 1),
			want: "from UTF-8 character count",
		},
	})
}

func TestLegacyPhoneAcceptsValidValues(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_legacy_phone", []validBody{
		{
			name: "default templates alone",
			body: `templates = {}`,
		},
		{
			name: "Twilio account alone",
			body: twilioBody,
		},
		{
			name: "messaging service as sender",
			body: strings.Replace(twilioBody, `from = "+15550100"`, `messaging_service_sid = "MG1"`, 1),
		},
		{
			name: "Twilio account known after apply",
			body: `
				selected_provider = "twilio"
				twilio            = later`,
		},
	})
}

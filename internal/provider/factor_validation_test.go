package provider_test

import (
	"strings"
	"testing"
)

func TestPhoneFactorRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_phone", []invalidBody{
		{
			name: "unknown message type",
			body: `
				enabled       = true
				message_types = ["fax"]`,
			want: `"fax"`,
		},
		{
			name: "no message type",
			body: `
				enabled       = true
				message_types = []`,
			want: "at least 1",
		},
		{
			name: "null message type",
			body: `
				enabled       = true
				message_types = [null]`,
			want: "null",
		},
		{
			name: "codes of three digits",
			body: `
				enabled  = true
				settings = { otp_length = 3 }`,
			want: "between 4 and 10",
		},
	})
}

func TestWebAuthnRoamingFactorRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_webauthn_roaming", []invalidBody{
		{
			name: "unknown user verification",
			body: `
				enabled           = true
				user_verification = "always"`,
			want: `"discouraged"`,
		},
		{
			name: "relying party without user verification",
			body: `
				enabled                  = true
				relying_party_identifier = "example.com"`,
			want: "user_verification",
		},
	})
}

func TestWebAuthnPlatformFactorRefusesInvalidRelyingParties(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_webauthn_platform", []invalidBody{})
}

func TestWebAuthnPlatformFactorAcceptsRelyingParties(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_factor_webauthn_platform", []validBody{
		{
			name: "host without a domain",
			body: `
				enabled                  = true
				relying_party_identifier = "localhost"`,
		},
		{
			name: "domain with hyphens and digits",
			body: `
				enabled                  = true
				relying_party_identifier = "log-in.example-1.com"`,
		},
	})
}

func TestDuoFactorRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_duo", []invalidBody{
		{
			name: "hostname alone",
			body: `
				enabled  = true
				hostname = "host"`,
			want: "Missing: integration_key.",
		},
		{
			name: "no version of the secret key",
			body: `
				enabled         = true
				integration_key = "i"
				hostname        = "h"
				secret_key_wo   = "s"`,
			want: "secret_key_wo is set, and secret_key_wo_version is not",
		},
		{
			name: "too large a version",
			body: `
				enabled               = true
				integration_key       = "i"
				hostname              = "h"
				secret_key_wo         = "s"
				secret_key_wo_version = 123456789012345678901234567890`,
			want: "Not a whole number",
		},
		{
			name: "empty integration key",
			body: `
				enabled               = true
				integration_key       = ""
				hostname              = "h"
				secret_key_wo         = "s"
				secret_key_wo_version = 1`,
			want: "integration_key UTF-8 character count",
		},
		{
			name: "empty hostname",
			body: `
				enabled               = true
				integration_key       = "i"
				hostname              = ""
				secret_key_wo         = "s"
				secret_key_wo_version = 1`,
			want: "hostname",
		},
		{
			name: "empty secret key",
			body: `
				enabled               = true
				integration_key       = "i"
				hostname              = "h"
				secret_key_wo         = ""
				secret_key_wo_version = 1`,
			want: "secret_key_wo must have",
		},
	})
}

// Terraform names the attributes that are missing.
func TestDuoFactorRefusesHalfAConnection(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	w := tn.workspace(t, `
		resource "guardian_factor_duo" "this" {
		  enabled         = true
		  integration_key = "ikey"
		}
	`)
	out := fails(t, w, "validate")
	for _, want := range []string{"Incomplete: the connection to Duo", "Missing: hostname."} {
		if !strings.Contains(out, want) {
			t.Errorf("the error does not say %q:\n%s", want, out)
		}
	}
}

func TestDuoFactorAcceptsValuesKnownAfterApply(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_factor_duo", []validBody{
		{
			name: "all attributes",
			body: `
				enabled               = later
				integration_key       = later
				hostname              = later
				secret_key_wo         = later
				secret_key_wo_version = later`,
		},
	})
}

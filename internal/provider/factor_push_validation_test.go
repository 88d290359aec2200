package provider_test

import (
	"strings"
	"testing"
)

func TestPushFactorRefusesInvalidValues(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_push", []invalidBody{
		{
			name: "unknown provider",
			body: `
				enabled           = true
				selected_provider = "pigeon"`,
			want: `"guardian"`,
		},
		{
			name: "custom app without a name",
			body: `
				enabled    = true
				custom_app = { app_name = "" }`,
			want: "app_name string length",
		},
	})
}

// apnsWith and snsWith are bodies of a push factor with something else in place of old.
func apnsWith(old, replacement string) string {
	return lines("enabled = true", strings.Replace(apnsBody, old, replacement, 1))
}

func snsWith(old, replacement string) string {
	return lines("enabled = true", strings.Replace(snsBody, old, replacement, 1))
}

func TestPushFactorRefusesInvalidAPNs(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_push", []invalidBody{
		{
			name: "empty bundle ID",
			body: apnsWith("com.example.app", ""),
			want: "bundle_id UTF-8 character count",
		},
		{
			name: "too long a bundle ID",
			body: apnsWith("com.example.app", long),
			want: "bundle_id UTF-8 character count",
		},
		{
			name: "empty certificate",
			body: apnsWith(p12, ""),
			want: "of 1 to 10000 characters",
		},
		{
			name: "certificate of several lines",
			body: apnsWith(p12, p12+`\n`+p12),
			want: "base64 encoded in one line",
		},
		{
			name: "certificate without base64",
			body: apnsWith(p12, "-----BEGIN-----"),
			want: "apns.p12_wo must be a file, base64 encoded",
		},
		{
			name: "no version of the certificate",
			body: apnsWith("p12_wo_version = 1", ""),
			want: "p12_wo_version",
		},
	})
}

func TestPushFactorRefusesInvalidFCM(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_push", []invalidBody{
		{
			name: "key instead of a service account",
			body: `
				enabled = true
				fcm = {
				  server_credentials_wo         = "key"
				  server_credentials_wo_version = 1
				}`,
			want: "fcm.server_credentials_wo must be a JSON object",
		},
		{
			name: "empty service account",
			body: `
				enabled = true
				fcm = {
				  server_credentials_wo         = ""
				  server_credentials_wo_version = 1
				}`,
			want: "server_credentials_wo must be a JSON object",
		},
	})
}

func TestPushFactorRefusesInvalidSNS(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_factor_push", []invalidBody{
		{
			name: "region that Auth0 does not have",
			body: snsWith("eu-west-1", "sa-east-1"),
			want: "must be an AWS region that Auth0 accepts",
		},
		{
			name: "availability zone as region",
			body: snsWith("eu-west-1", "eu-west-1a"),
			want: "must be an AWS region that Auth0 accepts",
		},
		{
			name: "prefix before a region",
			body: snsWith(`"eu-west-1"`, `"gov-us-east-1"`),
			want: "must be an AWS region that Auth0 accepts",
		},
	})
}

func TestPushFactorAcceptsValidValues(t *testing.T) {
	t.Parallel()
	longAccount := `{\"x\":\"` + strings.Repeat("x", 10000-len(`{"x":""}`)) + `\"}`
	providerAccepts(t, "guardian_factor_push", []validBody{
		{
			name: "provider direct with FCM alone",
			body: lines("enabled = true", `selected_provider = "direct"`, fcmBody),
		},
		{
			name: "provider direct with APNs alone",
			body: lines("enabled = true", `selected_provider = "direct"`, apnsBody),
		},
		{
			name: "longest certificate",
			body: apnsWith(p12, strings.Repeat("x", 10000)),
		},
		{
			name: "certificate of a file that ends with a line break",
			body: apnsWith(p12, p12+`\n`),
		},
		{
			name: "longest service account",
			body: `
				enabled = true
				fcm = {
				  server_credentials_wo         = "` + longAccount + `"
				  server_credentials_wo_version = 1
				}`,
		},
		{
			name: "region in the middle of the list",
			body: snsWith(`"eu-west-1"`, `"ap-central-1"`),
		},
		{
			name: "ARN in China",
			body: snsWith("arn:aws:", "arn:aws-cn:"),
		},
		{
			name: "sns known after apply",
			body: `
				enabled           = true
				selected_provider = "sns"
				sns               = later`,
		},
		{
			name: "provider known after apply",
			body: `
				enabled           = true
				selected_provider = later`,
		},
	})
}

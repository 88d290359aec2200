package provider_test

import (
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func TestClientGrantTypesRefuseInvalidConfiguration(t *testing.T) {
	t.Parallel()
	terraformRefuses(t, "guardian_client_grant_types", []invalidBody{
		{
			name: "grant that does not concern MFA",
			body: grants("client_credentials"),
			want: `"http://auth0.com/oauth/grant-type/mfa-oob"`,
		},
		{
			name: "null grant",
			body: `
				client_id   = "web"
				grant_types = [null]`,
			want: "null",
		},
		{
			name: "grants left out",
			body: `client_id = "web"`,
			want: `"grant_types" is required`,
		},
		{
			name: "empty application",
			body: `
				client_id   = ""
				grant_types = ["password"]`,
			want: "client_id string length",
		},
		{
			name: "computed attribute",
			body: lines(grants(auth0.GrantOOB), `added_grant_types = ["any"]`),
			want: "added_grant_types",
		},
	})
}

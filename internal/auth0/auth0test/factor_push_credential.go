package auth0test

import "github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"

const pushProviders = " /api/v2/guardian/factors/push-notification/providers"

// credential is a member of the bodies of the push factor's credentials. A PUT
// replaces what it gives: the API's schema allows null, yet no recording removes
// anything, so neither null nor absence does.
func credential(maxLength int) api.Schema {
	return api.Schema{Kind: "string", Nullable: true, MinLength: 1, MaxLength: maxLength}
}

// replace takes a member that was given, and keeps what is there otherwise.
func replace(c *api.Call, text *string, member string) {
	if given, ok := c.Params[member].(string); ok {
		*text = given
	}
}

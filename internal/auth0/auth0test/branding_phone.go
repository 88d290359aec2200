package auth0test

import (
	"net/http"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// What providers and templates of the Unified Phone Experience have in common.

func brandingPhonePath(description string) api.Schema {
	return api.Schema{Properties: map[string]api.Schema{"id": {Kind: "string", Required: true, MaxLength: 255, Description: description}}}
}

func disabledQuery() api.Schema {
	return api.Schema{Properties: map[string]api.Schema{"disabled": {Kind: "boolean"}}}
}

// tryBody asks for a test message. Whom it may be sent to is not published in
// more detail.
func tryBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"to":              {Kind: "string", Required: true, MinLength: 1, MaxLength: 16},
		"delivery_method": {Kind: "string", Enum: []string{"text", "voice"}},
	}}
}

// noNotificationResource is the known 404 of the templates; the provider's is taken for the same.
func noNotificationResource() *api.Refusal {
	return api.Boom(http.StatusNotFound, "", "Notification Resource not found")
}

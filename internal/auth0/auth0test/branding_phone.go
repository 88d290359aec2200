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

// matchesDisabled applies the query's disabled.
func matchesDisabled(c *api.Call, disabled bool) bool {
	filter, ok := c.Query["disabled"]
	return !ok || filter == disabled
}

// noNotificationResource is the known 404 of the templates; the provider's is taken for the same.
func noNotificationResource() *api.Refusal {
	return api.Boom(http.StatusNotFound, "", "Notification Resource not found")
}

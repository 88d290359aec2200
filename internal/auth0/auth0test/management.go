package auth0test

import (
	"errors"
	"net/http"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/keys"
)

// managementCaller tells who calls the Management API.
type managementCaller struct {
	tokens *tokens
}

// authenticate follows hapi-auth-jwt, whose words Auth0's answers are: another
// scheme counts as no token at all, a malformed header is a 400, and what is
// not expired is an invalid signature.
func (m *managementCaller) authenticate(c *api.Call) error {
	header := c.Header("Authorization")
	parts := strings.Fields(header)
	switch {
	case header == "":
		return unauthorized("")
	case len(parts) != 2:
		return badHeader()
	case !strings.EqualFold(parts[0], "Bearer"):
		return unauthorized("")
	case strings.Count(parts[1], ".") != 2:
		return badHeader()
	}
	found, err := m.tokens.verify(parts[1], m.tokens.identity.ManagementAudience())
	switch {
	case errors.Is(err, keys.ErrExpired):
		return unauthorized("Expired token received for JSON Web Token validation")
	case errors.Is(err, keys.ErrAudience):
		return unauthorized("Bad audience")
	case err != nil:
		return unauthorized("Invalid signature received for JSON Web Token validation")
	}
	c.Scopes = strings.Fields(found.Scope)
	return nil
}

func badHeader() *api.Refusal {
	return api.Boom(http.StatusBadRequest, "Bearer", "Bad HTTP authentication header format")
}

// unauthorized names the reason twice, as Boom does, or not at all.
func unauthorized(reason string) *api.Refusal {
	if reason == "" {
		refused := api.Boom(http.StatusUnauthorized, "", "Missing authentication")
		refused.Header = map[string]string{"WWW-Authenticate": "Bearer"}
		return refused
	}
	refused := api.Boom(http.StatusUnauthorized, "", reason)
	refused.Body["attributes"] = map[string]any{"error": reason}
	refused.Header = map[string]string{"WWW-Authenticate": `Bearer error="` + reason + `"`}
	return refused
}

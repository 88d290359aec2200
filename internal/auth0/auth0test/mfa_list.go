package auth0test

import (
	"net/http"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// mfaList is the MFA API's list of a user's authenticators.
type mfaList struct {
	proofs         *mfaTokens
	authenticators *authenticators
}

func (m *mfaList) routes() []api.Route {
	return []api.Route{
		{Pattern: "GET /mfa/authenticators", Handle: m.get},
		{Pattern: "DELETE /mfa/authenticators/{id}", Status: http.StatusNoContent, ContentType: api.BareJSON, Handle: m.delete},
	}
}

// get answers GET /mfa/authenticators.
func (m *mfaList) get(c *api.Call) (any, error) {
	bearer, err := m.proofs.bearer(c, "read:authenticators", true)
	if err != nil {
		return nil, err
	}
	body := []map[string]any{}
	for _, a := range m.authenticators.of(bearer.user) {
		body = append(body, a.json())
	}
	return body, nil
}

// delete answers DELETE /mfa/authenticators/{id}. A twin goes
// with it; recovery codes and the profile's own address cannot be deleted here.
func (m *mfaList) delete(c *api.Call) (any, error) {
	bearer, err := m.proofs.bearer(c, "remove:authenticators", false)
	if err != nil {
		return nil, err
	}
	id := c.PathValue("id")
	for _, a := range m.authenticators.of(bearer.user) {
		if a.id != id {
			continue
		}
		if a.kind == kindRecovery || a.device == bearer.user.implicit {
			return nil, api.Refuse(http.StatusBadRequest, "invalid_request", "The authenticator can not be deleted.")
		}
		bearer.user.remove(a.device)
		return nil, nil
	}
	return nil, api.Refuse(http.StatusNotFound, "not_found", "Authenticator not found.")
}

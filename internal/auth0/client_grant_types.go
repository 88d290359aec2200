package auth0

import (
	"context"
	"errors"
	"net/http"
)

// clientAnswer is the part of an application that is read. The rest is not
// needed, and some of it is secret.
type clientAnswer struct {
	ClientID   string   `json:"client_id"`
	GrantTypes []string `json:"grant_types"`
}

func (a *clientAnswer) validate() error {
	if a.ClientID == "" || a.GrantTypes == nil {
		return errors.New("it lacks client_id or grant_types")
	}
	return noBlanks(a.GrantTypes)
}

// ClientGrantTypes reads the grant types that an application may use, and nothing
// else of it. It requires the scope read:clients.
//
// https://auth0.com/docs/api/management/v2/clients/get-clients-by-id
func (c *Client) ClientGrantTypes(ctx context.Context, clientID string) ([]string, error) {
	id, err := pathElement(clientID)
	if err != nil {
		return nil, err
	}
	var answer clientAnswer
	path := "/clients/" + id + "?fields=client_id,grant_types&include_fields=true"
	if err := c.manage(ctx, http.MethodGet, path, nil, &answer); err != nil {
		return nil, err
	}
	return answer.GrantTypes, about(http.MethodGet, path, clientID, answer.ClientID)
}

// SetClientGrantTypes replaces the whole list of an application's grant types and
// returns the list that the tenant answered with. The rest of the application is
// in the answer, too, and discarded. It requires the scope update:clients.
//
// https://auth0.com/docs/api/management/v2/clients/patch-clients-by-id
func (c *Client) SetClientGrantTypes(ctx context.Context, clientID string, grantTypes []string) ([]string, error) {
	id, err := pathElement(clientID)
	if err != nil {
		return nil, err
	}
	if grantTypes == nil {
		grantTypes = []string{} // null is no list
	}
	var answer clientAnswer
	// Not repeatable: somebody else may have added a grant type since.
	patch := call{method: http.MethodPatch, path: "/api/v2/clients/" + id, body: jsonBody(map[string][]string{"grant_types": grantTypes})}
	if err := c.authorized(ctx, patch, &answer); err != nil {
		return nil, err
	}
	return answer.GrantTypes, about(http.MethodPatch, "/clients/"+id, clientID, answer.ClientID)
}

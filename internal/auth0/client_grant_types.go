package auth0

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
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

// Application is what is read of an application, which the Management API calls a client.
type Application struct {
	ClientID   string   `json:"client_id"`
	GrantTypes []string `json:"grant_types"` // none where it may use no grant
}

func (a Application) id() string { return a.ClientID }

type applicationsPage struct {
	Clients []Application `json:"clients"`
	Total   int           `json:"total,omitempty"`
}

func (p *applicationsPage) validate() error {
	if p.Clients == nil {
		return errNoList
	}
	for i, a := range p.Clients {
		if err := noBlanks(append([]string{a.ClientID}, a.GrantTypes...)); err != nil {
			return fmt.Errorf("of entry %d: %w", i, err)
		}
	}
	return nil
}

// Applications yields the tenant's applications, which it reads page by page as
// they are asked for. The error, if any, comes last: a list that ends before its
// total, repeats itself or changes while it is read is one. It requires the scope
// read:clients.
//
// https://auth0.com/docs/api/management/v2/clients/get-clients
func (c *Client) Applications(ctx context.Context) iter.Seq2[Application, error] {
	return paged("/api/v2/clients", Application.id, func(page url.Values) ([]Application, int, error) {
		page.Set("fields", "client_id,grant_types")
		page.Set("include_fields", "true")
		page.Set("is_global", "false") // the global client is a relic that nobody logs in with
		var p applicationsPage
		err := c.manage(ctx, http.MethodGet, "/clients?"+page.Encode(), nil, &p)
		return p.Clients, p.Total, err
	})
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

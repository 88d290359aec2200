package auth0test

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// grantTypes are all that Auth0 lets an application have, the legacy ones included.
var grantTypes = []string{
	grantClientCredentials, grantPassword, grantRealm, grantRefresh, grantOTP, grantOOB, grantRecovery,
	"authorization_code", "implicit",
	"http://auth0.com/oauth/grant-type/passwordless/otp",
	"urn:ietf:params:oauth:grant-type:device_code",
	"urn:ietf:params:oauth:grant-type:token-exchange",
	"urn:openid:params:grant-type:ciba",
	"urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
	"http://auth0.com/oauth/legacy/grant-type/ro", "http://auth0.com/oauth/legacy/grant-type/ro/jwt-bearer",
	"http://auth0.com/oauth/legacy/grant-type/delegation/refresh_token",
	"http://auth0.com/oauth/legacy/grant-type/delegation/id_token",
	"http://auth0.com/oauth/legacy/grant-type/access_token",
}

// routes show the applications, and change which grants they may use.
func (a *applications) routes() []api.Route {
	path := api.Schema{Properties: map[string]api.Schema{"id": {Kind: "string", Required: true, Description: "ID of the client to retrieve."}}}
	read := []string{"read:clients", "read:client_keys"}
	return []api.Route{
		{Pattern: "GET /api/v2/clients", Scopes: read, Query: clientListQuery(), Handle: a.list},
		{
			Pattern: "GET /api/v2/clients/{id}", Scopes: read,
			Path: path, Query: api.FieldsQuery(), Handle: a.get,
		},
		{
			Pattern: "PATCH /api/v2/clients/{id}", Scopes: []string{"update:clients"},
			Path: path, Body: clientBody(), Handle: a.patch,
		},
	}
}

func clientListQuery() api.Schema {
	s := pageQuery()
	maps.Copy(s.Properties, api.FieldsQuery().Properties)
	s.Properties["is_global"] = api.Schema{Kind: "boolean", Description: "Optional filter on the global client parameter."}
	s.Properties["is_first_party"] = api.Schema{
		Kind: "boolean", Description: "Optional filter on whether or not a client is a first-party client.",
	}
	return s
}

// clientBody is the one property of dozens that is emulated.
func clientBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{"grant_types": {
		Kind: "array", Unique: true, Items: &api.Schema{Kind: "string"},
		Description: "A set of grant types that the client is authorized to use",
	}}}
}

func (a *applications) find(c *api.Call) (Application, error) {
	app, ok := a.byID[c.PathValue("id")]
	if !ok {
		return Application{}, api.Boom(http.StatusNotFound, "inexistent_client", "The client does not exist")
	}
	return app, nil
}

// json shows an application; its secret only to who may read keys.
func (a *applications) json(c *api.Call, app Application) map[string]any {
	body := map[string]any{
		"client_id": app.ClientID, "name": app.ClientID, "tenant": a.identity.host, "global": false,
		"is_first_party": true, "oidc_conformant": true, "grant_types": append([]string{}, app.GrantTypes...),
	}
	if app.ClientID == a.global {
		body["name"], body["global"] = "All Applications", true
	}
	if app.ClientSecret != "" && slices.Contains(c.Scopes, "read:client_keys") {
		body["client_secret"] = app.ClientSecret
	}
	return body
}

// list answers GET of all, the global client among them: a relic that every
// tenant has, and that nobody logs in with.
func (a *applications) list(c *api.Call) (any, error) {
	list := []map[string]any{}
	for _, id := range slices.Sorted(maps.Keys(a.byID)) {
		body := a.json(c, a.byID[id])
		if matches(c, "is_global", body["global"]) && matches(c, "is_first_party", body["is_first_party"]) {
			list = append(list, c.SelectFields(body))
		}
	}
	return pageOf(c, list).answer("clients"), nil
}

// get answers GET of one.
func (a *applications) get(c *api.Call) (any, error) {
	app, err := a.find(c)
	if err != nil {
		return nil, err
	}
	return c.SelectFields(a.json(c, app)), nil
}

// patch answers PATCH. The grant types take effect at once.
func (a *applications) patch(c *api.Call) (any, error) {
	app, err := a.find(c)
	if err != nil {
		return nil, err
	}
	list, given := c.Params["grant_types"].([]any)
	if !given {
		return a.json(c, app), nil
	}
	next := []string{}
	var invalid []string
	for _, item := range list {
		grant, _ := item.(string)
		next = append(next, grant)
		if !app.mayHave(grant) {
			invalid = append(invalid, grant)
		}
	}
	if invalid != nil {
		return nil, api.Boom(http.StatusBadRequest, "", "Invalid grant types: "+strings.Join(invalid, ","))
	}
	app.GrantTypes = next
	a.byID[app.ClientID] = app
	return a.json(c, app), nil
}

// mayHave reports whether an application can have a grant type: one that Auth0
// knows, and a public application no client credentials (both reported).
func (app Application) mayHave(grant string) bool {
	public := app.ClientSecret == "" && app.PublicKey == nil
	return slices.Contains(grantTypes, grant) && (grant != grantClientCredentials || !public)
}

// GrantTypes returns the grant types of an application; nil when there is none
// of the client id.
func (a *applications) GrantTypes(clientID string) []string {
	a.world.Lock()
	defer a.world.Unlock()
	return slices.Clone(a.byID[clientID].GrantTypes)
}

// SetGrantTypes replaces the grant types of an application behind the back of
// whoever manages it.
func (a *applications) SetGrantTypes(clientID string, grantTypes ...string) {
	a.world.Lock()
	defer a.world.Unlock()
	if app, ok := a.byID[clientID]; ok {
		app.GrantTypes = append([]string{}, grantTypes...)
		a.byID[clientID] = app
	}
}

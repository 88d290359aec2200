package auth0test

import (
	"net/http"
	"slices"
	"strings"
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

// clientRoutes show the applications, and change which grants they may use.
func clientRoutes() []route {
	path := schema{properties: map[string]schema{"id": {kind: "string", required: true, description: "ID of the client to retrieve."}}}
	return []route{
		{
			pattern: "GET /api/v2/clients/{id}", scopes: []string{"read:clients", "read:client_keys"},
			path: path, query: fieldsQuery(), handle: (*Tenant).getClient,
		},
		{
			pattern: "PATCH /api/v2/clients/{id}", scopes: []string{"update:clients"},
			path: path, body: clientBody(), handle: (*Tenant).changeClient,
		},
	}
}

func fieldsQuery() schema {
	return schema{properties: map[string]schema{
		"fields": {kind: "string", description: "Comma-separated list of fields to include or exclude (based on value provided for " +
			"include_fields) in the result. Leave empty to retrieve all fields."},
		"include_fields": {kind: "boolean", description: "Whether specified fields are to be included (true) or excluded (false)."},
	}}
}

// selectFields applies the query of fieldsQuery.
func selectFields(c *call, object map[string]any) map[string]any {
	fields, _ := c.query["fields"].(string)
	if fields == "" {
		return object
	}
	names, including := strings.Split(fields, ","), c.query["include_fields"] != false
	found := map[string]any{}
	for name, value := range object {
		if slices.Contains(names, name) == including {
			found[name] = value
		}
	}
	return found
}

// clientBody is the one property of dozens that is emulated.
func clientBody() *schema {
	return &schema{properties: map[string]schema{"grant_types": {
		kind: "array", unique: true, items: &schema{kind: "string"},
		description: "A set of grant types that the client is authorized to use",
	}}}
}

func (t *Tenant) clientOf(c *call) (Application, error) {
	app, ok := t.applications[c.request.PathValue("id")]
	if !ok {
		return Application{}, boom(http.StatusNotFound, "inexistent_client", "The client does not exist")
	}
	return app, nil
}

// clientJSON shows an application; its secret only to who may read keys.
func (t *Tenant) clientJSON(c *call, app Application) map[string]any {
	body := map[string]any{
		"client_id": app.ClientID, "name": app.ClientID, "tenant": t.host, "global": false,
		"is_first_party": true, "oidc_conformant": true, "grant_types": append([]string{}, app.GrantTypes...),
	}
	if app.ClientSecret != "" && slices.Contains(strings.Fields(c.claims.Scope), "read:client_keys") {
		body["client_secret"] = app.ClientSecret
	}
	return body
}

// getClient answers GET.
func (t *Tenant) getClient(c *call) (any, error) {
	app, err := t.clientOf(c)
	if err != nil {
		return nil, err
	}
	return selectFields(c, t.clientJSON(c, app)), nil
}

// changeClient answers PATCH. The grant types take effect at once.
func (t *Tenant) changeClient(c *call) (any, error) {
	app, err := t.clientOf(c)
	if err != nil {
		return nil, err
	}
	list, given := c.params["grant_types"].([]any)
	if !given {
		return t.clientJSON(c, app), nil
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
		return nil, boom(http.StatusBadRequest, "", "Invalid grant types: "+strings.Join(invalid, ","))
	}
	app.GrantTypes = next
	t.applications[app.ClientID] = app
	return t.clientJSON(c, app), nil
}

// mayHave reports whether an application can have a grant type: one that Auth0
// knows, and a public application no client credentials (both reported).
func (a Application) mayHave(grant string) bool {
	public := a.ClientSecret == "" && a.PublicKey == nil
	return slices.Contains(grantTypes, grant) && (grant != grantClientCredentials || !public)
}

// GrantTypes returns the grant types of an application; nil when there is none
// of the client id.
func (t *Tenant) GrantTypes(clientID string) []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.applications[clientID].GrantTypes)
}

// SetGrantTypes replaces the grant types of an application behind the back of
// whoever manages it.
func (t *Tenant) SetGrantTypes(clientID string, grantTypes ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if app, ok := t.applications[clientID]; ok {
		app.GrantTypes = append([]string{}, grantTypes...)
		t.applications[clientID] = app
	}
}

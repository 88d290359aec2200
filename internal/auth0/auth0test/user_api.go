package auth0test

import (
	"maps"
	"net/http"
	"strings"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// routes show, make and delete users: enough for whoever has to set up his own.
func (u *users) routes() []api.Route {
	return []api.Route{
		{
			Pattern: "GET /api/v2/users/{id}", Scopes: []string{"read:users"},
			Path: userPath(), Query: api.FieldsQuery(), Handle: u.get,
		},
		{
			Pattern: "POST /api/v2/users", Status: http.StatusCreated, Scopes: []string{"create:users"},
			Body: userBody(), Handle: u.post,
		},
		{
			Pattern: "DELETE /api/v2/users/{id}", Status: http.StatusNoContent, Scopes: []string{"delete:users"},
			Path: userPath(), Handle: u.delete,
		},
	}
}

func userPath() api.Schema {
	return api.Schema{Properties: map[string]api.Schema{"id": {
		Kind: "string", Required: true, Description: "The ID of the user in question.",
	}}}
}

func userBody() *api.Schema {
	text, flag := api.Schema{Kind: "string"}, api.Schema{Kind: "boolean"}
	return &api.Schema{Properties: map[string]api.Schema{
		"connection": {Kind: "string", Required: true, MinLength: 1},
		"email":      {Kind: "string", Required: true, Email: true},
		"password":   {Kind: "string", Required: true, MinLength: 1},
		"username":   text, "given_name": text, "family_name": text, "name": text, "nickname": text,
		"picture": text, "user_id": text, "blocked": flag, "email_verified": flag, "verify_email": flag,
		"user_metadata": {Open: true}, "app_metadata": {Open: true},
	}}
}

// post answers POST /users.
func (u *users) post(c *api.Call) (any, error) {
	connection, _ := c.Params["connection"].(string)
	email, _ := c.Params["email"].(string)
	password, _ := c.Params["password"].(string)
	if !u.knownConnection(connection) {
		return nil, api.Boom(http.StatusBadRequest, "inexistent_connection", "The connection does not exist.")
	}
	if u.named(connection, email) != nil {
		return nil, api.Boom(http.StatusConflict, "auth0_idp_error", "The user already exists.")
	}
	given := User{
		Email: email, Password: password, Connection: connection,
		EmailVerified: c.Params["email_verified"] == true, Blocked: c.Params["blocked"] == true,
	}
	if id, ok := c.Params["user_id"].(string); ok {
		given.ID = "auth0|" + id
	}
	user := u.add(given)
	user.profile = maps.Clone(c.Params)
	return user.json(), nil
}

// get answers GET of one.
func (u *users) get(c *api.Call) (any, error) {
	user, err := u.of(c)
	if err != nil {
		return nil, err
	}
	return c.SelectFields(user.json()), nil
}

// json echoes the profile, but neither the password nor what was only asked for.
func (a *account) json() map[string]any {
	body := map[string]any{"name": a.Email, "nickname": strings.Split(a.Email, "@")[0]}
	maps.Copy(body, a.profile)
	for _, name := range []string{"password", "connection", "verify_email"} {
		delete(body, name)
	}
	_, key, _ := strings.Cut(a.ID, "|")
	maps.Copy(body, map[string]any{
		"user_id": a.ID, "email": a.Email, "email_verified": a.EmailVerified,
		"created_at": api.Timestamp(a.created), "updated_at": api.Timestamp(a.created),
		"identities": []map[string]any{{
			"connection": a.Connection, "provider": "auth0", "user_id": key, "isSocial": false,
		}},
	})
	return body
}

// delete answers DELETE /users/{id}, with 204 also when there is none.
func (u *users) delete(c *api.Call) (any, error) {
	u.remove(c.PathValue("id"))
	return nil, nil
}

// of finds the user that the path names.
func (u *users) of(c *api.Call) (*account, error) {
	user := u.find(c.PathValue("id"))
	if user == nil {
		return nil, noUser()
	}
	return user, nil
}

func noUser() *api.Refusal {
	return api.Boom(http.StatusNotFound, "inexistent_user", "The user does not exist.")
}

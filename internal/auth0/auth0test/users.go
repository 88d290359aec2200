package auth0test

import (
	"maps"
	"net/http"
	"strings"
	"time"
)

// userRoutes make and delete users: enough for whoever has to set up his own.
func userRoutes() []route {
	return []route{
		{
			pattern: "POST /api/v2/users", status: http.StatusCreated, scopes: []string{"create:users"},
			body: userBody(), handle: (*Tenant).createUser,
		},
		{
			pattern: "DELETE /api/v2/users/{id}", status: http.StatusNoContent, scopes: []string{"delete:users"},
			path: userPath(), handle: (*Tenant).deleteUser,
		},
	}
}

func userPath() schema {
	return schema{properties: map[string]schema{"id": {
		kind: "string", required: true, description: "The ID of the user in question.",
	}}}
}

func userBody() *schema {
	text, flag := schema{kind: "string"}, schema{kind: "boolean"}
	return &schema{properties: map[string]schema{
		"connection": {kind: "string", required: true, minLength: 1},
		"email":      {kind: "string", required: true, email: true},
		"password":   {kind: "string", required: true, minLength: 1},
		"username":   text, "given_name": text, "family_name": text, "name": text, "nickname": text,
		"picture": text, "user_id": text, "blocked": flag, "email_verified": flag, "verify_email": flag,
		"user_metadata": {open: true}, "app_metadata": {open: true},
	}}
}

// createUser answers POST /users.
func (t *Tenant) createUser(c *call) (any, error) {
	connection, _ := c.params["connection"].(string)
	email, _ := c.params["email"].(string)
	password, _ := c.params["password"].(string)
	if !t.knownConnection(connection) {
		return nil, boom(http.StatusBadRequest, "inexistent_connection", "The connection does not exist.")
	}
	if t.accountOf(connection, email) != nil {
		return nil, boom(http.StatusConflict, "auth0_idp_error", "The user already exists.")
	}
	u := User{
		Email: email, Password: password, Connection: connection,
		EmailVerified: c.params["email_verified"] == true, Blocked: c.params["blocked"] == true,
	}
	if id, ok := c.params["user_id"].(string); ok {
		u.ID = "auth0|" + id
	}
	user := t.addAccount(u)
	user.profile = maps.Clone(c.params)
	return user.json(), nil
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
		"created_at": timestamp(a.created), "updated_at": timestamp(a.created),
		"identities": []map[string]any{{
			"connection": a.Connection, "provider": "auth0", "user_id": key, "isSocial": false,
		}},
	})
	return body
}

// deleteUser answers DELETE /users/{id}, with 204 also when there is none.
func (t *Tenant) deleteUser(c *call) (any, error) {
	t.removeAccount(c.request.PathValue("id"))
	return nil, nil
}

// timestamp is the Management API's form of a time.
func timestamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }

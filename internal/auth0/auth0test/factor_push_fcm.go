package auth0test

import (
	"encoding/json"
	"net/http"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// fcm is the service account that the tenant has, or none.
type fcm struct {
	world *api.World
	now   string
}

func (f *fcm) routes() []api.Route {
	var routes []api.Route
	for _, method := range []string{"PUT", "PATCH"} {
		update := []string{"update:guardian_factors"}
		routes = append(routes,
			api.Route{Pattern: method + pushProviders + "/fcmv1", Scopes: update, Body: fcmBody(), Handle: f.put},
			api.Route{Pattern: method + pushProviders + "/fcm", Scopes: update, Body: fcmKeyBody(), Handle: f.putKey},
		)
	}
	return routes
}

func fcmBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{"server_credentials": credential(10000)}}
}

func fcmKeyBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{"server_key": credential(152)}}
}

// putKey takes the key of the API that Google has switched off (recorded).
// Nothing shows it.
func (f *fcm) putKey(c *api.Call) (any, error) {
	key, _ := c.Params["server_key"].(string)
	f.world.Secret(key)
	return map[string]any{}, nil
}

// put demands a service account, as the API's description does now. The
// recording, older than that, was made with six characters.
func (f *fcm) put(c *api.Call) (any, error) {
	text, given := c.Params["server_credentials"].(string)
	if !given {
		return map[string]any{}, nil
	}
	var account struct {
		Type        string `json:"type"`
		ProjectID   string `json:"project_id"`
		PrivateKey  string `json:"private_key"`
		ClientEmail string `json:"client_email"`
	}
	err := json.Unmarshal([]byte(text), &account)
	if err != nil || account.Type != "service_account" || account.ProjectID == "" || account.PrivateKey == "" || account.ClientEmail == "" {
		return nil, api.Boom(http.StatusBadRequest, "", "Invalid server credentials")
	}
	f.world.Secret(account.PrivateKey)
	f.now = f.world.Secret(text)
	return map[string]any{}, nil
}

// FCM returns the service account for Firebase Cloud Messaging, the JSON text
// that was set; "" for none.
func (f *fcm) FCM() string {
	f.world.Lock()
	defer f.world.Unlock()
	return f.now
}

// SetFCM replaces the service account for Firebase Cloud Messaging.
func (f *fcm) SetFCM(serverCredentials string) {
	f.world.Lock()
	defer f.world.Unlock()
	f.now = f.world.Secret(serverCredentials)
}

package auth0test

import (
	"net/http"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

const duoPath = " /api/v2/guardian/factors/duo/settings"

// DuoSettings connect the tenant to Duo; empty is what it does not have.
type DuoSettings struct {
	IntegrationKey, SecretKey, Hostname string
}

// DuoSettings returns the connection to Duo.
func (d *duo) DuoSettings() DuoSettings {
	d.world.Lock()
	defer d.world.Unlock()
	return d.now
}

type duo struct {
	world *api.World
	now   DuoSettings
}

// routes read and replace the connection to Duo whole. An empty one has no
// property at all, as the empty ones of other providers (recorded).
func (d *duo) routes() []api.Route {
	return []api.Route{
		{
			Pattern: http.MethodGet + duoPath, Scopes: []string{"read:guardian_factors"},
			Handle: func(*api.Call) (any, error) { return d.now.json(), nil },
		},
		{
			Pattern: http.MethodPut + duoPath, Scopes: []string{"update:guardian_factors"},
			Body: &api.Schema{Properties: map[string]api.Schema{
				"ikey": {Kind: "string", MaxLength: 10000},
				"skey": {Kind: "string", MinLength: 1, MaxLength: 10000},
				"host": {Kind: "string", MaxLength: 10000},
			}},
			Handle: d.put,
		},
	}
}

// put echoes the secret key too (recorded).
func (d *duo) put(c *api.Call) (any, error) {
	var s DuoSettings
	s.IntegrationKey, _ = c.Params["ikey"].(string)
	s.SecretKey, _ = c.Params["skey"].(string)
	s.Hostname, _ = c.Params["host"].(string)
	d.world.Secret(s.SecretKey)
	d.now = s
	return s.json(), nil
}

func (s DuoSettings) json() map[string]any {
	body := map[string]any{}
	for name, value := range map[string]string{"ikey": s.IntegrationKey, "skey": s.SecretKey, "host": s.Hostname} {
		if value != "" {
			body[name] = value
		}
	}
	return body
}

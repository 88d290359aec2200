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

// routes read the connection to Duo, replace it whole and change a part of it. An empty one has no
// property at all, as the empty ones of other providers (recorded).
func (d *duo) routes() []api.Route {
	return []api.Route{
		{
			Pattern: http.MethodGet + duoPath, Scopes: []string{"read:guardian_factors"},
			Handle: func(*api.Call) (any, error) { return d.now.json(), nil },
		},
		{
			Pattern: http.MethodPut + duoPath, Scopes: []string{"update:guardian_factors"},
			Body:   duoBody(),
			Handle: func(c *api.Call) (any, error) { return d.write(c, DuoSettings{}) },
		},
		{
			Pattern: http.MethodPatch + duoPath, Scopes: []string{"update:guardian_factors"},
			Body:   duoBody(),
			Handle: func(c *api.Call) (any, error) { return d.write(c, d.now) },
		},
	}
}

func duoBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"ikey": {Kind: "string", MaxLength: 10000},
		"skey": {Kind: "string", MinLength: 1, MaxLength: 10000},
		"host": {Kind: "string", MaxLength: 10000},
	}}
}

// write sets members on top of others, and echoes the secret key too (recorded
// of PUT).
func (d *duo) write(c *api.Call, kept DuoSettings) (any, error) {
	replace(c, &kept.IntegrationKey, "ikey")
	replace(c, &kept.SecretKey, "skey")
	replace(c, &kept.Hostname, "host")
	d.world.Secret(kept.SecretKey)
	d.now = kept
	return kept.json(), nil
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

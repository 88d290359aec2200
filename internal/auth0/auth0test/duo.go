package auth0test

import "net/http"

const duoPath = " /api/v2/guardian/factors/duo/settings"

// DuoSettings connect the tenant to Duo; empty is what it does not have.
type DuoSettings struct {
	IntegrationKey, SecretKey, Hostname string
}

// DuoSettings returns the connection to Duo.
func (t *Tenant) DuoSettings() DuoSettings {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.duo
}

// duoRoutes read and replace the connection to Duo whole. An empty one has no
// property at all, as the empty ones of other providers (recorded).
func duoRoutes() []route {
	return []route{
		{
			pattern: http.MethodGet + duoPath, scopes: []string{"read:guardian_factors"},
			handle: func(t *Tenant, _ *call) (any, error) { return t.duo.json(), nil },
		},
		{
			pattern: http.MethodPut + duoPath, scopes: []string{"update:guardian_factors"},
			body: &schema{properties: map[string]schema{
				"ikey": {kind: "string", maxLength: 10000},
				"skey": {kind: "string", minLength: 1, maxLength: 10000},
				"host": {kind: "string", maxLength: 10000},
			}},
			handle: (*Tenant).setDuo,
		},
	}
}

// setDuo echoes the secret key too (recorded).
func (t *Tenant) setDuo(c *call) (any, error) {
	var s DuoSettings
	s.IntegrationKey, _ = c.params["ikey"].(string)
	s.SecretKey, _ = c.params["skey"].(string)
	s.Hostname, _ = c.params["host"].(string)
	t.secret(s.SecretKey)
	t.duo = s
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

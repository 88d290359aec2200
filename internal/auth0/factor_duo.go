package auth0

import (
	"context"
	"net/http"
)

// DuoSettings connect a tenant to Duo; nil is what a tenant does not have.
type DuoSettings struct {
	// IntegrationKey and SecretKey are those of the application in Duo's Admin Panel.
	IntegrationKey *string `json:"ikey,omitempty"`
	SecretKey      *string `json:"skey,omitempty"`
	// Hostname is Duo's API host: api-0123abcd.duosecurity.com.
	Hostname *string `json:"host,omitempty"`
}

// DuoSettings reads the connection to Duo, the secret key included; scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factor-duo-settings
func (c *Client) DuoSettings(ctx context.Context) (DuoSettings, error) {
	var s DuoSettings
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/duo/settings", nil, &s)
	return s, err
}

// SetDuoSettings replaces the connection to Duo, which is none where s is empty,
// and returns what the tenant answered: all that was sent, the secret key
// included; scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-factor-duo-settings
func (c *Client) SetDuoSettings(ctx context.Context, s DuoSettings) (DuoSettings, error) {
	var answer DuoSettings
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/duo/settings", s, &answer)
	return answer, err
}

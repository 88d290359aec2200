package auth0

import (
	"context"
	"net/http"
)

// DuoSettings connect a tenant to Duo. Fields that the tenant does not have are nil.
type DuoSettings struct {
	// IntegrationKey and SecretKey are the keys of the application in Duo's Admin Panel.
	IntegrationKey *string `json:"ikey,omitempty"`
	SecretKey      *string `json:"skey,omitempty"`
	// Hostname is the API hostname, such as api-0123abcd.duosecurity.com.
	Hostname *string `json:"host,omitempty"`
}

// DuoSettings reads the connection to Duo, including the secret key. It requires
// the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-factor-duo-settings
func (c *Client) DuoSettings(ctx context.Context) (DuoSettings, error) {
	var answer loose[DuoSettings]
	err := c.manage(ctx, http.MethodGet, "/guardian/factors/duo/settings", nil, &answer)
	return answer.answer, err
}

// SetDuoSettings replaces the connection to Duo, or removes it if s is empty. It
// returns the tenant's answer, which has everything that was sent, including the
// secret key. It requires the scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-factor-duo-settings
func (c *Client) SetDuoSettings(ctx context.Context, s DuoSettings) (DuoSettings, error) {
	var answer loose[DuoSettings]
	err := c.manage(ctx, http.MethodPut, "/guardian/factors/duo/settings", s, &answer)
	return answer.answer, err
}

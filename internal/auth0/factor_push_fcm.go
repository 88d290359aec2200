package auth0

import (
	"context"
	"net/http"
)

// SetFCM replaces the tenant's access to Firebase Cloud Messaging (HTTP v1);
// scope update:guardian_factors. serverCredentials is a secret: a service
// account's JSON file, 1 to 10000 characters. The answer is empty, and what is
// set can never be read.
//
// https://auth0.com/docs/api/management/v2/guardian/put-fcmv-1
func (c *Client) SetFCM(ctx context.Context, serverCredentials string) error {
	in := map[string]string{"server_credentials": serverCredentials}
	return c.manage(ctx, http.MethodPut, pushProvidersPath+"/fcmv1", in, &struct{}{})
}

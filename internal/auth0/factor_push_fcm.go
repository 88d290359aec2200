package auth0

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// SetFCM replaces the tenant's access to Firebase Cloud Messaging (HTTP v1) with
// serverCredentials: the JSON file of a service account, 1 to 10000 characters,
// which is secret and cannot be read again. It requires the scope
// update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-fcmv-1
func (c *Client) SetFCM(ctx context.Context, serverCredentials string) error {
	in := map[string]string{"server_credentials": serverCredentials}
	return c.manage(ctx, http.MethodPut, pushProvidersPath+"/fcmv1", in, &nothing{})
}

// nothing is the empty object that Auth0 answers with where all is secret.
type nothing map[string]json.RawMessage

func (n *nothing) validate() error {
	if *n == nil || len(*n) > 0 {
		return errors.New("it is not an empty object")
	}
	return nil
}

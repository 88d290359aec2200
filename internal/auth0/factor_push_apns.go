package auth0

import (
	"context"
	"errors"
	"net/http"
)

// APNs is what a tenant shows of its access to Apple's push service.
type APNs struct {
	// Enabled says whether there are credentials; only reading tells.
	Enabled *bool `json:"enabled,omitempty"`
	// Sandbox says that Apple's development environment is meant; nil when never set.
	Sandbox *bool `json:"sandbox,omitempty"`
	// BundleID is the app's; nil when never set.
	BundleID *string `json:"bundle_id,omitempty"`
}

// APNsCredentials are access to Apple's push service. What is nil is not sent.
type APNsCredentials struct {
	Sandbox *bool `json:"sandbox,omitempty"`
	// BundleID is the app's, 1 to 1000 characters.
	BundleID *string `json:"bundle_id,omitempty"`
	// P12 is a secret: a PKCS #12 file with certificate and key, base64 encoded,
	// 1 to 10000 characters.
	P12 *string `json:"p12,omitempty"`
}

// APNs reads what is known of the tenant's access to Apple's push service, not
// the certificate; scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-apns
func (c *Client) APNs(ctx context.Context) (APNs, error) {
	var answer apnsAnswer
	err := c.manage(ctx, http.MethodGet, pushProvidersPath+"/apns", nil, &answer)
	return answer.APNs, err
}

// SetAPNs replaces the tenant's access to Apple's push service; scope
// update:guardian_factors. The answer has the fields that were sent but the
// certificate, and does not say Enabled.
//
// https://auth0.com/docs/api/management/v2/guardian/put-apns
func (c *Client) SetAPNs(ctx context.Context, credentials APNsCredentials) (APNs, error) {
	var answer APNs
	err := c.manage(ctx, http.MethodPut, pushProvidersPath+"/apns", credentials, &answer)
	return answer, err
}

// apnsAnswer is what GET answers: without a word on Enabled it says nothing.
type apnsAnswer struct{ APNs }

func (a *apnsAnswer) validate() error {
	if a.Enabled == nil {
		return errors.New("it does not say whether APNs is enabled")
	}
	return nil
}

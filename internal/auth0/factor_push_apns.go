package auth0

import (
	"context"
	"errors"
	"net/http"
)

// APNs is the part of a tenant's access to Apple's push service (APNs) that can be read.
type APNs struct {
	// Enabled reports whether the tenant has credentials. It is nil in the answer of [Client.SetAPNs].
	Enabled *bool `json:"enabled,omitempty"`
	// Sandbox selects Apple's development environment. It is nil if it was never set.
	Sandbox *bool `json:"sandbox,omitempty"`
	// BundleID is the bundle identifier of the app. It is nil if it was never set.
	BundleID *string `json:"bundle_id,omitempty"`
}

// APNsCredentials are the credentials for Apple's push service (APNs). Fields that are nil are not sent.
type APNsCredentials struct {
	// Sandbox selects Apple's development environment.
	Sandbox *bool `json:"sandbox,omitempty"`
	// BundleID is the bundle identifier of the app, 1 to 1000 characters.
	BundleID *string `json:"bundle_id,omitempty"`
	// P12 is a PKCS #12 file with the certificate and its key, in base64, 1 to
	// 10000 characters. It is secret.
	P12 *string `json:"p12,omitempty"`
}

// APNs reads the tenant's access to Apple's push service, except the certificate.
// It requires the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-apns
func (c *Client) APNs(ctx context.Context) (APNs, error) {
	var answer apnsAnswer
	err := c.manage(ctx, http.MethodGet, pushProvidersPath+"/apns", nil, &answer)
	return answer.APNs, err
}

// SetAPNs replaces the tenant's access to Apple's push service and returns the
// tenant's answer, which has the fields that were sent except the certificate,
// and not Enabled. It requires the scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-apns
func (c *Client) SetAPNs(ctx context.Context, credentials APNsCredentials) (APNs, error) {
	var answer loose[APNs]
	err := c.manage(ctx, http.MethodPut, pushProvidersPath+"/apns", credentials, &answer)
	return answer.answer, err
}

// apnsAnswer is the answer to GET, which is no answer without enabled.
type apnsAnswer struct{ APNs }

func (a *apnsAnswer) validate() error {
	if a.Enabled == nil {
		return errors.New("it does not say whether APNs is enabled")
	}
	return nil
}

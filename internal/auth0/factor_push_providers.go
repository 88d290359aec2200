package auth0

import (
	"context"
	"errors"
	"net/http"
)

// None of these credentials can be removed from a tenant: a PUT replaces what
// it has, and cannot empty it.
const pushProvidersPath = "/guardian/factors/push-notification/providers"

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

// SNS is a tenant's access to Amazon SNS. What is nil is not sent, and was
// never set where it comes; each text has 1 to 1000 characters.
type SNS struct {
	AccessKeyID *string `json:"aws_access_key_id,omitempty"`
	// SecretAccessKey is a secret; reading never shows it.
	SecretAccessKey *string `json:"aws_secret_access_key,omitempty"`
	// Region is one of the AWS regions that Auth0 knows: us-west-1.
	Region *string `json:"aws_region,omitempty"`
	// APNsApplicationARN is the SNS platform application for Apple's devices.
	APNsApplicationARN *string `json:"sns_apns_platform_application_arn,omitempty"`
	// GCMApplicationARN is the SNS platform application for Google's devices.
	GCMApplicationARN *string `json:"sns_gcm_platform_application_arn,omitempty"`
}

// SNS reads the tenant's access to Amazon SNS without the secret key; all nil
// when never set; scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-sns
func (c *Client) SNS(ctx context.Context) (SNS, error) {
	var answer SNS
	err := c.manage(ctx, http.MethodGet, pushProvidersPath+"/sns", nil, &answer)
	return answer, err
}

// SetSNS replaces the tenant's access to Amazon SNS; scope
// update:guardian_factors. The answer has the fields that were sent, the secret
// key among them.
//
// https://auth0.com/docs/api/management/v2/guardian/put-sns
func (c *Client) SetSNS(ctx context.Context, s SNS) (SNS, error) {
	var answer SNS
	err := c.manage(ctx, http.MethodPut, pushProvidersPath+"/sns", s, &answer)
	return answer, err
}

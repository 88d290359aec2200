package auth0

import (
	"context"
	"net/http"
)

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

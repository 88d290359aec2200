package auth0

import (
	"context"
	"net/http"
)

// SNS is a tenant's access to Amazon SNS. A field that is nil is not sent, or, in
// an answer, was never set. Each has 1 to 1000 characters.
type SNS struct {
	AccessKeyID *string `json:"aws_access_key_id,omitempty"`
	// SecretAccessKey is secret, and not returned when SNS is read.
	SecretAccessKey *string `json:"aws_secret_access_key,omitempty"`
	// Region is one of the AWS regions that Auth0 supports, such as us-west-1.
	Region *string `json:"aws_region,omitempty"`
	// APNsApplicationARN is the SNS platform application for Apple's devices.
	APNsApplicationARN *string `json:"sns_apns_platform_application_arn,omitempty"`
	// GCMApplicationARN is the SNS platform application for Google's devices.
	GCMApplicationARN *string `json:"sns_gcm_platform_application_arn,omitempty"`
}

// SNS reads the tenant's access to Amazon SNS, except the secret key. It requires
// the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-sns
func (c *Client) SNS(ctx context.Context) (SNS, error) {
	var answer loose[SNS]
	err := c.manage(ctx, http.MethodGet, pushProvidersPath+"/sns", nil, &answer)
	return answer.answer, err
}

// SetSNS replaces the tenant's access to Amazon SNS and returns the tenant's
// answer, which has the fields that were sent, including the secret key. It
// requires the scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-sns
func (c *Client) SetSNS(ctx context.Context, s SNS) (SNS, error) {
	var answer loose[SNS]
	err := c.manage(ctx, http.MethodPut, pushProvidersPath+"/sns", s, &answer)
	return answer.answer, err
}

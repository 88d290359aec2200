package auth0

import (
	"context"
	"errors"
	"net/http"
)

// The providers that can send the notifications of the push factor.
const (
	// PushProviderGuardian is Auth0 itself, which notifies the Guardian app. It is a new tenant's provider.
	PushProviderGuardian = "guardian"
	// PushProviderSNS is Amazon SNS with the access that [SNS] describes, which notifies a custom app.
	PushProviderSNS = "sns"
	// PushProviderDirect is APNs and FCM without Amazon SNS, which notify a custom app.
	PushProviderDirect = "direct"
)

// pushProvidersPath is the path of the credentials of the push factor's
// providers. They cannot be removed from a tenant: a PUT replaces them, and
// cannot clear them.
const pushProvidersPath = "/guardian/factors/push-notification/providers"

const pushProviderPath = "/guardian/factors/push-notification/selected-provider"

// PushProvider reads the provider that sends push notifications, which is one of
// the PushProvider constants. It requires the scope read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-pn-providers
func (c *Client) PushProvider(ctx context.Context) (string, error) {
	var answer pushProvider
	err := c.manage(ctx, http.MethodGet, pushProviderPath, nil, &answer)
	return answer.Provider, err
}

// SetPushProvider selects the provider that sends push notifications, and returns
// the one that the tenant answered with. The provider need not have credentials
// yet. It requires the scope update:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/put-pn-providers
func (c *Client) SetPushProvider(ctx context.Context, provider string) (string, error) {
	var answer pushProvider
	err := c.manage(ctx, http.MethodPut, pushProviderPath, pushProvider{provider}, &answer)
	return answer.Provider, err
}

type pushProvider struct {
	Provider string `json:"provider"`
}

func (p *pushProvider) validate() error {
	if p.Provider == "" {
		return errors.New("it names no provider")
	}
	return nil
}

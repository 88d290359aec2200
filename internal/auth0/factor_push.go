package auth0

import (
	"context"
	"errors"
	"net/http"
)

// Who sends the notifications of the push factor.
const (
	// PushProviderGuardian is Auth0 itself, to its Guardian app; a new tenant has it.
	PushProviderGuardian = "guardian"
	// PushProviderSNS is Amazon SNS, as [SNS] describes it, to an app of the tenant's own.
	PushProviderSNS = "sns"
	// PushProviderDirect are APNs and FCM without Amazon, to an app of the tenant's own.
	PushProviderDirect = "direct"
)

// pushProvidersPath is where the credentials of the push factor's providers are.
// None can be removed from a tenant: a PUT replaces what it has, and cannot
// empty it.
const pushProvidersPath = "/guardian/factors/push-notification/providers"

const pushProviderPath = "/guardian/factors/push-notification/selected-provider"

// PushProvider reads who sends push notifications, one of the constants; scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-pn-providers
func (c *Client) PushProvider(ctx context.Context) (string, error) {
	var answer pushProvider
	err := c.manage(ctx, http.MethodGet, pushProviderPath, nil, &answer)
	return answer.Provider, err
}

// SetPushProvider selects who sends push notifications, also before that one
// has credentials, and returns what the tenant answered; scope
// update:guardian_factors.
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

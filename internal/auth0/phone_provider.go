package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// The names that a [UnifiedPhoneProvider] can have.
const (
	UnifiedPhoneTwilio = "twilio"
	UnifiedPhoneCustom = "custom" // an Action of the tenant sends the messages
)

// UnifiedPhoneProvider sends all texts and calls of a tenant on the Unified
// Phone Experience, those of the phone factor included. The older provider,
// of the phone factor alone, is [Client.PhoneProvider].
type UnifiedPhoneProvider struct {
	// ID is what the other methods know the provider by: pro_….
	ID     string `json:"id"`
	Tenant string `json:"tenant,omitempty"`
	// Name is twilio or custom.
	Name string `json:"name"`
	// Channel is phone.
	Channel       string                     `json:"channel,omitempty"`
	Disabled      *bool                      `json:"disabled"`
	Configuration *UnifiedPhoneConfiguration `json:"configuration"`
	// CreatedAt and UpdatedAt are RFC 3339 times.
	CreatedAt string `json:"created_at,omitempty"`
	UpdatedAt string `json:"updated_at,omitempty"`
}

// UnifiedPhoneConfiguration is what a provider sends, and from where.
type UnifiedPhoneConfiguration struct {
	// DefaultFrom is the number of messages whose template names none.
	DefaultFrom *string `json:"default_from,omitempty"`
	// MSSID is a Twilio messaging service.
	MSSID *string `json:"mssid,omitempty"`
	// SID is a Twilio account.
	SID *string `json:"sid,omitempty"`
	// DeliveryMethods are text and voice, or one of them.
	DeliveryMethods []string `json:"delivery_methods"`
}

// UnifiedPhoneCredentials are secret and never returned. A custom provider
// has none: the zero value.
type UnifiedPhoneCredentials struct {
	// AuthToken is that of a Twilio account.
	AuthToken *string `json:"auth_token,omitempty"`
}

// UnifiedPhoneProviderChange is a provider to create, or what is to change
// about one: what is nil then stays, and what is given is replaced whole.
type UnifiedPhoneProviderChange struct {
	Name          string                     `json:"name,omitempty"`
	Disabled      *bool                      `json:"disabled,omitempty"`
	Configuration *UnifiedPhoneConfiguration `json:"configuration,omitempty"`
	Credentials   *UnifiedPhoneCredentials   `json:"credentials,omitempty"`
}

func (p *UnifiedPhoneProvider) validate() error {
	switch {
	case p.ID == "" || p.Name == "":
		return errors.New("it lacks id or name")
	case p.Disabled == nil || p.Configuration == nil:
		return fmt.Errorf("the provider %s lacks disabled or configuration", p.ID)
	}
	return nil
}

type unifiedPhoneProviderList struct {
	Providers []UnifiedPhoneProvider `json:"providers"`
}

func (l *unifiedPhoneProviderList) validate() error {
	if l.Providers == nil {
		return errNoList
	}
	for i := range l.Providers {
		if err := l.Providers[i].validate(); err != nil {
			return err
		}
	}
	return nil
}

const unifiedPhoneProviders = "/branding/phone/providers"

// UnifiedPhoneProviders lists the tenant's provider, of which there is at most
// one; scope read:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/get-branding-phone-providers
func (c *Client) UnifiedPhoneProviders(ctx context.Context) ([]UnifiedPhoneProvider, error) {
	var answer unifiedPhoneProviderList
	err := c.manage(ctx, http.MethodGet, unifiedPhoneProviders, nil, &answer)
	return answer.Providers, err
}

// UnifiedPhoneProvider reads a provider, without its credentials; scope
// read:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/get-phone-provider
func (c *Client) UnifiedPhoneProvider(ctx context.Context, id string) (UnifiedPhoneProvider, error) {
	return c.oneUnifiedPhoneProvider(ctx, http.MethodGet, id, nil)
}

// CreateUnifiedPhoneProvider creates the tenant's provider and returns it
// without its credentials; scope create:phone_providers. Name, configuration
// and credentials have to be given. A tenant that has one refuses another.
//
// https://auth0.com/docs/api/management/v2/branding/create-phone-provider
func (c *Client) CreateUnifiedPhoneProvider(ctx context.Context, p UnifiedPhoneProviderChange) (UnifiedPhoneProvider, error) {
	var answer UnifiedPhoneProvider
	err := c.manage(ctx, http.MethodPost, unifiedPhoneProviders, p, &answer)
	return answer, err
}

// UpdateUnifiedPhoneProvider changes a provider, also its name, and returns it
// without its credentials; scope update:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/update-phone-provider
func (c *Client) UpdateUnifiedPhoneProvider(ctx context.Context, id string, change UnifiedPhoneProviderChange) (UnifiedPhoneProvider, error) {
	return c.oneUnifiedPhoneProvider(ctx, http.MethodPatch, id, change)
}

// DeleteUnifiedPhoneProvider deletes a provider, its credentials included;
// scope delete:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/delete-phone-provider
func (c *Client) DeleteUnifiedPhoneProvider(ctx context.Context, id string) error {
	element, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.manage(ctx, http.MethodDelete, unifiedPhoneProviders+"/"+element, nil, nil)
}

func (c *Client) oneUnifiedPhoneProvider(ctx context.Context, method, id string, in any) (UnifiedPhoneProvider, error) {
	var answer UnifiedPhoneProvider
	element, err := pathElement(id)
	if err != nil {
		return answer, err
	}
	err = c.manage(ctx, method, unifiedPhoneProviders+"/"+element, in, &answer)
	return answer, err
}

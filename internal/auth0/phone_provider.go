package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// The names that a [PhoneProvider] can have.
const (
	PhoneProviderTwilio = "twilio"
	PhoneProviderCustom = "custom" // an Action of the tenant sends the messages
)

// PhoneProvider sends all text messages and calls of a tenant on the Unified Phone
// Experience, including those of the phone factor. Other tenants have a provider
// for the phone factor alone: see [Client.LegacyPhoneProvider].
type PhoneProvider struct {
	// ID identifies the provider. It has the form pro_….
	ID     string `json:"id"`
	Tenant string `json:"tenant,omitempty"`
	// Name is twilio or custom.
	Name string `json:"name"`
	// Channel is always phone.
	Channel       string                      `json:"channel,omitempty"`
	Disabled      *bool                       `json:"disabled"`
	Configuration *PhoneProviderConfiguration `json:"configuration"`
	// CreatedAt and UpdatedAt are RFC 3339 times.
	CreatedAt string `json:"created_at,omitempty"`
	UpdatedAt string `json:"updated_at,omitempty"`
}

// PhoneProviderConfiguration describes how a provider sends messages, and from where.
type PhoneProviderConfiguration struct {
	// DefaultFrom is the phone number that messages are sent from, unless their template has one.
	DefaultFrom *string `json:"default_from,omitempty"`
	// MSSID is the SID of a Twilio messaging service.
	MSSID *string `json:"mssid,omitempty"`
	// SID is the SID of a Twilio account.
	SID *string `json:"sid,omitempty"`
	// DeliveryMethods are text, voice or both.
	DeliveryMethods []string `json:"delivery_methods"`
}

// PhoneProviderCredentials are the credentials of a provider. They are secret, and
// Auth0 never returns them. A custom provider has none: the zero value.
type PhoneProviderCredentials struct {
	// AuthToken is the auth token of a Twilio account.
	AuthToken *string `json:"auth_token,omitempty"`
}

// PhoneProviderChange is a provider to create, or a change to one. In a change,
// fields that are nil stay as they are, and the others are replaced as a whole.
type PhoneProviderChange struct {
	Name          string                      `json:"name,omitempty"`
	Disabled      *bool                       `json:"disabled,omitempty"`
	Configuration *PhoneProviderConfiguration `json:"configuration,omitempty"`
	Credentials   *PhoneProviderCredentials   `json:"credentials,omitempty"`
}

func (p *PhoneProvider) validate() error {
	switch {
	case p.ID == "" || p.Name == "":
		return errors.New("it lacks id or name")
	case p.Disabled == nil || p.Configuration == nil:
		return fmt.Errorf("the provider %s lacks disabled or configuration", p.ID)
	}
	return nil
}

type phoneProviderList struct {
	Providers []PhoneProvider `json:"providers"`
}

func (l *phoneProviderList) validate() error {
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

const phoneProviders = "/branding/phone/providers"

// PhoneProviders lists the tenant's phone providers, of which there is at most
// one. It requires the scope read:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/get-branding-phone-providers
func (c *Client) PhoneProviders(ctx context.Context) ([]PhoneProvider, error) {
	var answer phoneProviderList
	err := c.manage(ctx, http.MethodGet, phoneProviders, nil, &answer)
	return answer.Providers, err
}

// PhoneProvider reads a provider, without its credentials. It requires the scope
// read:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/get-phone-provider
func (c *Client) PhoneProvider(ctx context.Context, id string) (PhoneProvider, error) {
	return c.onePhoneProvider(ctx, http.MethodGet, id, nil)
}

// CreatePhoneProvider creates the tenant's provider and returns it without its
// credentials. Name, configuration and credentials are required. A tenant that has
// a provider refuses another. It requires the scope create:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/create-phone-provider
func (c *Client) CreatePhoneProvider(ctx context.Context, p PhoneProviderChange) (PhoneProvider, error) {
	var answer PhoneProvider
	err := c.manage(ctx, http.MethodPost, phoneProviders, p, &answer)
	return answer, err
}

// UpdatePhoneProvider changes a provider, which can include its name, and returns
// it without its credentials. It requires the scope update:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/update-phone-provider
func (c *Client) UpdatePhoneProvider(ctx context.Context, id string, change PhoneProviderChange) (PhoneProvider, error) {
	return c.onePhoneProvider(ctx, http.MethodPatch, id, change)
}

// DeletePhoneProvider deletes a provider with its credentials. It requires the
// scope delete:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/delete-phone-provider
func (c *Client) DeletePhoneProvider(ctx context.Context, id string) error {
	element, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.manage(ctx, http.MethodDelete, phoneProviders+"/"+element, nil, nil)
}

// TryPhoneProvider has a provider send a test message to a number, in E.164 format,
// by a delivery method: text or voice. It is sent once. It requires the scope
// create:phone_providers.
//
// https://auth0.com/docs/api/management/v2/branding/try-phone-provider
func (c *Client) TryPhoneProvider(ctx context.Context, id, to, deliveryMethod string) error {
	element, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.authorized(ctx, call{
		method: http.MethodPost, path: "/api/v2" + phoneProviders + "/" + element + "/try", success: http.StatusAccepted,
		body: jsonBody(map[string]string{"to": to, "delivery_method": deliveryMethod}),
	}, nil)
}

func (c *Client) onePhoneProvider(ctx context.Context, method, id string, in any) (PhoneProvider, error) {
	var answer PhoneProvider
	element, err := pathElement(id)
	if err != nil {
		return answer, err
	}
	if err := c.manage(ctx, method, phoneProviders+"/"+element, in, &answer); err != nil {
		return answer, err
	}
	return answer, about(method, phoneProviders+"/"+element, id, answer.ID)
}

package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// AuthenticationMethod is an authenticator that a user has enrolled, as the
// Management API describes it. Auth0 masks email addresses and phone numbers.
type AuthenticationMethod struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Confirmed *bool  `json:"confirmed,omitempty"`
	// Name is the label that the method was given when it was created.
	Name        string `json:"name,omitempty"`
	Email       string `json:"email,omitempty"`
	PhoneNumber string `json:"phone_number,omitempty"`
	// CreatedAt, EnrolledAt and LastAuthAt are RFC 3339 times.
	CreatedAt  string `json:"created_at,omitempty"`
	EnrolledAt string `json:"enrolled_at,omitempty"`
	LastAuthAt string `json:"last_auth_at,omitempty"`
	// PreferredMethod is how codes are sent to a phone by default: the type of one of Methods.
	PreferredMethod string `json:"preferred_authentication_method,omitempty"`
	// Methods are the channels of a phone (sms, voice) or of the Guardian app (push, totp).
	Methods []ChannelMethod `json:"authentication_methods,omitempty"`
}

// ChannelMethod is one channel of an [AuthenticationMethod].
type ChannelMethod struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

func (m *AuthenticationMethod) validate() error {
	if m.ID == "" || m.Type == "" {
		return errors.New("it lacks id or type")
	}
	if hasControl(m.ID + m.Type + m.Name + m.Email + m.PhoneNumber) {
		return errors.New("its id, type, name or address has a control character")
	}
	return nil
}

// NewAuthenticationMethod describes the authenticator that [Client.CreateAuthenticationMethod] enrolls.
type NewAuthenticationMethod struct {
	// Type is email, phone or totp.
	Type string `json:"type"`
	// Name is a label for administrators and the user.
	Name string `json:"name,omitempty"`
	// Email is the address of an email method, which requires it.
	Email string `json:"email,omitempty"`
	// PhoneNumber is the number of a phone method, in E.164 format, which requires it.
	PhoneNumber string `json:"phone_number,omitempty"`
	// TOTPSecret is the key of a totp method, in base32. Auth0 generates one if it is empty.
	TOTPSecret string `json:"totp_secret,omitempty"`
	// PreferredMethod is how codes are sent to a phone by default: sms or voice.
	PreferredMethod string `json:"preferred_authentication_method,omitempty"`
}

// AuthenticationMethodChange holds what can be changed about an authentication
// method. Fields that are nil stay as they are.
type AuthenticationMethodChange struct {
	Name *string `json:"name,omitempty"`
	// PreferredMethod is sms or voice, and applies to phones only.
	PreferredMethod *string `json:"preferred_authentication_method,omitempty"`
}

// authenticationMethodsPage is one page of the list. Auth0 leaves total out when it is 0.
type authenticationMethodsPage struct {
	Authenticators []AuthenticationMethod `json:"authenticators"`
	Total          int                    `json:"total,omitempty"`
	Start          int                    `json:"start"`
	Limit          int                    `json:"limit"`
}

func (p *authenticationMethodsPage) validate() error {
	if p.Authenticators == nil {
		return errNoList
	}
	for i := range p.Authenticators {
		if err := p.Authenticators[i].validate(); err != nil {
			return fmt.Errorf("of entry %d: %w", i, err)
		}
	}
	return nil
}

// AuthenticationMethods lists everything that a user has enrolled, across all
// pages. A list that ends before its total, repeats itself or changes while it is
// read is an error. It requires the scope read:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/get-authentication-methods
func (c *Client) AuthenticationMethods(ctx context.Context, userID string) ([]AuthenticationMethod, error) {
	id, err := pathElement(userID)
	if err != nil {
		return nil, err
	}
	return collected(paged("/api/v2/users/{id}/authentication-methods", AuthenticationMethod.id,
		func(page url.Values) ([]AuthenticationMethod, int, error) {
			var p authenticationMethodsPage
			err := c.manage(ctx, http.MethodGet, "/users/"+id+"/authentication-methods?"+page.Encode(), nil, &p)
			return p.Authenticators, p.Total, err
		}))
}

func (m AuthenticationMethod) id() string { return m.ID }

// AuthenticationMethod reads one of a user's authentication methods. It
// requires the scope read:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/get-authentication-methods-by-authentication-method-id
func (c *Client) AuthenticationMethod(ctx context.Context, userID, id string) (AuthenticationMethod, error) {
	var answer AuthenticationMethod
	path, err := authenticationMethodPath(userID, id)
	if err != nil {
		return answer, err
	}
	if err := c.manage(ctx, http.MethodGet, path, nil, &answer); err != nil {
		return answer, err
	}
	return answer, about(http.MethodGet, path, id, answer.ID)
}

// CreateAuthenticationMethod enrolls a user in an authentication method, which
// needs no confirmation. It returns the tenant's answer, which has all that
// reading returns except confirmed. A key that Auth0 generates for a totp method
// is not returned. It requires the scope create:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/post-authentication-methods
func (c *Client) CreateAuthenticationMethod(ctx context.Context, userID string, m NewAuthenticationMethod) (AuthenticationMethod, error) {
	var answer AuthenticationMethod
	user, err := pathElement(userID)
	if err != nil {
		return answer, err
	}
	err = c.manage(ctx, http.MethodPost, "/users/"+user+"/authentication-methods", m, &answer)
	return answer, err
}

// UpdateAuthenticationMethod renames an authentication method, or changes how
// codes are sent to a phone by default. It returns the tenant's answer, which
// has all that reading returns except confirmed. It requires the scope
// update:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/patch-authentication-methods-by-authentication-method-id
func (c *Client) UpdateAuthenticationMethod(
	ctx context.Context, userID, id string, change AuthenticationMethodChange,
) (AuthenticationMethod, error) {
	var answer AuthenticationMethod
	path, err := authenticationMethodPath(userID, id)
	if err != nil {
		return answer, err
	}
	if err := c.manage(ctx, http.MethodPatch, path, change, &answer); err != nil {
		return answer, err
	}
	return answer, about(http.MethodPatch, path, id, answer.ID)
}

// DeleteAuthenticationMethod removes one of a user's authentication methods. It
// requires the scope delete:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/delete-authentication-methods-by-authentication-method-id
func (c *Client) DeleteAuthenticationMethod(ctx context.Context, userID, id string) error {
	path, err := authenticationMethodPath(userID, id)
	if err != nil {
		return err
	}
	return c.manage(ctx, http.MethodDelete, path, nil, nil)
}

func authenticationMethodPath(userID, id string) (string, error) {
	user, err := pathElement(userID)
	if err != nil {
		return "", err
	}
	method, err := pathElement(id)
	if err != nil {
		return "", err
	}
	return "/users/" + user + "/authentication-methods/" + method, nil
}

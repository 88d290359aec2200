package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// methodsPerPage is how many authentication methods are asked for at once, the most that Auth0 gives.
const methodsPerPage = 100

// AuthenticationMethod is something that a user has enrolled, in the terms of
// the Management API. Email addresses and phone numbers come masked.
type AuthenticationMethod struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Confirmed *bool  `json:"confirmed,omitempty"`
	// Name is the label that was chosen when the method was created.
	Name        string `json:"name,omitempty"`
	Email       string `json:"email,omitempty"`
	PhoneNumber string `json:"phone_number,omitempty"`
	// CreatedAt, EnrolledAt and LastAuthAt are RFC 3339 times.
	CreatedAt  string `json:"created_at,omitempty"`
	EnrolledAt string `json:"enrolled_at,omitempty"`
	LastAuthAt string `json:"last_auth_at,omitempty"`
	// PreferredMethod is one of Methods: how a phone prefers its codes.
	PreferredMethod string `json:"preferred_authentication_method,omitempty"`
	// Methods are the channels of a phone (sms, voice) or of Guardian (push, totp).
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
	return nil
}

// NewAuthenticationMethod is what [Client.CreateAuthenticationMethod] enrols.
type NewAuthenticationMethod struct {
	// Type is email, phone or totp.
	Type string `json:"type"`
	// Name is a label for people.
	Name string `json:"name,omitempty"`
	// Email is what an email method needs.
	Email string `json:"email,omitempty"`
	// PhoneNumber is what a phone needs, in E.164 form.
	PhoneNumber string `json:"phone_number,omitempty"`
	// TOTPSecret is the key of a totp method, in base32; without one Auth0 makes it up.
	TOTPSecret string `json:"totp_secret,omitempty"`
	// PreferredMethod is how a phone prefers its codes: sms or voice.
	PreferredMethod string `json:"preferred_authentication_method,omitempty"`
}

// AuthenticationMethodChange is what can change about an authentication
// method; what is nil stays.
type AuthenticationMethodChange struct {
	Name *string `json:"name,omitempty"`
	// PreferredMethod is of phones only: sms or voice.
	PreferredMethod *string `json:"preferred_authentication_method,omitempty"`
}

// authenticationMethodsPage is one page; total is missing when it is 0.
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
	return nil
}

// AuthenticationMethods lists all that a user has enrolled, over all pages;
// scope read:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/get-authentication-methods
func (c *Client) AuthenticationMethods(ctx context.Context, userID string) ([]AuthenticationMethod, error) {
	id, err := pathElement(userID)
	if err != nil {
		return nil, err
	}
	var all []AuthenticationMethod
	for page := 0; ; page++ {
		var p authenticationMethodsPage
		path := fmt.Sprintf("/users/%s/authentication-methods?include_totals=true&page=%d&per_page=%d", id, page, methodsPerPage)
		if err := c.manage(ctx, http.MethodGet, path, nil, &p); err != nil {
			return nil, err
		}
		all = append(all, p.Authenticators...)
		if len(p.Authenticators) == 0 || len(all) >= p.Total {
			return all, nil
		}
	}
}

// AuthenticationMethod reads one thing that a user has enrolled; scope
// read:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/get-authentication-methods-by-authentication-method-id
func (c *Client) AuthenticationMethod(ctx context.Context, userID, id string) (AuthenticationMethod, error) {
	var answer AuthenticationMethod
	path, err := authenticationMethodPath(userID, id)
	if err != nil {
		return answer, err
	}
	err = c.manage(ctx, http.MethodGet, path, nil, &answer)
	return answer, err
}

// CreateAuthenticationMethod enrols a user, who has nothing left to confirm,
// and returns what the tenant answered: all that GET has but for confirmed.
// The key that Auth0 makes up for a totp method is dropped. Scope
// create:authentication_methods.
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
// a phone prefers its codes, and returns what the tenant answered: all that
// GET has but for confirmed. Scope update:authentication_methods.
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
	err = c.manage(ctx, http.MethodPatch, path, change, &answer)
	return answer, err
}

// DeleteAuthenticationMethod removes something that a user has enrolled; scope
// delete:authentication_methods.
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

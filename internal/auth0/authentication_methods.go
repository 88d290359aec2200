package auth0

import (
	"context"
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

// DeleteAuthenticationMethod removes something that a user has enrolled; scope
// delete:authentication_methods.
//
// https://auth0.com/docs/api/management/v2/users/delete-authentication-methods-by-authentication-method-id
func (c *Client) DeleteAuthenticationMethod(ctx context.Context, userID, id string) error {
	user, err := pathElement(userID)
	if err != nil {
		return err
	}
	method, err := pathElement(id)
	if err != nil {
		return err
	}
	return c.manage(ctx, http.MethodDelete, "/users/"+user+"/authentication-methods/"+method, nil, nil)
}

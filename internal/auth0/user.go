package auth0

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
)

// User is what is read of a user.
type User struct {
	ID            string `json:"user_id"`
	Email         string `json:"email,omitempty"`
	EmailVerified bool   `json:"email_verified,omitempty"`
	Blocked       bool   `json:"blocked,omitempty"`
}

func (u User) id() string { return u.ID }

func (u *User) validate() error { return noBlanks([]string{u.ID}) }

const userFields = "user_id,email,email_verified,blocked"

type usersPage struct {
	Users []User `json:"users"`
	Total int    `json:"total"`
}

func (p *usersPage) validate() error {
	if p.Users == nil {
		return errNoList
	}
	for i := range p.Users {
		if err := p.Users[i].validate(); err != nil {
			return err
		}
	}
	return nil
}

// User reads a user by ID. It requires the scope read:users.
//
// https://auth0.com/docs/api/management/v2/users/get-users-by-id
func (c *Client) User(ctx context.Context, userID string) (User, error) {
	id, err := pathElement(userID)
	if err != nil {
		return User{}, err
	}
	var answer User
	path := "/users/" + id + "?fields=" + userFields + "&include_fields=true"
	if err := c.manage(ctx, http.MethodGet, path, nil, &answer); err != nil {
		return User{}, err
	}
	return answer, about(http.MethodGet, path, userID, answer.ID)
}

// ErrMoreUsers ends a search of which Auth0 shows only the beginning.
var ErrMoreUsers = errors.New("the search may find more users than the 1,000 that Auth0 shows")

// Users yields the users that a query finds, in Lucene syntax; all where it is
// empty. Auth0 shows no more than the first 1,000, and new users some seconds
// late. They are read page by page as they are asked for. The error, if any, comes
// last: [ErrMoreUsers] where there may be more. It requires the scope read:users.
//
// https://auth0.com/docs/api/management/v2/users/get-users
// https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
func (c *Client) Users(ctx context.Context, query string) iter.Seq2[User, error] {
	return func(yield func(User, error) bool) {
		total := 0
		for user, err := range c.firstUsers(ctx, query, &total) {
			if !yield(user, err) || err != nil {
				return
			}
		}
		if total >= mostUsers {
			yield(User{}, ErrMoreUsers)
		}
	}
}

func (c *Client) firstUsers(ctx context.Context, query string, total *int) iter.Seq2[User, error] {
	return paged("/api/v2/users", User.id, func(page url.Values) ([]User, int, error) {
		page.Set("search_engine", "v3")
		page.Set("sort", "user_id:1")
		page.Set("fields", userFields)
		page.Set("include_fields", "true")
		if query != "" {
			page.Set("q", query)
		}
		var p usersPage
		err := c.manage(ctx, http.MethodGet, "/users?"+page.Encode(), nil, &p)
		*total = p.Total
		return p.Users, min(p.Total, mostUsers), err
	})
}

// mostUsers is how many users Auth0 shows of a search.
const mostUsers = 1000

// InvalidateRememberedBrowsers has each browser that a user has signed in with ask
// for a second factor again. It requires the scope update:users.
//
// https://auth0.com/docs/api/management/v2/users/post-invalidate-remember-browser
func (c *Client) InvalidateRememberedBrowsers(ctx context.Context, userID string) error {
	id, err := pathElement(userID)
	if err != nil {
		return err
	}
	return c.authorized(ctx, call{
		method: http.MethodPost, path: "/api/v2/users/" + id + "/multifactor/actions/invalidate-remember-browser",
		success: http.StatusNoContent, repeatable: true,
	}, nil)
}

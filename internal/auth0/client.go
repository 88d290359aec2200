// Package auth0 is a client of the parts of Auth0's Management and MFA APIs
// that multi-factor authentication needs. It knows nothing of Terraform.
//
// A [Client] stands for one application of one tenant. Management methods
// authenticate with an access token of their own, MFA methods with what the
// user's login gave. Every failure is an [*Error] or, where a login needs a
// second factor, an [*MFARequiredError] around one.
package auth0

import (
	"context"
	"errors"
	"net/http"
)

// Client calls the APIs of one tenant. It is safe for concurrent use.
type Client struct {
	*application

	tokens  *tokenSource
	factors shared // what /guardian/factors lists
	tenant  shared // what /tenants/settings says
}

// New checks a configuration and returns a client for it. It makes no request:
// the Management API token is fetched when it is first needed.
func New(config Config) (*Client, error) {
	app, err := newApplication(config)
	if err != nil {
		return nil, err
	}
	return &Client{application: app, tokens: newTokenSource(app.config, app.base.Host, app.managementTokens)}, nil
}

// Domain returns the tenant's domain without a scheme: example.eu.auth0.com.
func (c *Client) Domain() string { return c.base.Host }

// CloseIdleConnections closes the connections that no request is using.
func (c *Client) CloseIdleConnections() { c.http.HTTPClient.CloseIdleConnections() }

// manage calls the Management API: path is escaped and relative to /api/v2.
func (c *Client) manage(ctx context.Context, method, path string, in, out any) error {
	token, err := c.tokens.get(ctx)
	if err != nil {
		return err
	}
	call := call{method: method, path: "/api/v2" + path, bearer: token, body: jsonBody(in)}
	err = c.do(ctx, call, out)
	var e *Error
	if !errors.As(err, &e) || e.Status != http.StatusUnauthorized || !c.tokens.drop(token) {
		return err
	}
	// The token was revoked, or expired by the tenant's clock: nothing was carried out.
	if call.bearer, err = c.tokens.get(ctx); err != nil {
		return err
	}
	return c.do(ctx, call, out)
}

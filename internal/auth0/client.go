// Package auth0 is a client for those parts of Auth0's Management API and MFA
// API that multi-factor authentication needs. It knows nothing of Terraform.
//
// A [Client] acts as one application of one tenant. Methods of the Management
// API authenticate with an access token that the client fetches itself, methods
// of the MFA API with a token that the user's login returned. A call that fails
// returns an [*Error] or, if a login needs a second factor, an
// [*MFARequiredError] that wraps one.
package auth0

import (
	"context"
	"net/http"
)

// Client calls the APIs of one tenant. It is safe for concurrent use.
type Client struct {
	*application

	own      string // the tenant's own domain
	tokens   *tokenSource
	factors  shared // what /guardian/factors lists
	policies shared // what /guardian/policies lists
	tenant   shared // what /tenants/settings says
}

// New returns a client for a configuration, or an error if the configuration is
// invalid. It sends no request: the Management API token is fetched when it is
// first needed.
func New(config Config) (*Client, error) {
	app, err := newApplication(config)
	if err != nil {
		return nil, err
	}
	return &Client{
		application: app, own: tenantOf(app.config, app.base.Host),
		tokens: newTokenSource(app.config, app.base.Host, app.managementTokens),
	}, nil
}

// Domain returns the domain by which the tenant is reached, without a scheme,
// such as example.eu.auth0.com or a custom domain.
func (c *Client) Domain() string { return c.base.Host }

// Tenant returns the tenant's own domain, without a scheme: the same whether it
// is reached by that or by a custom domain. It is the host of the Management
// API's identifier, which an access token has as its audience, or else the
// configuration. It sends no request.
// See https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens.
func (c *Client) Tenant() string { return c.own }

// CloseIdleConnections closes the connections that no request is using.
func (c *Client) CloseIdleConnections() { c.http.HTTPClient.CloseIdleConnections() }

// manage calls the Management API. The path is escaped and relative to /api/v2. A
// PATCH has to say what shall be, whatever was before, so that it can be repeated.
func (c *Client) manage(ctx context.Context, method, path string, in, out any) error {
	return c.authorized(ctx, call{method: method, path: "/api/v2" + path, body: jsonBody(in), repeatable: method != http.MethodPost}, out)
}

// authorized sends a call of the Management API with an access token.
func (c *Client) authorized(ctx context.Context, call call, out any) error {
	token, err := c.tokens.get(ctx)
	if err != nil {
		return err
	}
	call.bearer, call.fetched = token, c.config.APIToken == ""
	err = c.do(ctx, call, out)
	if !c.tokens.replaces(token, err) {
		return err
	}
	// Nothing was carried out: the tenant refused the token.
	if call.bearer, err = c.tokens.get(ctx); err != nil {
		return err
	}
	return c.do(ctx, call, out)
}

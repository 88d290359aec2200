package auth0test

import (
	"net/http"
	"slices"

	"github.com/go-jose/go-jose/v4"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// grantHandler serves a grant type of the token endpoint.
type grantHandler func(*api.Call, Application) (map[string]any, error)

// oauth is the token endpoint, and what says where it is.
type oauth struct {
	tokens  *tokens
	clients *clients
	grants  map[string]grantHandler
}

func (o *oauth) routes() []api.Route {
	return []api.Route{
		{Pattern: "GET /.well-known/jwks.json", ContentType: api.BareJSON, Handle: o.jwks},
		{Pattern: "GET /.well-known/openid-configuration", Handle: o.discovery},
		{Pattern: "POST /oauth/token", ContentType: api.BareJSON, Limit: [2]int{100, 97}, Form: true, Handle: o.token},
	}
}

// token answers POST /oauth/token.
func (o *oauth) token(c *api.Call) (any, error) {
	kind, err := c.Need("grant_type")
	if err != nil {
		return nil, err
	}
	app, err := o.clients.authenticate(c)
	if err != nil {
		return nil, err
	}
	handle, ok := o.grants[kind]
	if !ok {
		return nil, api.Refuse(http.StatusForbidden, "unsupported_grant_type", "Unsupported grant type: "+kind)
	}
	if !slices.Contains(app.GrantTypes, kind) {
		refused := api.Refuse(http.StatusForbidden, "unauthorized_client", "Grant type '"+kind+"' not allowed for the client.")
		refused.Body["error_uri"] = "https://auth0.com/docs/clients/client-grant-types"
		return nil, refused
	}
	body, err := handle(c, app)
	if err != nil {
		return nil, err
	}
	return body, nil
}

// jwks answers GET /.well-known/jwks.json.
func (o *oauth) jwks(*api.Call) (any, error) {
	return o.tokens.issuer.KeySet(), nil
}

// discovery answers GET /.well-known/openid-configuration.
func (o *oauth) discovery(*api.Call) (any, error) {
	return map[string]any{
		"issuer":                                o.tokens.identity.issuer(),
		"token_endpoint":                        o.tokens.identity.URL() + "/oauth/token",
		"mfa_challenge_endpoint":                o.tokens.identity.URL() + "/mfa/challenge",
		"jwks_uri":                              o.tokens.identity.URL() + "/.well-known/jwks.json",
		"scopes_supported":                      append([]string{"offline_access"}, profileScopes...),
		"id_token_signing_alg_values_supported": []string{string(jose.RS256)},
		"token_endpoint_auth_methods_supported": []string{
			"client_secret_basic", "client_secret_post", "private_key_jwt",
		},
		"token_endpoint_auth_signing_alg_values_supported": []string{"RS256", "RS384", "PS256"},
	}, nil
}

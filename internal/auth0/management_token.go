package auth0

import (
	"context"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4/jwt"
)

// ManagementToken is the access token with which a client calls the Management API.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
type ManagementToken struct {
	// Token is secret: it can do all that its scopes allow, until it expires.
	Token string
	// ExpiresAt is zero where the token does not say it.
	ExpiresAt time.Time
	// Scopes are none where the token does not say them.
	Scopes []string
}

// ManagementToken returns the token that the client's calls have, and fetches it
// where there is none yet.
func (c *Client) ManagementToken(ctx context.Context) (ManagementToken, error) {
	token, err := c.tokens.get(ctx)
	if err != nil {
		return ManagementToken{}, err
	}
	var claims struct {
		jwt.Claims
		Scope string `json:"scope"`
	}
	readClaims(token, &claims)
	answer := ManagementToken{Token: token, Scopes: strings.Fields(claims.Scope)}
	if claims.Expiry != nil {
		answer.ExpiresAt = claims.Expiry.Time().UTC()
	}
	return answer, nil
}

// As returns a client that acts as another application of the tenant: by its
// secret, or as a public application where that is empty. It sends no request, and
// cannot call the Management API.
func (c *Client) As(clientID, clientSecret string) (*Client, error) {
	config := c.config
	config.ClientID, config.ClientSecret, config.PrivateKey, config.APIToken, config.TokenCache = clientID, clientSecret, "", "", ""
	return New(config)
}

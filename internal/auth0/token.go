package auth0

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Tokens is what a grant returns.
//
// https://auth0.com/docs/api/authentication
type Tokens struct {
	AccessToken  string `json:"access_token"`
	IDToken      string `json:"id_token,omitempty"`
	RefreshToken string `json:"refresh_token,omitempty"`
	TokenType    string `json:"token_type"`
	Scope        string `json:"scope,omitempty"`
	// ExpiresIn is the access token's life in seconds.
	ExpiresIn int64 `json:"expires_in"`
	// RecoveryCode replaces the recovery code that was used, where one was.
	RecoveryCode string `json:"recovery_code,omitempty"`
}

func (t *Tokens) validate() error {
	if t.AccessToken == "" {
		return errors.New("it has no access_token")
	}
	return nil
}

// grant asks the token endpoint for tokens. Auth0 takes the credentials of the
// application in the body, so one request is always enough.
func (c *Client) grant(ctx context.Context, form url.Values) (Tokens, error) {
	var tokens Tokens
	err := c.do(ctx, call{method: http.MethodPost, path: "/oauth/token", body: c.grantBody(form)}, &tokens)
	return tokens, err
}

func (c *Client) grantBody(form url.Values) body {
	return func() (string, []byte, error) {
		credentials, err := c.credentials()
		for name, value := range credentials {
			form.Set(name, value)
		}
		return "application/x-www-form-urlencoded", []byte(form.Encode()), err
	}
}

// credentials are the parameters that authenticate the application.
//
// https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt
func (c *Client) credentials() (map[string]string, error) {
	p := map[string]string{}
	if c.config.ClientID != "" {
		p["client_id"] = c.config.ClientID
	}
	switch {
	case c.signer != nil:
		assertion, err := c.signer.sign(time.Now())
		if err != nil {
			return nil, err
		}
		p["client_assertion"] = assertion
		p["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	case c.config.ClientSecret != "":
		p["client_secret"] = c.config.ClientSecret
	}
	return p, nil
}

// tokenSource holds the Management API access token: fetched when it is first
// needed, once for all callers, and again shortly before it expires.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
type tokenSource struct {
	client  *Client
	turn    chan struct{} // holds one element: whoever has taken it may fetch
	token   string
	expires time.Time // zero for never
	refused error     // Auth0's final word on the credentials
}

func newTokenSource(c *Client) *tokenSource {
	s := &tokenSource{client: c, turn: make(chan struct{}, 1), token: c.config.APIToken}
	s.turn <- struct{}{}
	return s
}

// get returns a token that is still good; waiting for another caller's fetch ends with the context.
func (s *tokenSource) get(ctx context.Context) (string, error) {
	select {
	case <-s.turn:
		defer func() { s.turn <- struct{}{} }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	if s.refused != nil || s.token != "" && (s.expires.IsZero() || time.Now().Before(s.expires)) {
		return s.token, s.refused
	}
	return s.fetch(ctx)
}

func (s *tokenSource) fetch(ctx context.Context) (string, error) {
	c := s.client
	if c.config.ClientSecret == "" && c.signer == nil {
		return "", errors.New("the Management API needs an API token, a client secret or a private key")
	}
	began := time.Now()
	tokens, err := c.grant(ctx, url.Values{"grant_type": {"client_credentials"}, "audience": {c.config.Audience}})
	var e *Error
	switch {
	case errors.As(err, &e) && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests:
		s.refused = err // asking again would only spend the tenant's token quota
		return "", err
	case err != nil:
		return "", err
	}
	life := time.Duration(tokens.ExpiresIn) * time.Second
	s.token, s.expires = tokens.AccessToken, began.Add(life-min(life/10, time.Minute))
	return s.token, nil
}

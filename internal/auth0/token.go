package auth0

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
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

// tokenPath is the token endpoint, of all grants.
const tokenPath = "/oauth/token" //nolint:gosec // a path

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
	err := c.do(ctx, call{method: http.MethodPost, path: tokenPath, body: c.grantBody(form)}, &tokens)
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
	client *Client
	cache  tokenCache
	flight singleflight.Group

	mu      sync.Mutex
	token   string
	err     error     // why there is no token
	expires time.Time // of the token, or of the error; zero for never
}

// failureKept is how long a failed fetch answers those who come just after it:
// ten callers at a time, each would wait for a tenant that hangs.
const failureKept = 5 * time.Second

func newTokenSource(c *Client) *tokenSource {
	return &tokenSource{client: c, token: c.config.APIToken, cache: newTokenCache(c.config, c.base.Host)}
}

// get returns a token that is still good.
func (s *tokenSource) get(ctx context.Context) (string, error) {
	if token, err := s.kept(); token != "" || err != nil {
		return token, err
	}
	token, err := together(ctx, &s.flight, "", func() (any, error) { return s.fetch(ctx) })
	if err != nil {
		return "", err
	}
	return token.(string), nil //nolint:forcetypeassert // fetch returns nothing else
}

func (s *tokenSource) kept() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.expires.IsZero() || time.Now().Before(s.expires) {
		return s.token, s.err
	}
	return "", nil
}

// drop forgets a token that the tenant has refused, and says whether another can be had.
func (s *tokenSource) drop(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.client.config.APIToken != "" {
		return false
	}
	if s.token == token { // else it has been replaced already
		s.token, s.expires = "", time.Time{}
		s.cache.drop(token)
	}
	return true
}

func (s *tokenSource) fetch(ctx context.Context) (string, error) {
	if token, err := s.kept(); token != "" || err != nil {
		return token, err // another flight has just landed
	}
	c := s.client
	if c.config.ClientSecret == "" && c.signer == nil {
		return "", errors.New("the Management API needs an API token, a client secret or a private key")
	}
	if token, expires := s.cache.load(); token != "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.token, s.expires = token, expires
		return token, nil
	}
	began := time.Now()
	tokens, err := c.grant(ctx, url.Values{"grant_type": {"client_credentials"}, "audience": {c.config.Audience}})
	if ctx.Err() != nil {
		return "", ctx.Err() // says nothing about the tenant
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	life := time.Duration(tokens.ExpiresIn) * time.Second
	switch s.token, s.err = tokens.AccessToken, err; {
	case CredentialsRefused(err): // asking again would only spend the tenant's token quota
		s.expires = time.Time{}
	case err != nil:
		s.expires = time.Now().Add(failureKept)
	default:
		s.expires = began.Add(life - min(life/10, time.Minute))
		s.cache.store(s.token, s.expires)
	}
	return s.token, s.err
}

// CredentialsRefused says whether an error is the token endpoint's final word on
// the credentials that it was given.
func CredentialsRefused(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Path == tokenPath && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests
}

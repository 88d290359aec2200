package auth0

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// tokenSource holds the Management API access token. It is fetched when it is first
// needed, once for all callers, and again shortly before it expires.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
type tokenSource struct {
	request func(context.Context) (Tokens, error) // nil without credentials
	cache   tokenCache
	flight  singleflight.Group

	mu      sync.Mutex
	token   string
	err     error     // why there is no token
	expires time.Time // of the token, or of the error; zero for never
	old     bool      // whether an earlier process fetched the token
}

func newTokenSource(config Config, host string, request func(context.Context) (Tokens, error)) *tokenSource {
	s := &tokenSource{token: config.APIToken, cache: newTokenCache(config, host)}
	if config.ClientSecret != "" || config.PrivateKey != "" {
		s.request = request
	}
	return s
}

// get returns a token that has not expired.
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

// replaces reports whether a call that failed with a token is worth repeating with
// another one, and forgets the token if so: it was revoked or has expired by the
// tenant's clock, or an earlier process fetched it before the application was
// granted a scope. Only Auth0 itself can say that.
func (s *tokenSource) replaces(token string, err error) bool {
	var e *Error
	if s.request == nil || !errors.As(err, &e) || e.Err != nil {
		return false
	}
	lacksScope := e.Status == http.StatusForbidden && e.Code == "insufficient_scope"
	if e.Status != http.StatusUnauthorized && !lacksScope {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.token != token: // it has been replaced already
		return true
	case lacksScope && !s.old:
		return false
	}
	s.token, s.expires = "", time.Time{}
	s.cache.drop(token)
	return true
}

func (s *tokenSource) fetch(ctx context.Context) (string, error) {
	if token, err := s.kept(); token != "" || err != nil {
		return token, err // another flight has just landed
	}
	if s.request == nil {
		return "", errors.New("the Management API needs an API token, a client secret or a private key: configure one of them")
	}
	if token, expires := s.cache.load(); token != "" {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.token, s.expires, s.old = token, expires, true
		return token, nil
	}
	began := time.Now()
	tokens, err := s.request(ctx)
	if ctx.Err() != nil {
		return "", ctx.Err() // says nothing about the tenant
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	life := time.Duration(tokens.ExpiresIn) * time.Second
	s.token, s.err, s.expires, s.old = tokens.AccessToken, err, time.Time{}, false
	switch {
	case CredentialsRefused(err): // asking again would only spend the tenant's token quota
	case err != nil:
		s.expires = time.Now().Add(failureKept)
	case life > 0: // else it serves until the tenant refuses it
		s.expires = began.Add(life - min(life/10, time.Minute))
		s.cache.store(s.token, s.expires)
	}
	return s.token, s.err
}

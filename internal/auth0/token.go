package auth0

import (
	"context"
	"errors"
	"net/http"
	"net/url"
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
func (a *application) grant(ctx context.Context, form url.Values) (Tokens, error) {
	var tokens Tokens
	err := a.do(ctx, call{method: http.MethodPost, path: tokenPath, body: a.grantBody(form)}, &tokens)
	return tokens, err
}

func (a *application) grantBody(form url.Values) body {
	return func() (string, []byte, error) {
		credentials, err := a.credentials()
		for name, value := range credentials {
			form.Set(name, value)
		}
		return "application/x-www-form-urlencoded", []byte(form.Encode()), err
	}
}

// managementTokens asks for an access token for the Management API.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
func (a *application) managementTokens(ctx context.Context) (Tokens, error) {
	return a.grant(ctx, url.Values{"grant_type": {"client_credentials"}, "audience": {a.config.Audience}})
}

// CredentialsRefused says whether an error is the token endpoint's final word on
// the credentials that it was given.
func CredentialsRefused(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Path == tokenPath && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests
}

package auth0

import (
	"context"
	"errors"
	"net/http"
	"net/url"
)

// Tokens are the tokens that a grant returns.
//
// https://auth0.com/docs/api/authentication
type Tokens struct {
	AccessToken  string `json:"access_token"`
	IDToken      string `json:"id_token,omitempty"`
	RefreshToken string `json:"refresh_token,omitempty"`
	TokenType    string `json:"token_type"`
	Scope        string `json:"scope,omitempty"`
	// ExpiresIn is the lifetime of the access token, in seconds.
	ExpiresIn int64 `json:"expires_in"`
	// RecoveryCode replaces the recovery code that was used to log in, if one was.
	RecoveryCode string `json:"recovery_code,omitempty"`
}

// tokenPath is the path of the token endpoint, which all grants use.
const tokenPath = "/oauth/token" //nolint:gosec // a path

func (t *Tokens) validate() error {
	if t.AccessToken == "" {
		return errors.New("it has no access_token")
	}
	return nil
}

// grant requests tokens from the token endpoint. The credentials of the
// application are in the body, so that one request is enough.
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

// managementTokens requests an access token for the Management API.
//
// https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
func (a *application) managementTokens(ctx context.Context) (Tokens, error) {
	return a.grant(ctx, url.Values{"grant_type": {"client_credentials"}, "audience": {a.config.Audience}})
}

// CredentialsRefused reports whether an error means that the token endpoint has
// refused the credentials or the grant, so that trying again is of no use.
func CredentialsRefused(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Path == tokenPath && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests
}

package auth0

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
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
	// ExpiresIn is the lifetime of the access token, in seconds: 0 if Auth0 does not
	// say it, and no more than 30 days, which is the longest that Auth0 allows.
	ExpiresIn int64 `json:"expires_in"`
	// RecoveryCode replaces the recovery code that was used to log in, if one was.
	RecoveryCode string `json:"recovery_code,omitempty"`
}

// tokenPath is the path of the token endpoint, which all grants use.
const tokenPath = "/oauth/token" //nolint:gosec // a path

const longestLife = 30 * 24 * 60 * 60 // seconds

// UnmarshalJSON decodes tokens, whatever number the lifetime is: OAuth only recommends to give one.
func (t *Tokens) UnmarshalJSON(content []byte) error {
	type plain Tokens
	in := struct {
		*plain
		ExpiresIn json.Number `json:"expires_in"`
	}{plain: (*plain)(t)}
	if err := json.Unmarshal(content, &in); err != nil {
		return errors.New("it is no object with tokens")
	}
	seconds, _ := strconv.ParseFloat(in.ExpiresIn.String(), 64) // 0 for none, infinite where it is too large
	t.ExpiresIn = int64(min(max(seconds, 0), longestLife))
	return nil
}

func (t *Tokens) validate() error {
	if t.AccessToken == "" {
		return errors.New("it has no access_token")
	}
	return nil
}

// grantOfClient is the grant of an application that acts for itself. A token more changes nothing.
const grantOfClient = "client_credentials"

// grant requests tokens from the token endpoint. The credentials of the
// application are in the body, so that one request is enough.
func (a *application) grant(ctx context.Context, form url.Values) (Tokens, error) {
	grant := form.Get("grant_type")
	call := call{method: http.MethodPost, path: tokenPath, grant: grant, repeatable: grant == grantOfClient, body: a.grantBody(form)}
	for _, name := range []string{"password", "mfa_token", "oob_code", "binding_code", "otp", "recovery_code"} {
		call.secrets = append(call.secrets, form.Get(name))
	}
	var tokens Tokens
	err := a.do(ctx, call, &tokens)
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
	return a.grant(ctx, url.Values{"grant_type": {grantOfClient}, "audience": {a.config.Audience}})
}

// CredentialsRefused reports whether an error means that Auth0 has refused the
// application's own credentials, so that trying again is of no use.
func CredentialsRefused(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Grant == grantOfClient && e.Err == nil && e.Code != "" && e.Description != "" &&
		e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests
}

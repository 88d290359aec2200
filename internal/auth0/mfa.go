package auth0

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
)

// The grant types of the MFA flow. An application has to be allowed to use them:
// see [Client.ClientGrantTypes].
//
// https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa
const (
	GrantPassword      = "password"
	GrantPasswordRealm = "http://auth0.com/oauth/grant-type/password-realm" //nolint:gosec // a name
	GrantOOB           = "http://auth0.com/oauth/grant-type/mfa-oob"
	GrantOTP           = "http://auth0.com/oauth/grant-type/mfa-otp"
	GrantRecoveryCode  = "http://auth0.com/oauth/grant-type/mfa-recovery-code"
)

// PasswordGrant is a login with a username and a password.
type PasswordGrant struct {
	Username, Password string
	// Realm is the connection that the user belongs to: the tenant's default directory if empty.
	Realm string
	// Audience is the API that the access token is for. It is [Client.MFAAudience] for the MFA API.
	Audience string
	// Scope is a list of scopes, separated by spaces: all scopes of the audience if empty.
	Scope string
}

// Password logs a user in. It returns an [*MFARequiredError] if a second factor is needed.
//
// https://auth0.com/docs/api/authentication/resource-owner-password-flow/get-token
func (c *Client) Password(ctx context.Context, g PasswordGrant) (Tokens, error) {
	form := url.Values{"grant_type": {GrantPassword}, "username": {g.Username}, "password": {g.Password}}
	if g.Realm != "" {
		form.Set("grant_type", GrantPasswordRealm)
		form.Set("realm", g.Realm)
	}
	if g.Audience != "" {
		form.Set("audience", g.Audience)
	}
	if g.Scope != "" {
		form.Set("scope", g.Scope)
	}
	return c.grant(ctx, form)
}

// MFAAudience returns the audience of access tokens for the MFA API, which expire
// after ten minutes and have the scopes enroll, read:authenticators and
// remove:authenticators.
//
// https://auth0.com/docs/secure/multi-factor-authentication/manage-mfa-auth0-apis/manage-authenticator-factors-mfa-api
func (c *Client) MFAAudience() string { return "https://" + c.base.Host + "/mfa/" }

// VerifyOOB completes a login with the out-of-band code of an [Association] or a
// [Challenge]. The bindingCode is the code that the user was sent. It is empty for
// push notifications: then an error with the code authorization_pending means that
// the user has not answered yet, and to try again in a few seconds.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-out-of-band
func (c *Client) VerifyOOB(ctx context.Context, mfaToken, oobCode, bindingCode string) (Tokens, error) {
	form := url.Values{"grant_type": {GrantOOB}, "mfa_token": {mfaToken}, "oob_code": {oobCode}}
	if bindingCode != "" {
		form.Set("binding_code", bindingCode)
	}
	return c.grant(ctx, form)
}

// VerifyOTP completes a login with a code of an authenticator app. The first code
// confirms the enrollment.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-one-time-password-otp
func (c *Client) VerifyOTP(ctx context.Context, mfaToken, otp string) (Tokens, error) {
	return c.grant(ctx, url.Values{"grant_type": {GrantOTP}, "mfa_token": {mfaToken}, "otp": {otp}})
}

// VerifyRecoveryCode completes a login with a recovery code, which cannot be used
// again: [Tokens.RecoveryCode] replaces it.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-recovery-code
func (c *Client) VerifyRecoveryCode(ctx context.Context, mfaToken, recoveryCode string) (Tokens, error) {
	return c.grant(ctx, url.Values{"grant_type": {GrantRecoveryCode}, "mfa_token": {mfaToken}, "recovery_code": {recoveryCode}})
}

// callMFA calls the MFA API with a JSON body.
func (c *Client) callMFA(ctx context.Context, method, path, bearer string, in, out any) error {
	call := call{method: method, path: "/mfa" + path, bearer: bearer, body: jsonBody(in), repeatable: method != http.MethodPost}
	return c.do(ctx, call, out)
}

// ChallengeRequest describes the second factor that [Client.Challenge] asks for.
type ChallengeRequest struct {
	// MFAToken is the token of the login's [MFARequiredError].
	MFAToken string
	// Types are the challenge types that the caller supports, otp and oob, separated by a space: all if empty.
	Types string
	// AuthenticatorID is one of the user's authenticators: the default one if empty.
	AuthenticatorID string
}

// Challenge is the second factor that a user was asked for.
type Challenge struct {
	// ChallengeType is otp or oob.
	ChallengeType string `json:"challenge_type"`
	// OOBCode is passed to [Client.VerifyOOB]. It is secret, and empty for otp.
	OOBCode string `json:"oob_code,omitempty"`
	// BindingMethod is prompt if the user is sent a code to type in.
	BindingMethod string `json:"binding_method,omitempty"`
}

func (c *Challenge) validate() error {
	if c.ChallengeType == "" {
		return errors.New("it has no challenge_type")
	}
	return nil
}

// Challenge asks the user for a second factor: it sends a code or a push
// notification, unless the factor is an authenticator app.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/request-mfa-challenge
func (c *Client) Challenge(ctx context.Context, r ChallengeRequest) (Challenge, error) {
	var answer Challenge
	call := call{method: http.MethodPost, path: "/mfa/challenge", secrets: []string{r.MFAToken}}
	call.body = func() (string, []byte, error) {
		in, err := c.credentials()
		if err != nil {
			return "", nil, err
		}
		in["mfa_token"] = r.MFAToken
		if r.Types != "" {
			in["challenge_type"] = r.Types
		}
		if r.AuthenticatorID != "" {
			in["authenticator_id"] = r.AuthenticatorID
		}
		content, err := json.Marshal(in)
		return "application/json", content, err
	}
	err := c.do(ctx, call, &answer)
	return answer, err
}

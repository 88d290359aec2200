package auth0

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
)

// The grants of the MFA flow, which an application has to be allowed to use:
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

// PasswordGrant is a login with a user's name and password.
type PasswordGrant struct {
	Username, Password string
	// Realm is the connection to look the user up in; the tenant's default directory when empty.
	Realm string
	// Audience is the API that the access token is for; [Client.MFAAudience] for the MFA API itself.
	Audience string
	// Scope is a list separated by spaces; all scopes of the audience when empty.
	Scope string
}

// Password logs a user in. It returns an [*MFARequiredError] where a second factor is needed.
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

// MFAAudience is the audience of access tokens for the MFA API, which live ten
// minutes and carry the scopes enroll, read:authenticators and remove:authenticators.
//
// https://auth0.com/docs/secure/multi-factor-authentication/manage-mfa-auth0-apis/manage-authenticator-factors-mfa-api
func (c *Client) MFAAudience() string { return "https://" + c.base.Host + "/mfa/" }

// VerifyOOB redeems an out-of-band code, of an association or of a challenge.
// bindingCode is what the user was sent; it is empty for push notifications,
// where the error code authorization_pending means to ask again in a few seconds.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-out-of-band
func (c *Client) VerifyOOB(ctx context.Context, mfaToken, oobCode, bindingCode string) (Tokens, error) {
	form := url.Values{"grant_type": {GrantOOB}, "mfa_token": {mfaToken}, "oob_code": {oobCode}}
	if bindingCode != "" {
		form.Set("binding_code", bindingCode)
	}
	return c.grant(ctx, form)
}

// VerifyOTP redeems a code of an authenticator app; the first one confirms its enrollment.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-one-time-password-otp
func (c *Client) VerifyOTP(ctx context.Context, mfaToken, otp string) (Tokens, error) {
	return c.grant(ctx, url.Values{"grant_type": {GrantOTP}, "mfa_token": {mfaToken}, "otp": {otp}})
}

// VerifyRecoveryCode redeems a recovery code, which is then used up:
// [Tokens.RecoveryCode] replaces it.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-recovery-code
func (c *Client) VerifyRecoveryCode(ctx context.Context, mfaToken, recoveryCode string) (Tokens, error) {
	return c.grant(ctx, url.Values{"grant_type": {GrantRecoveryCode}, "mfa_token": {mfaToken}, "recovery_code": {recoveryCode}})
}

// callMFA calls the MFA API with a JSON body.
func (c *Client) callMFA(ctx context.Context, method, path, bearer string, in, out any) error {
	return c.do(ctx, call{method: method, path: "/mfa" + path, bearer: bearer, body: jsonBody(in)}, out)
}

// ChallengeRequest asks for a second factor in a login.
type ChallengeRequest struct {
	// MFAToken is the login's, of [MFARequiredError].
	MFAToken string
	// Types are the kinds that the caller can handle, otp and oob, separated by a space; all when empty.
	Types string
	// AuthenticatorID is one of the user's authenticators; the default one when empty.
	AuthenticatorID string
}

// Challenge is a second factor that was asked for.
type Challenge struct {
	// ChallengeType is otp or oob.
	ChallengeType string `json:"challenge_type"`
	// OOBCode goes to [Client.VerifyOOB]; a secret. Empty for otp.
	OOBCode string `json:"oob_code,omitempty"`
	// BindingMethod is prompt where the user gets a code to type in.
	BindingMethod string `json:"binding_method,omitempty"`
}

func (c *Challenge) validate() error {
	if c.ChallengeType == "" {
		return errors.New("it has no challenge_type")
	}
	return nil
}

// Challenge asks for a second factor: it sends the user a code or a push
// notification, unless the answer comes from an authenticator app.
//
// https://auth0.com/docs/api/authentication/muti-factor-authentication/request-mfa-challenge
func (c *Client) Challenge(ctx context.Context, r ChallengeRequest) (Challenge, error) {
	var answer Challenge
	err := c.do(ctx, call{method: http.MethodPost, path: "/mfa/challenge", body: func() (string, []byte, error) {
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
	}}, &answer)
	return answer, err
}

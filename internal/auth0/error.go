package auth0

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Error is the error of a call that failed. Callers branch on Code and, if there
// is none, on Status. Description is for people. What the tenant said is in it
// without control characters, no longer than some hundred bytes, and without the
// credentials, tokens and codes that the call has sent.
//
// https://auth0.com/docs/api/management/v2/introduction
type Error struct {
	// Method and Path are what was called. The path has no query.
	Method, Path string
	// Grant is the grant type of a call of the token endpoint: client_credentials
	// where it is the application that was refused, and not a user.
	Grant string
	// Fetched is whether the access token of a call of the Management API was one
	// that the client has fetched, and not [Config.APIToken].
	Fetched bool
	// Status is the HTTP status, or 0 if there was no answer.
	Status int
	// Code is Auth0's error code: errorCode of the Management API, and error of the other APIs.
	Code string
	// Description is Auth0's error message.
	Description string
	// RequestID identifies the request to Auth0's support and in the tenant's logs.
	RequestID string
	// Err is what went wrong if it is not Auth0 that refused the call: an error of
	// the network or the context, or an answer that is not in Auth0's form.
	Err error
}

// Error returns what was called, what Auth0 answered, and the request's identifier.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: ", e.Method, e.Path)
	if e.Status != 0 {
		fmt.Fprintf(&b, "%d %s", e.Status, http.StatusText(e.Status))
	}
	if e.Description != "" {
		fmt.Fprintf(&b, ": %s", e.Description)
	}
	if e.Err != nil {
		if e.Status != 0 {
			b.WriteString(": ")
		}
		b.WriteString(e.Err.Error())
	}
	if e.Code != "" {
		fmt.Fprintf(&b, " (%s)", e.Code)
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " [request %s]", e.RequestID)
	}
	return b.String()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Unsent reports whether the call was not sent at all: the tenant has limited the
// rate of requests, or has not answered those before.
func (e *Error) Unsent() bool {
	var silent silenceError
	return errors.Is(e.Err, errHeldBack) || errors.As(e.Err, &silent)
}

// Unreachable reports whether the network, or a tenant that does not answer, is the cause.
func (e *Error) Unreachable() bool {
	var u unreachableError
	return errors.As(e.Err, &u)
}

// An unreachableError is why there was no answer.
type unreachableError struct{ error }

// Unwrap returns the error of the network.
func (e unreachableError) Unwrap() error { return e.error }

// MFARequiredError is the error of a login that needs a second factor.
type MFARequiredError struct {
	// Err is the error of the login.
	Err *Error
	// Token is the mfa_token, which continues the login in the calls that follow.
	// It is secret. It is empty if an Action requires MFA but the tenant's policy
	// does not: then the login cannot be continued through this API.
	Token string
	// Requirements is Auth0's mfa_requirements: the factors that the user has, or
	// may enroll in. It is nil on tenants without this Early Access feature, whose
	// format varies.
	Requirements json.RawMessage
}

// Error returns what was called and what Auth0 answered, without the token.
func (e *MFARequiredError) Error() string { return e.Err.Error() }

// Unwrap returns Err.
func (e *MFARequiredError) Unwrap() error { return e.Err }

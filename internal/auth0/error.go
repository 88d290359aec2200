package auth0

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Error is a call that failed. Callers branch on Code and, where there is
// none, on Status; Description is for people.
//
// https://auth0.com/docs/api/management/v2/introduction
type Error struct {
	// Method and Path are what was called; the path has no query.
	Method, Path string
	// Status is the HTTP status, 0 when there was no answer.
	Status int
	// Code is Auth0's error code: errorCode of the Management API, error of the others.
	Code string
	// Description is Auth0's message.
	Description string
	// RequestID is what Auth0's support and the tenant's logs know the request by.
	RequestID string
	// Err is what went wrong where Auth0 has not said it: the network, the context, the form of the answer.
	Err error
}

// Error tells what was called, what Auth0 answered and how to find it in Auth0's logs.
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

// Unwrap returns what went wrong where Auth0 has not said it.
func (e *Error) Unwrap() error { return e.Err }

// MFARequiredError is a login that needs a second factor.
type MFARequiredError struct {
	// Err is the call that Auth0 refused.
	Err *Error
	// Token stands for the login in the calls that follow; a secret. It is empty
	// where an Action asks for MFA while the tenant's policy does not: then the
	// login cannot be continued through this API.
	Token string
	// Requirements says which factors the user has or may enroll, as Auth0 sends
	// it; nil on tenants without this Early Access feature, whose form varies.
	Requirements json.RawMessage
}

// Error tells what was called and what Auth0 answered, without the token.
func (e *MFARequiredError) Error() string { return e.Err.Error() }

// Unwrap returns the call that Auth0 refused.
func (e *MFARequiredError) Unwrap() error { return e.Err }

package auth0

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"
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

// failed is the error of a call that got no whole answer; resp may be nil.
func (c call) failed(resp *http.Response, err error) *Error {
	path, _, _ := strings.Cut(c.path, "?")
	e := &Error{Method: c.method, Path: path, Err: err}
	if resp != nil {
		e.Status, e.RequestID = resp.StatusCode, requestID(resp.Header)
	}
	return e
}

func requestID(h http.Header) string {
	for _, name := range []string{"X-Auth0-RequestId", "X-Correlation-Id", "Cf-Ray"} {
		if id := h.Get(name); id != "" {
			return id
		}
	}
	return ""
}

// decode takes an answer apart: into out when it is a success, else into an error.
func (c call) decode(resp *http.Response, content []byte, out any) error {
	e := c.failed(resp, nil)
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return e.explain(resp, content)
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(content, out); err != nil {
		e.Err = notJSON(resp.Header, err)
		return e
	}
	if v, ok := out.(validated); ok {
		if err := v.validate(); err != nil {
			e.Err = fmt.Errorf("the answer is not what Auth0 documents: %w", err)
			return e
		}
	}
	return nil
}

// Some answers are useless, or dangerous to believe, when a member is missing.
type validated interface{ validate() error }

var errNoList = errors.New("it is not a list")

// errorBody is the union of both APIs' error bodies.
type errorBody struct {
	StatusCode       int             `json:"statusCode"`
	Error            string          `json:"error"`
	ErrorDescription string          `json:"error_description"`
	ErrorCode        string          `json:"errorCode"`
	Message          string          `json:"message"`
	MFAToken         string          `json:"mfa_token"`
	Requirements     json.RawMessage `json:"mfa_requirements"`
}

// explain fills in what an error's body says.
func (e *Error) explain(resp *http.Response, content []byte) error {
	var body errorBody
	if err := json.Unmarshal(content, &body); err != nil {
		e.Err = notJSON(resp.Header, err)
		return e
	}
	e.Code, e.Description = body.ErrorCode, body.Message
	if body.Message == "" && body.ErrorCode == "" { // not the Management API, whose error is the status' name
		e.Code, e.Description = body.Error, body.ErrorDescription
	}
	if management := strings.HasPrefix(e.Path, "/api/v2/"); management && e.Status == http.StatusNotFound && body.StatusCode != e.Status {
		e.Err = errors.New("the answer does not have the form of Auth0's errors: does a proxy answer in its place?") // no proof that something is gone
	}
	if wait, asked := asksToWait(resp); asked {
		e.Err = fmt.Errorf("the tenant asks to wait %s more; a request waits %s in all", wait.Round(time.Second), longestWait)
	}
	if body.Error == "mfa_required" {
		return newMFARequired(e, body)
	}
	return e
}

// notJSON says what came instead: where it is a page, something stands between Auth0 and us.
func notJSON(h http.Header, err error) error {
	t, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	if t == "application/json" {
		return fmt.Errorf("the answer is not the JSON that Auth0 documents: %w", err)
	}
	return fmt.Errorf("the answer is %q, not JSON: does the domain belong to Auth0, or does a proxy answer in its place?", t)
}

package auth0

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
	"unicode"
)

// decode decodes a successful answer into out, which is nil if no answer is expected.
func decode(resp *http.Response, content []byte, out any) error {
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(content, out); err != nil {
		return notJSON(resp.Header, err)
	}
	if v, ok := out.(validated); ok {
		if err := v.validate(); err != nil {
			return fmt.Errorf("the answer is not what Auth0 documents: %w", err)
		}
	}
	return nil
}

// validated is an answer that is useless, or dangerous to believe, without some of its members.
type validated interface{ validate() error }

var (
	errNoList   = errors.New("it is not a list")
	errNotAuth0 = errors.New("this is not what Auth0 answers: does a proxy answer in its place?")
)

// noBlanks refuses a list of names in which one is missing, as null is, or is no name.
func noBlanks(names []string) error {
	switch {
	case slices.Contains(names, ""):
		return errors.New("a name in its list is empty")
	case slices.ContainsFunc(names, hasControl):
		return errors.New("a name in its list has a control character")
	}
	return nil
}

func hasControl(s string) bool { return strings.ContainsFunc(s, unicode.IsControl) }

// about refuses an answer of the Management API for something else than what it
// was asked for. The path is relative to /api/v2.
func about(method, path, asked, answered string) error {
	if asked == answered {
		return nil
	}
	path, _, _ = strings.Cut(path, "?")
	return &Error{
		Method: method, Path: "/api/v2" + path, Status: http.StatusOK,
		Err: fmt.Errorf("the answer is about %q and not about %q: does a proxy answer in its place?",
			shortened(answered, longestCode), asked),
	}
}

// errorBody has the members of the error bodies of both APIs.
type errorBody struct {
	StatusCode       int             `json:"statusCode"`
	Error            string          `json:"error"`
	ErrorDescription string          `json:"error_description"`
	ErrorCode        string          `json:"errorCode"`
	Message          string          `json:"message"`
	MFAToken         string          `json:"mfa_token"`
	AccessToken      string          `json:"access_token"` // of no error
	Requirements     json.RawMessage `json:"mfa_requirements"`
}

// refused returns the error of a call that was answered with one.
func (a *application) refused(call call, resp *http.Response, content []byte) error {
	var body errorBody
	if err := json.Unmarshal(content, &body); err != nil {
		return a.failed(call, resp, notJSON(resp.Header, err))
	}
	e := a.failed(call, resp, body.check(call, resp.StatusCode))
	code, description := body.ErrorCode, body.Message
	if body.Message == "" && body.ErrorCode == "" { // not the Management API, whose error is the status' name
		code, description = body.Error, body.ErrorDescription
	}
	e.Code, e.Description = a.told(call, code, longestCode), a.told(call, description, longestText)
	if err := limited(resp); err != nil {
		e.Err = err
	}
	if body.asksForMFA(call, resp.StatusCode) {
		return newMFARequired(e, body)
	}
	return e
}

// asksForMFA reports whether Auth0 wants a second factor, which is what proves
// that a password alone is refused: in words, to a login, and as a refusal (403;
// 401 in older documentation).
func (b *errorBody) asksForMFA(call call, status int) bool {
	refusal := status == http.StatusForbidden || status == http.StatusUnauthorized
	return call.grant != "" && refusal && b.Error == "mfa_required" && strings.TrimSpace(b.ErrorDescription) != "" && b.AccessToken == ""
}

// check refuses what does not have the form of the errors of the API that was
// called, and is no proof of anything.
func (b *errorBody) check(call call, status int) error {
	management := strings.HasPrefix(call.path, "/api/v2/")
	if b.Error == "" || management && (b.StatusCode != status || b.Message == "") {
		return errors.New("the answer does not have the form of Auth0's errors: does a proxy answer in its place?")
	}
	return nil
}

func newMFARequired(e *Error, body errorBody) error {
	if body.MFAToken == "" {
		e.Err = errors.New("Auth0 asks for a second factor but returns no mfa_token to continue with: an Action requires MFA, " +
			"but the tenant's MFA policy is not all-applications; set the policy, or change the Action")
	}
	return &MFARequiredError{Err: e, Token: body.MFAToken, Requirements: body.Requirements}
}

// notJSON describes an answer that is not the expected JSON. A page comes from
// something between Auth0 and the client.
func notJSON(h http.Header, err error) error {
	t, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	if t == "application/json" {
		return fmt.Errorf("the answer is not the JSON that Auth0 documents: %w", err)
	}
	return fmt.Errorf("the answer is %q, not JSON: does the domain belong to Auth0, or does a proxy answer in its place?", t)
}

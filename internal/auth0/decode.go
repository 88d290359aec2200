package auth0

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"
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

// noBlanks refuses a list of names in which one is missing, as null is.
func noBlanks(names []string) error {
	if slices.Contains(names, "") {
		return errors.New("a name in its list is empty")
	}
	return nil
}

// about refuses an answer of the Management API for something else than what it
// was asked for. The path is relative to /api/v2.
func about(method, path, asked, answered string) error {
	if asked == answered {
		return nil
	}
	path, _, _ = strings.Cut(path, "?")
	return &Error{
		Method: method, Path: "/api/v2" + path, Status: http.StatusOK,
		Err: fmt.Errorf("the answer is about %q and not about %q: does a proxy answer in its place?", answered, asked),
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
	Requirements     json.RawMessage `json:"mfa_requirements"`
}

// decodeError fills in what the body of an error says.
func (e *Error) decodeError(resp *http.Response, content []byte) error {
	var body errorBody
	if err := json.Unmarshal(content, &body); err != nil {
		e.Err = notJSON(resp.Header, err)
		return e
	}
	e.Code, e.Description = body.ErrorCode, body.Message
	if body.Message == "" && body.ErrorCode == "" { // not the Management API, whose error is the status' name
		e.Code, e.Description = body.Error, body.ErrorDescription
	}
	management := strings.HasPrefix(e.Path, "/api/v2/")
	if management && (body.StatusCode != e.Status || body.Error == "" || body.Message == "") { // no proof of anything
		e.Err = errors.New("the answer does not have the form of Auth0's errors: does a proxy answer in its place?")
	}
	if wait, asked := asksToWait(resp); asked {
		e.Err = fmt.Errorf("the tenant asks to wait another %s, and a request waits no longer than %s: try again later",
			wait.Round(time.Second), longestWait)
	}
	if body.Error == "mfa_required" {
		return newMFARequired(e, body)
	}
	return e
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

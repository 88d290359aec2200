package auth0

import (
	"net/http"
	"strings"
)

// failed returns the error of a call that failed for the reason err, or, where
// that is nil, for the one that Auth0 gives. resp is nil if there was no answer.
func (a *application) failed(call call, resp *http.Response, err error) *Error {
	path, _, _ := strings.Cut(call.path, "?")
	e := &Error{Method: call.method, Path: path, Grant: call.grant, Fetched: call.fetched, Err: a.toldOf(call, err)}
	if resp != nil {
		e.Status, e.RequestID = resp.StatusCode, a.told(call, requestID(resp.Header), longestCode)
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

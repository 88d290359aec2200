package auth0

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode"

	"github.com/hashicorp/go-retryablehttp"
)

// A call is one request to the tenant.
type call struct {
	method string
	path   string // escaped, with the query, from the tenant's root
	bearer string // not sent when empty
	body   body   // nil for none
	grant  string // of a call of the token endpoint
	// fetched is whether the client has fetched the bearer token.
	fetched bool
	// secrets are those that it sends, beside the credentials.
	secrets []string
	// repeatable is whether it may be sent again where it may have been carried out.
	repeatable bool
}

// A body makes the content of a request, anew for every attempt: a client
// assertion may be used only once.
type body func() (contentType string, content []byte, err error)

func jsonBody(in any) body {
	if in == nil {
		return nil
	}
	return func() (string, []byte, error) {
		content, err := json.Marshal(in)
		return "application/json", content, err
	}
}

// succeeds reports whether a status says that the call was carried out: what
// Auth0 answers with is recorded for each of its endpoints. Any other comes from
// something in between.
func (c call) succeeds(status int) bool {
	switch c.method {
	case http.MethodDelete:
		return status == http.StatusNoContent
	case http.MethodPost:
		return status == http.StatusOK || status == http.StatusCreated
	}
	return status == http.StatusOK
}

// attempted returns the context of the call's attempts.
func (c call) attempted(ctx context.Context) context.Context {
	return context.WithValue(withPatience(ctx), repeatableKey{}, c.repeatable)
}

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

// do sends a call, retries it where that is safe, and decodes the answer into
// out, which is nil if no answer is expected. Nothing else sends requests.
func (a *application) do(ctx context.Context, call call, out any) error {
	req, err := a.request(ctx, call)
	if err != nil {
		return a.failed(call, nil, err)
	}
	resp, err := a.http.Do(req)
	if err != nil {
		return a.failed(call, resp, err)
	}
	defer func() { _ = resp.Body.Close() }()
	content, err := io.ReadAll(resp.Body) // from memory: see attempts
	if err != nil {
		return a.failed(call, resp, err)
	}
	switch {
	case resp.StatusCode < 200 || resp.StatusCode > 299:
		return a.refused(call, resp, content)
	case !call.succeeds(resp.StatusCode):
		return a.failed(call, resp, errNotAuth0)
	}
	if err := decode(resp, content, out); err != nil {
		return a.failed(call, resp, err)
	}
	return nil
}

func (a *application) request(ctx context.Context, call call) (*retryablehttp.Request, error) {
	if strings.ContainsFunc(call.bearer, unicode.IsControl) {
		return nil, errors.New("the token contains a line break or another control character: remove it")
	}
	var raw any
	contentType := ""
	if call.body != nil {
		raw = retryablehttp.ReaderFunc(func() (io.Reader, error) {
			var content []byte
			var err error
			contentType, content, err = call.body()
			return bytes.NewReader(content), err
		})
	}
	req, err := retryablehttp.NewRequestWithContext(call.attempted(ctx), call.method, a.base.String()+call.path, raw)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if call.bearer != "" {
		req.Header.Set("Authorization", "Bearer "+call.bearer)
	}
	if a.config.UserAgent != "" {
		req.Header.Set("User-Agent", a.config.UserAgent)
	}
	return req, nil
}

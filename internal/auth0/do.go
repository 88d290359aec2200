package auth0

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"unicode"

	"github.com/hashicorp/go-retryablehttp"
)

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
	if a.echoes(call, out) {
		return a.failed(call, resp, errEcho)
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

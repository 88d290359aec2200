package auth0

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

const maxBody = 8 << 20 // bytes; the largest answer that is read

var errTooLarge = errors.New("the answer is longer than 8 MiB")

// wholeAnswers reads each answer to its end, so that one which breaks off is an
// error of the attempt, and repeated like one.
type wholeAnswers struct{ next http.RoundTripper }

// RoundTrip sends a request and waits for the whole answer.
func (w wholeAnswers) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := w.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	_ = resp.Body.Close()
	switch {
	case err != nil:
		return nil, fmt.Errorf("the answer (%s) broke off: %w", resp.Status, err)
	case len(content) > maxBody:
		return nil, fmt.Errorf("%s: %w", resp.Status, errTooLarge)
	}
	resp.Body = io.NopCloser(bytes.NewReader(content))
	return resp, nil
}

// CloseIdleConnections lets [http.Client.CloseIdleConnections] through.
func (w wholeAnswers) CloseIdleConnections() {
	if c, ok := w.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

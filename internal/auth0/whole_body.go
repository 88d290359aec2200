package auth0

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
)

const maxBody = 8 << 20 // the size in bytes of the largest answer that is read

var errTooLarge = errors.New("the answer is longer than 8 MiB: does a proxy answer in Auth0's place?")

// wholeBody is the body of an answer in memory, which can be inspected before it is read.
type wholeBody struct {
	*bytes.Reader
	content []byte
}

// Close does nothing: the connection has been released already.
func (wholeBody) Close() error { return nil }

// readWhole reads the body of an answer and replaces it with a [wholeBody].
func readWhole(resp *http.Response) error {
	content, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	_ = resp.Body.Close()
	switch {
	case err != nil:
		return fmt.Errorf("the answer (%s) broke off: %w", resp.Status, err)
	case len(content) > maxBody:
		return fmt.Errorf("%s: %w", resp.Status, errTooLarge)
	}
	resp.Body = wholeBody{bytes.NewReader(content), content}
	return nil
}

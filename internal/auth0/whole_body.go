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

// wholeBody is an answer's body that can be looked into before it is read.
type wholeBody struct {
	*bytes.Reader
	content []byte
}

// Close does nothing: the connection is not held any more.
func (wholeBody) Close() error { return nil }

// readWhole replaces an answer's body by one that has come whole.
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

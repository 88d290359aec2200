package auth0

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

const maxBody = 8 << 20 // bytes; the largest answer that is read

var errTooLarge = errors.New("the answer is longer than 8 MiB")

// attempts makes each attempt of a request a thing of its own: bounded in time,
// and with its whole answer in memory, so that an answer which breaks off is an
// error of the attempt, and repeated like one.
type attempts struct {
	next    http.RoundTripper
	timeout time.Duration
	pace    *pace
}

// RoundTrip waits for its turn, sends a request and waits for the whole answer.
func (a attempts) RoundTrip(req *http.Request) (*http.Response, error) {
	gate := a.pace.gate(req.URL.Path)
	if err := gate.enter(req.Context(), patienceOf(req.Context())); err != nil {
		return nil, err
	}
	resp, err := a.bounded(req)
	gate.leave(resp)
	return resp, err
}

func (a attempts) bounded(req *http.Request) (*http.Response, error) {
	late := fmt.Errorf("no answer within %s", a.timeout)
	ctx, cancel := context.WithTimeoutCause(req.Context(), a.timeout, late)
	defer cancel()
	resp, err := a.whole(req.WithContext(ctx))
	if err != nil && errors.Is(context.Cause(ctx), late) {
		return nil, late
	}
	return resp, err
}

func (a attempts) whole(req *http.Request) (*http.Response, error) {
	resp, err := a.next.RoundTrip(req)
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
	resp.Body = wholeBody{bytes.NewReader(content), content}
	return resp, nil
}

// wholeBody is an answer's body that can be looked into before it is read.
type wholeBody struct {
	*bytes.Reader
	content []byte
}

// Close does nothing: the connection is not held any more.
func (wholeBody) Close() error { return nil }

// CloseIdleConnections lets [http.Client.CloseIdleConnections] through.
func (a attempts) CloseIdleConnections() {
	if c, ok := a.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// attempts is the transport of a single attempt. It bounds the attempt in time
// and reads the whole answer into memory, so that an answer that breaks off is
// an error of the attempt and retried like any other.
type attempts struct {
	next    http.RoundTripper
	timeout time.Duration
	most    int // of one request
	pace    *pace
}

func newAttempts(config Config) attempts {
	return attempts{config.Transport, config.RequestTimeout, config.Attempts, new(pace)}
}

// RoundTrip waits until the rate limit admits the request, sends it and reads the whole answer.
func (a attempts) RoundTrip(req *http.Request) (*http.Response, error) {
	gate := a.pace.gate(req.URL.Path)
	if err := gate.enter(req.Context(), patienceOf(req.Context())); err != nil {
		return nil, err
	}
	began := time.Now()
	resp, err := a.bounded(req)
	if late := (lateError{}); errors.As(err, &late) {
		gate.silence.late(began, late.after, a.most)
	} else if err == nil {
		gate.silence.broken()
	}
	gate.leave(resp)
	return resp, err
}

// A lateError is the error of an attempt that was not answered in time.
type lateError struct{ after time.Duration }

func (e lateError) Error() string { return fmt.Sprintf("no answer within %s", e.after) }

func (a attempts) bounded(req *http.Request) (*http.Response, error) {
	late := lateError{a.timeout}
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
	if err := readWhole(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// CloseIdleConnections passes [http.Client.CloseIdleConnections] on.
func (a attempts) CloseIdleConnections() {
	if c, ok := a.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

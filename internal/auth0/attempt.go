package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

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
	if err := readWhole(resp); err != nil {
		return nil, err
	}
	return resp, nil
}

// CloseIdleConnections lets [http.Client.CloseIdleConnections] through.
func (a attempts) CloseIdleConnections() {
	if c, ok := a.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

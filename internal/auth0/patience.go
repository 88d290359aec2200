package auth0

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// errHeldBack is the error of a request that has used up its patience.
var errHeldBack = fmt.Errorf("the tenant has limited the rate of requests for more than %s: try again later", longestWait)

// patience is how long one request may still wait, over all its attempts. It
// allows for spread, which adds up to a quarter to what the tenant asks for.
type patience struct{ left time.Duration }

// outlasts reports whether a request can wait as long as a tenant asks.
func (p *patience) outlasts(asked time.Duration) bool {
	return asked <= longestWait && asked+asked/4 <= p.left // the first, since a sum can overflow
}

type patienceKey struct{}

func withPatience(ctx context.Context) context.Context {
	return context.WithValue(ctx, patienceKey{}, &patience{longestWait + longestWait/4})
}

func patienceOf(ctx context.Context) *patience {
	if p, ok := ctx.Value(patienceKey{}).(*patience); ok {
		return p
	}
	return &patience{longestWait + longestWait/4}
}

// wait ends with a change, with the context, or after the time d for which the
// tenant has limited the rate. Where that is 0, it waits for the requests before,
// whose time is bounded, and which is not the tenant's rate limit.
func (p *patience) wait(ctx context.Context, d time.Duration, changed <-chan struct{}) error {
	var over <-chan time.Time
	if d > 0 {
		if d = min(d, p.left); d <= 0 {
			return errHeldBack
		}
		began := time.Now()
		defer func() { p.left -= time.Since(began) }()
		timer := time.NewTimer(d)
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-over:
	case <-changed:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

// errLimited is the error of a request that a 429 has answered at its last attempt.
var errLimited = errors.New("the tenant limited the rate of requests at each attempt: try again later")

// limited tells why a 429 was not waited for; nil for any other answer.
func limited(resp *http.Response) error {
	wait, asked := asksToWait(resp)
	switch {
	case asked && !patienceOf(resp.Request.Context()).outlasts(wait):
		return fmt.Errorf("the tenant asks to wait another %s, and a request waits no longer than %s: try again later",
			wait.Round(time.Second), longestWait)
	case resp.StatusCode == http.StatusTooManyRequests && !blocked(resp):
		return errLimited
	}
	return nil
}

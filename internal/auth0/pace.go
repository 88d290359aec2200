package auth0

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// pace keeps the requests of a client within the tenant's rate limits. Each of
// Auth0's APIs has limits of its own.
//
// https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
type pace struct{ management, oauth, mfa gate }

// gate returns the gate of the API that a path belongs to.
func (p *pace) gate(path string) *gate {
	switch {
	case strings.HasPrefix(path, "/api/"):
		return &p.management
	case strings.HasPrefix(path, "/mfa/"):
		return &p.mfa
	}
	return &p.oauth
}

// unknownLimit is how many requests may be under way before the first answer has
// told the limit: the smallest burst that Auth0 allows.
const unknownLimit = 2

// A gate admits requests while the tenant accepts them. A 429, or an answer
// according to which no requests remain, holds all of them back. Afterwards one
// goes ahead, and its answer tells how many may follow.
type gate struct {
	silence silence

	mu      sync.Mutex
	until   time.Time     // no request passes before
	limited bool          // whether left applies
	told    bool          // whether the tenant tells how many requests remain
	left    int           // how many may pass before the next answer
	reset   int64         // when the tenant's count starts anew, in seconds since 1970
	passing int           // how many requests are under way
	heard   bool          // whether any answer has come
	strikes int           // 429s in a row that did not ask for a time to wait
	changed chan struct{} // closed when a waiter should look again
}

// enter waits until a request may pass, no longer than its patience, and not at
// all while the tenant is silent.
func (g *gate) enter(ctx context.Context, p *patience) error {
	for {
		if err := g.silence.kept(); err != nil {
			return err
		}
		wait, changed := g.pass()
		if wait == 0 && changed == nil {
			return nil
		}
		if err := p.wait(ctx, wait, changed); err != nil {
			return err
		}
	}
}

// pass admits a request, or returns how long it has to wait (0 if that is not
// known) and a channel that is closed when it should try again.
func (g *gate) pass() (time.Duration, <-chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	wait := time.Until(g.until)
	switch {
	case wait > 0:
	case !g.heard && g.passing >= unknownLimit, g.limited && g.left <= 0 && g.passing > 0:
		wait = 0
	default:
		g.passing++
		g.left--
		return 0, nil
	}
	if g.changed == nil {
		g.changed = make(chan struct{})
	}
	return max(wait, 0), g.changed
}

// leave takes note of an answer, which is nil if there was none.
func (g *gate) leave(resp *http.Response) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.passing--
	switch {
	case resp != nil && resp.StatusCode == http.StatusTooManyRequests && !blocked(resp):
		g.hold(resp)
	case resp != nil:
		g.strikes = 0
		g.heard = true
		g.allow(resp)
	}
	// Nobody has told of more: the next request goes ahead when something must have come back.
	if g.limited && g.left <= 0 && g.passing == 0 && time.Until(g.until) <= 0 {
		g.until = time.Now().Add(spread(retryWaitMin))
	}
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}

// hold holds all requests back after a 429: as long as it asks, or else twice as
// long each time. The 429s of requests that were under way together count once.
func (g *gate) hold(resp *http.Response) {
	g.heard, g.limited, g.left = true, true, 0
	if time.Until(g.until) > 0 {
		return
	}
	wait, asked := asksToWait(resp)
	if !asked {
		wait = min(retryWaitMin<<min(g.strikes, 16), retryWaitMax)
		g.strikes++
	}
	if wait <= longestWait { // beyond that, nothing is retried, and the caller gets an error
		g.until = time.Now().Add(spread(wait))
	}
}

// allow takes over how many requests remain. Those under way may not have been
// counted yet, and answers may overtake each other: of those with the same reset,
// the lowest counts.
func (g *gate) allow(resp *http.Response) {
	remaining, err := strconv.Atoi(resp.Header.Get("X-RateLimit-Remaining"))
	if err != nil {
		g.limited = g.limited && g.told // errors often lack the header, and change nothing
		return
	}
	g.told = true
	reset, _ := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64) // absent: no wait
	if left := remaining - g.passing; !g.limited || reset > g.reset || left < g.left {
		g.left = left
	}
	g.limited, g.reset = true, max(g.reset, reset)
	if g.left > 0 {
		return
	}
	// Whole seconds can end before anything remains: Auth0's slowest refill takes half of one.
	if wait, known := untilReset(resp); known && wait > -time.Second && wait <= retryWaitMax {
		g.until = time.Now().Add(spread(max(wait, retryWaitMin)))
	}
}

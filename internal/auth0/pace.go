package auth0

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// pace keeps all requests of a client to what the tenant allows. Each of
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

// unknownLimit is how many requests may be under way before the tenant has told
// its limit: the smallest burst that Auth0 grants.
const unknownLimit = 2

// A gate lets requests pass while the tenant takes them. One 429, or an answer
// that says that nothing remains, holds back all of them; afterwards one goes
// ahead, and what its answer says remains is how many may follow.
type gate struct {
	mu      sync.Mutex
	until   time.Time     // nobody passes before
	limited bool          // whether left counts
	told    bool          // whether the tenant tells what remains
	left    int           // how many may pass before the next answer
	reset   int64         // when the tenant counts anew, in seconds since 1970
	passing int           // how many are under way
	heard   bool          // whether any answer has come
	strikes int           // 429s in a row that did not say how long to wait
	changed chan struct{} // closed when a waiter should look again
}

// enter waits for its turn, no longer than the request's patience.
func (g *gate) enter(ctx context.Context, p *patience) error {
	for {
		wait, changed := g.pass()
		if wait == 0 && changed == nil {
			return nil
		}
		if err := p.wait(ctx, wait, changed); err != nil {
			return err
		}
	}
}

// pass takes a place, or tells how long to wait for one: a time, 0 for none
// known, and what announces a change.
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

// leave notes what an answer says; resp is nil where there was none.
func (g *gate) leave(resp *http.Response) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.passing--
	switch {
	case resp == nil:
	case resp.StatusCode == http.StatusTooManyRequests && !blocked(resp):
		g.hold(resp)
	default:
		g.strikes = 0
		g.heard = true
		g.allow(resp)
	}
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}

// hold keeps everybody back after a 429: as long as it asks, else twice as long
// each time. The answers to requests that were under way together count once.
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
	if wait <= longestWait { // who asks for more gets no further request, and the caller an error
		g.until = time.Now().Add(spread(wait))
	}
}

// allow takes over what remains. Requests that are under way may not have been
// counted yet, and answers may overtake each other: of those that name the same
// reset, the lowest counts.
func (g *gate) allow(resp *http.Response) {
	remaining, err := strconv.Atoi(resp.Header.Get("X-RateLimit-Remaining"))
	if err != nil {
		g.limited = g.limited && g.told // errors often come without, and change nothing
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
	if wait := time.Until(time.Unix(reset, 0)); wait > -time.Second && wait <= retryWaitMax {
		g.until = time.Now().Add(spread(max(wait, retryWaitMin)))
	}
}

// errHeldBack says that a request has lost its patience.
var errHeldBack = fmt.Errorf("the tenant has limited the rate of requests for more than %s", longestWait)

// patience is how long one request may still wait, over all its attempts. What
// the tenant asks for is spread by up to a quarter.
type patience struct{ left time.Duration }

// outlasts says whether a request can wait as long as a tenant asks.
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

// wait ends after a time, if it is not 0, with a change, or with the context.
func (p *patience) wait(ctx context.Context, d time.Duration, changed <-chan struct{}) error {
	if d == 0 || d > p.left {
		d = p.left
	}
	if d <= 0 {
		return errHeldBack
	}
	began := time.Now()
	defer func() { p.left -= time.Since(began) }()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-changed:
	case <-ctx.Done():
		return ctx.Err()
	}
	return nil
}

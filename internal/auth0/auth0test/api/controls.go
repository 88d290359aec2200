package api

import (
	"bytes"
	"net/http"
	"slices"
	"time"
)

// Controls are the test's side of a server. All its methods are safe for
// concurrent use.
type Controls struct {
	world     *World
	routes    []Route
	latency   time.Duration
	limits    []*limited
	past      *past
	faults    []*plannedFault
	requests  []*Request
	onRequest func(Request)
}

// NewControls leaves all as Auth0 has it.
func NewControls(w *World) *Controls { return &Controls{world: w} }

// Endpoints returns the Management API's endpoints: patterns as net/http has
// them, such as "GET /api/v2/clients/{id}".
func (c *Controls) Endpoints() []string {
	var patterns []string
	for _, rt := range c.routes { // which never change
		if rt.managed() {
			patterns = append(patterns, rt.Pattern)
		}
	}
	slices.Sort(patterns)
	return patterns
}

// Requests returns all requests since the last ResetRequests in the order of
// their arrival.
func (c *Controls) Requests() []Request {
	c.world.Lock()
	defer c.world.Unlock()
	requests := make([]Request, len(c.requests))
	for i, r := range c.requests {
		requests[i] = *r
	}
	return requests
}

// ResetRequests forgets the requests so far.
func (c *Controls) ResetRequests() {
	c.world.Lock()
	defer c.world.Unlock()
	c.requests = nil
}

// Fail plans a fault. Each request meets at most one, the oldest that matches.
func (c *Controls) Fail(f Fault) {
	left := f.Times
	if left == 0 {
		left = 1
	}
	c.world.Lock()
	defer c.world.Unlock()
	c.faults = append(c.faults, &plannedFault{Fault: f, skip: f.Skip, left: left})
}

// Latency makes every request from now on wait before it is looked at; the
// wait ends early when the client gives up or the tenant closes.
func (c *Controls) Latency(d time.Duration) {
	c.world.Lock()
	defer c.world.Unlock()
	c.latency = d
}

// ReadDelay makes reads of the Management API show what was there so long ago,
// as Auth0's can for some seconds: what was just made is not found, and what was
// just changed looks as before.
func (c *Controls) ReadDelay(d time.Duration) {
	c.world.Lock()
	defer c.world.Unlock()
	c.past.delay = d
}

// Limit makes the Management API take burst requests at once, and perSecond
// more each second; beyond that it answers 429. Without it there is no limit.
func (c *Controls) Limit(burst, perSecond int) {
	c.RateLimits(RateLimit{Path: ManagementPath, Burst: burst, Refill: time.Second / time.Duration(perSecond)})
}

// RateLimits replaces all limits. A request draws from the first that is for it.
func (c *Controls) RateLimits(limits ...RateLimit) {
	c.world.Lock()
	defer c.world.Unlock()
	c.limits = nil
	for _, limit := range limits {
		c.limits = append(c.limits, &limited{limit, NewBucket(limit.Burst, limit.Refill)})
	}
}

// OnRequest has f called with each request once its answer is known, just
// before it is sent, and possibly by several goroutines; nil ends that.
func (c *Controls) OnRequest(f func(Request)) {
	c.world.Lock()
	defer c.world.Unlock()
	c.onRequest = f
}

// arrive records a request and finds the fault and the latency meant for it.
func (c *Controls) arrive(r *http.Request, body []byte) (*Request, *Fault, time.Duration) {
	entry := &Request{
		Method: r.Method,
		Path:   r.URL.EscapedPath(),
		Query:  r.URL.RawQuery,
		Header: r.Header.Clone(),
		Body:   body,
	}
	c.world.Lock()
	defer c.world.Unlock()
	c.requests = append(c.requests, entry)
	return entry, nextFault(c.faults, entry), c.latency
}

// finish completes the record before the client can have seen the answer.
func (c *Controls) finish(entry *Request, answer *reply) {
	c.world.Lock()
	entry.Status = answer.status
	entry.Response = bytes.Clone(answer.body.Bytes())
	done, notify := *entry, c.onRequest
	c.world.Unlock()
	if notify != nil {
		notify(done)
	}
}

// limitOf finds the limit for a request; nil for none. The lock is held.
func (c *Controls) limitOf(method, path string) *limited {
	for _, l := range c.limits {
		if l.covers(method, path) {
			return l
		}
	}
	return nil
}

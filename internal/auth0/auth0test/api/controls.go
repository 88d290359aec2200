package api

import (
	"bytes"
	"net/http"
	"time"
)

// Controls are the test's side of a server. All its methods are safe for
// concurrent use.
type Controls struct {
	world     *World
	latency   time.Duration
	limit     *Bucket // of the Management API; nil for none
	faults    []*plannedFault
	requests  []*Request
	onRequest func(Request)
}

// NewControls leaves all as Auth0 has it.
func NewControls(w *World) *Controls { return &Controls{world: w} }

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

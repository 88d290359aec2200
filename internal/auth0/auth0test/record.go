package auth0test

import (
	"bytes"
	"net/http"
	"time"
)

// Request is a request that the tenant received, and what it answered.
type Request struct {
	Method string
	Path   string // escaped, without the query
	Query  string
	Header http.Header
	Body   []byte
	// Status is 0 while there is no answer, and for ever when there is none.
	Status   int
	Response []byte
}

// Requests returns all requests since the last ResetRequests in the order of
// their arrival.
func (t *Tenant) Requests() []Request {
	t.mu.Lock()
	defer t.mu.Unlock()
	requests := make([]Request, len(t.requests))
	for i, r := range t.requests {
		requests[i] = *r
	}
	return requests
}

// ResetRequests forgets the requests so far.
func (t *Tenant) ResetRequests() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.requests = nil
}

// OnRequest has f called with each request once its answer is known, just
// before it is sent, and possibly by several goroutines; nil ends that.
func (t *Tenant) OnRequest(f func(Request)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.onRequest = f
}

// arrive records a request and finds the fault and the latency meant for it.
func (t *Tenant) arrive(r *http.Request, body []byte) (*Request, *Fault, time.Duration) {
	entry := &Request{
		Method: r.Method,
		Path:   r.URL.EscapedPath(),
		Query:  r.URL.RawQuery,
		Header: r.Header.Clone(),
		Body:   body,
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.requests = append(t.requests, entry)
	return entry, t.nextFault(entry), t.latency
}

// finish completes the record before the client can have seen the answer.
func (t *Tenant) finish(entry *Request, answer *reply) {
	t.mu.Lock()
	entry.Status = answer.status
	entry.Response = bytes.Clone(answer.body.Bytes())
	done, notify := *entry, t.onRequest
	t.mu.Unlock()
	if notify != nil {
		notify(done)
	}
}

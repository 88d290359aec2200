package auth0test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

const (
	// maxBody bounds what a request may carry.
	maxBody = 1 << 20
	// The token endpoint alone names no charset (recorded).
	jsonType     = "application/json; charset=utf-8"
	bareJSONType = "application/json"
)

// call is one request as a handler sees it; the lock is held.
type call struct {
	request *http.Request
	body    []byte
	params  map[string]any // decoded body of the authentication API, or a validated object
	list    []any          // validated body that is an array
	query   map[string]any // validated query
	claims  claims         // of a Management API token
}

// reply collects an answer before any of it is sent, so that a fault can still
// change it.
type reply struct {
	status int
	header http.Header
	body   bytes.Buffer
}

// Header is part of http.ResponseWriter.
func (r *reply) Header() http.Header { return r.header }

// WriteHeader is part of http.ResponseWriter.
func (r *reply) WriteHeader(status int) { r.status = status }

// Write is part of http.ResponseWriter.
func (r *reply) Write(p []byte) (int, error) { return r.body.Write(p) }

// serve is the one adapter between the network and the handlers.
func (t *Tenant) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	entry, fault, latency := t.arrive(r, body)
	if !t.wait(r, latency) {
		drop(w)
		return
	}
	answer := newReply()
	if fault == nil || fault.After || fault.Rewrite != nil {
		answer = t.carryOut(r, body)
	}
	if fault != nil {
		if fault.Hang {
			t.waitForEnd(r)
		}
		if fault.Hang || fault.Reset {
			drop(w)
			return
		}
		fault.apply(answer, r.URL.Path)
	}
	t.finish(entry, answer)
	answer.send(w)
}

func newReply() *reply {
	return &reply{status: http.StatusOK, header: http.Header{
		"X-Auth0-Requestid": {random(hexadecimal, 20)},
	}}
}

// send writes the answer out; an error means that the client has gone.
func (r *reply) send(w http.ResponseWriter) {
	for name, values := range r.header {
		w.Header()[name] = values
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes())
}

// carryOut answers the request as the tenant would.
func (t *Tenant) carryOut(r *http.Request, body []byte) *reply {
	answer := newReply()
	escaped := r.URL.EscapedPath()
	if path.Clean(escaped) != escaped {
		t.encode(answer, route{}, nil, notFound()) // the mux would redirect
		return answer
	}
	if t.overLimit(escaped) {
		return t.tooMany()
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	t.handler.ServeHTTP(answer, r)
	return answer
}

// dispatch admits a request to its handler and encodes the outcome.
func (t *Tenant) dispatch(rt route, w http.ResponseWriter, r *http.Request) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := &call{request: r}
	result, err := func() (any, error) {
		var err error
		if c.body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		if rt.admit != nil {
			if err := rt.admit(t, rt, c); err != nil {
				return nil, err
			}
		}
		return rt.handle(t, c)
	}()
	t.encode(w, rt, result, err)
}

// encode writes a handler's outcome.
func (t *Tenant) encode(w http.ResponseWriter, rt route, result any, err error) {
	status, header := rt.status, w.Header()
	header.Set("Content-Type", jsonType)
	if rt.contentType != "" {
		header.Set("Content-Type", rt.contentType)
	}
	if err != nil {
		refused := asRefusal(err)
		status, result = refused.status, refused.body
		for name, value := range refused.header {
			header.Set(name, value)
		}
	}
	setRateLimit(header, rt, status, t.now())
	if t.limit != nil && rt.scopes != nil && status < http.StatusBadRequest {
		t.limitHeaders(header)
	}
	w.WriteHeader(status)
	if result == nil {
		return
	}
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false) // recorded: & stays &
	if err := encoder.Encode(result); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(bytes.TrimSuffix(body.Bytes(), []byte("\n"))) // to a buffer
}

// setRateLimit adds the recorded headers: to what the Management API answers
// when it succeeds, and to all that the token endpoint answers.
func setRateLimit(header http.Header, rt route, status int, now time.Time) {
	limit, remaining := "50", "49"
	switch {
	case rt.contentType == bareJSONType && strings.HasSuffix(rt.pattern, "/oauth/token"):
		limit, remaining = "100", "97"
	case rt.scopes == nil || status >= http.StatusBadRequest:
		return
	}
	header.Set("X-RateLimit-Limit", limit)
	header.Set("X-RateLimit-Remaining", remaining)
	header.Set("X-RateLimit-Reset", strconv.FormatInt(now.Unix()+1, 10))
}

// asRefusal turns any error into an answer; what is not a refusal is a fault
// of the emulator.
func asRefusal(err error) *refusal {
	var refused *refusal
	if errors.As(err, &refused) {
		return refused
	}
	return boom(http.StatusInternalServerError, "", err.Error())
}

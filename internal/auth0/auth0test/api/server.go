// Package api is how the emulated tenant speaks HTTP: routes, schemas and
// refusals in Auth0's words, a record of all requests, and the faults that
// tests plan. It knows none of the things that are managed.
package api

import (
	"bytes"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// maxBody bounds what a request may carry.
const maxBody = 1 << 20

// Server answers requests by its routes.
type Server struct {
	world    *World
	controls *Controls
	past     *past
	mux      *http.ServeMux
	http     *http.Server
	conns    sync.WaitGroup
	closing  chan struct{}
}

// NewServer serves the routes once it is started.
func NewServer(w *World, controls *Controls, routes []Route) *Server {
	s := &Server{world: w, controls: controls, past: newPast(routes), mux: http.NewServeMux(), closing: make(chan struct{})}
	controls.past, controls.routes = s.past, routes
	for _, rt := range routes {
		s.mux.HandleFunc(rt.Pattern, func(w http.ResponseWriter, r *http.Request) { s.dispatch(rt, w, r) })
	}
	unknown := Route{Handle: func(*Call) (any, error) { return nil, NotFound() }}
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.dispatch(unknown, w, r) })
	s.http = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		ConnState:         s.countConns,
		ReadHeaderTimeout: 10 * time.Second,
		// Tests break connections on purpose; the server's remarks on that are noise.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	return s
}

// Start serves a listener until Close.
func (s *Server) Start(listener net.Listener) {
	s.conns.Go(func() { _ = s.http.Serve(listener) }) // ends with http.ErrServerClosed
}

// Close stops the server, once, and waits for everything it started.
func (s *Server) Close() error {
	close(s.closing)
	err := s.http.Close()
	s.conns.Wait()
	return err
}

// countConns lets Close wait for connections, which http.Server.Close does not.
func (s *Server) countConns(_ net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		s.conns.Add(1)
	case http.StateClosed, http.StateHijacked:
		s.conns.Done()
	}
}

// serve is the one adapter between the network and the handlers.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	entry, fault, latency := s.controls.arrive(r, body)
	if !s.wait(r, latency) {
		drop(w)
		return
	}
	answer := newReply()
	if fault == nil || fault.After || fault.Rewrite != nil {
		answer = s.carryOut(r, body)
	}
	if fault != nil {
		if fault.Hang {
			s.waitForEnd(r)
		}
		if fault.Hang || fault.Reset {
			drop(w)
			return
		}
		fault.apply(answer, r.URL.Path)
	}
	s.controls.finish(entry, answer)
	answer.send(w)
}

// carryOut answers the request as the tenant would.
func (s *Server) carryOut(r *http.Request, body []byte) *reply {
	answer := newReply()
	escaped := r.URL.EscapedPath()
	if path.Clean(escaped) != escaped {
		answer.encode(Route{}, nil, NotFound()) // the mux would redirect
		return answer
	}
	if s.overLimit(r.Method, escaped, answer) {
		return answer
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.mux.ServeHTTP(answer, r)
	return answer
}

// dispatch admits a request to its handler and encodes the outcome.
func (s *Server) dispatch(rt Route, w http.ResponseWriter, r *http.Request) {
	s.world.Lock()
	defer s.world.Unlock()
	answer, _ := w.(*reply) // carryOut's
	c := &Call{request: r}
	var result any
	var err error
	if c.body, err = io.ReadAll(r.Body); err == nil {
		err = rt.admit(c)
	}
	former := s.past.former(r, s.world.Now())
	switch {
	case err == nil && former != nil:
		answer.repeat(former)
	case err == nil:
		note := s.past.before(r, s.world.Now())
		result, err = rt.Handle(c)
		answer.encode(rt, result, err)
		note(answer)
	default:
		answer.encode(rt, nil, err)
	}
	s.rateLimit(rt, r, answer)
}

// overLimit draws from the limit for a request, and answers 429 where nothing
// is left.
func (s *Server) overLimit(method, path string, answer *reply) bool {
	s.world.Lock()
	defer s.world.Unlock()
	now := s.world.Now()
	l := s.controls.limitOf(method, path)
	if l == nil || l.spend(now) {
		return false
	}
	refused := TooMany()
	if strings.HasPrefix(path, ManagementPath) {
		refused = usualManagement(http.StatusTooManyRequests)
	}
	answer.encode(Route{}, nil, refused)
	l.tell(answer.header, now)
	return true
}

// rateLimit adds the recorded headers: to what the Management API answers
// when it succeeds, and to all that the token endpoint answers.
func (s *Server) rateLimit(rt Route, r *http.Request, answer *reply) {
	limit := rt.Limit
	if rt.managed() && answer.status < http.StatusBadRequest {
		limit = [2]int{50, 49}
	}
	if l := s.controls.limitOf(r.Method, r.URL.EscapedPath()); l != nil && limit != [2]int{} {
		l.tell(answer.header, s.world.Now())
		return
	}
	if limit != [2]int{} {
		setLimit(answer.header, limit[0], limit[1], s.world.Now())
	}
}

// wait sleeps for the latency; false means that the request is not to be
// carried out any more.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
	case <-s.closing:
	}
	return false
}

// waitForEnd returns when nobody can want the answer any more.
func (s *Server) waitForEnd(r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-s.closing:
	}
}

// drop resets the connection under the response.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return // the connection is gone already
	}
	raw := conn
	if secure, ok := conn.(*tls.Conn); ok {
		raw = secure.NetConn()
	}
	if tcp, ok := raw.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // a reset, not an orderly end
	}
	_ = raw.Close()
}

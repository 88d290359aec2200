package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// past makes reads of the Management API lag behind writes, as those of a store
// with replicas do: what a read answered before a write, it answers until the
// delay is over. It knows the reads that name nothing in their path, those that
// were made before, and those of what is written; a query that is new sees the
// present. The world's lock is held wherever it is used.
type past struct {
	delay   time.Duration
	mux     *http.ServeMux // the reads, as if all were allowed
	known   map[string]struct{}
	answers map[string][]formerAnswer // by URI, the oldest first
}

// formerAnswer is what a read answers until its time is over.
type formerAnswer struct {
	until time.Time
	reply *reply
}

func newPast(routes []Route) *past {
	p := &past{mux: http.NewServeMux(), known: map[string]struct{}{}, answers: map[string][]formerAnswer{}}
	for _, rt := range routes {
		method, path, _ := strings.Cut(rt.Pattern, " ")
		if !rt.managed() || method != http.MethodGet {
			continue
		}
		if !strings.Contains(path, "{") {
			p.known[path] = struct{}{}
		}
		p.mux.HandleFunc(rt.Pattern, func(w http.ResponseWriter, r *http.Request) {
			c := &Call{request: r, Scopes: rt.Scopes}
			var result any
			err := rt.judge(c)
			if err == nil {
				result, err = rt.Handle(c)
			}
			answer, _ := w.(*reply) // read's
			answer.encode(rt, result, err)
		})
	}
	return p
}

// read answers a URI as it is now; nil when nothing can be read there.
func (p *past) read(uri string) *reply {
	address, err := url.ParseRequestURI(uri)
	if err != nil {
		return nil
	}
	request := &http.Request{Method: http.MethodGet, URL: address}
	if _, pattern := p.mux.Handler(request); pattern == "" {
		return nil
	}
	answer := newReply()
	p.mux.ServeHTTP(answer, request)
	return answer
}

// former is what a read is still told of the past; nil for the present.
func (p *past) former(r *http.Request, now time.Time) *reply {
	if p.delay == 0 || r.Method != http.MethodGet {
		return nil
	}
	uri := r.URL.RequestURI()
	p.known[uri] = struct{}{}
	for _, answer := range p.answers[uri] {
		if now.Before(answer.until) {
			return answer.reply
		}
	}
	delete(p.answers, uri)
	return nil
}

// before reads all that a write may change; what it returns notes that for the
// time of the delay, once the write has succeeded.
func (p *past) before(r *http.Request, now time.Time) func(written *reply) {
	if p.delay == 0 || r.Method == http.MethodGet {
		return func(*reply) {}
	}
	former := map[string]*reply{}
	p.known[r.URL.EscapedPath()] = struct{}{}
	for uri := range p.known {
		if answer := p.read(uri); answer != nil {
			former[uri] = answer
		}
	}
	return func(written *reply) {
		if written.status >= http.StatusMultipleChoices {
			return
		}
		if uri, unknown := p.made(r, written); unknown != nil {
			former[uri] = unknown
		}
		for uri, answer := range former {
			p.answers[uri] = append(p.answers[uri], formerAnswer{until: now.Add(p.delay), reply: answer})
		}
	}
}

// made is where to read what a request has just made, and the answer there
// while nobody knows it.
func (p *past) made(r *http.Request, written *reply) (string, *reply) {
	var object struct {
		ID string `json:"id"`
	}
	if r.Method != http.MethodPost || json.Unmarshal(written.body.Bytes(), &object) != nil || object.ID == "" {
		return "", nil
	}
	return r.URL.EscapedPath() + "/" + url.PathEscape(object.ID), p.read(r.URL.EscapedPath() + "/unknown")
}

package api

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Fault is a misbehaviour that a test asks for.
type Fault struct {
	// Method and Path say which requests it meets; empty ones match all. Path
	// is compared with the escaped path, and is a prefix when it ends in "*".
	Method, Path string
	// Skip lets that many matching requests pass first.
	Skip int
	// Times is how often it happens: 0 means once, a negative number for ever.
	Times int
	// Chance is the probability that it happens to a request; 0 means always.
	Chance float64
	// Status, Header and Body are the answer. An empty Body with an error
	// status becomes what Auth0 usually says; a 429 without Header gets
	// Auth0's X-RateLimit headers as well.
	Status int
	Header map[string]string
	Body   string
	// Hang never answers, until the client goes away or the tenant closes.
	Hang bool
	// Reset closes the TCP connection without an answer. Go's http.Transport
	// asks again by itself when that was a reused connection and a GET, so a
	// single reset can go unnoticed.
	Reset bool
	// After carries the request out first.
	After bool
	// Rewrite carries the request out and changes the body of a success.
	Rewrite func(body []byte) []byte
}

// plannedFault counts how often a fault still happens.
type plannedFault struct {
	Fault

	skip, left int
}

// nextFault finds and uses up the fault for a request.
func nextFault(planned []*plannedFault, r *Request) *Fault {
	for _, f := range planned {
		switch {
		case f.left == 0 || !f.matches(r):
		case f.skip > 0:
			f.skip--
		case f.Chance > 0 && rand.Float64() >= f.Chance: //nolint:gosec // chance, not a secret
		default:
			if f.left > 0 {
				f.left--
			}
			return &f.Fault
		}
	}
	return nil
}

func (f *Fault) matches(r *Request) bool {
	if f.Method != "" && f.Method != r.Method {
		return false
	}
	if prefix, ok := strings.CutSuffix(f.Path, "*"); ok {
		return strings.HasPrefix(r.Path, prefix)
	}
	return f.Path == "" || f.Path == r.Path
}

// apply changes an answer into the fault's.
func (f *Fault) apply(answer *reply, path string) {
	if f.Rewrite != nil && answer.status < http.StatusMultipleChoices {
		body := f.Rewrite(bytes.Clone(answer.body.Bytes()))
		answer.body.Reset()
		answer.body.Write(body)
	}
	if f.Status != 0 {
		answer.status = f.Status
		answer.header.Set("Content-Type", jsonType)
		if f.Status == http.StatusTooManyRequests && f.Header == nil {
			answer.header.Set("X-RateLimit-Limit", "10")
			answer.header.Set("X-RateLimit-Remaining", "0")
			answer.header.Set("X-RateLimit-Reset", strconv.FormatInt(time.Now().Unix()+1, 10))
		}
		answer.body.Reset()
		answer.body.Write(f.body(path))
	}
	for name, value := range f.Header {
		answer.header.Set(name, value)
	}
}

func (f *Fault) body(path string) []byte {
	if f.Body != "" || f.Status < http.StatusBadRequest {
		return []byte(f.Body)
	}
	body, err := json.Marshal(usual(f.Status, path))
	if err != nil {
		return nil // a map of strings and numbers always has a JSON form
	}
	return body
}

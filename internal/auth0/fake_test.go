package auth0_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// peer is an in-memory tenant that answers each request as answer says.
type peer struct {
	answer func(*http.Request) *http.Response

	mu    sync.Mutex
	calls []sent
}

type sent struct{ method, uri, contentType, authorization, body string }

// RoundTrip notes the request and answers it.
func (p *peer) RoundTrip(req *http.Request) (*http.Response, error) {
	s := sent{
		method: req.Method, uri: req.URL.RequestURI(),
		contentType: req.Header.Get("Content-Type"), authorization: req.Header.Get("Authorization"),
	}
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		s.body = string(body)
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	p.mu.Lock()
	p.calls = append(p.calls, s)
	p.mu.Unlock()
	resp := p.answer(req)
	resp.Request = req
	return resp, req.Context().Err()
}

func (p *peer) count(method, uri string) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.calls {
		if c.method == method && c.uri == uri {
			n++
		}
	}
	return n
}

func (p *peer) last(t *testing.T) sent {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.calls) == 0 {
		t.Fatal("nothing was asked")
	}
	return p.calls[len(p.calls)-1]
}

func answer(status int, contentType, body string) *http.Response {
	return &http.Response{
		StatusCode: status,
		Status:     http.StatusText(status),
		Header:     http.Header{"Content-Type": {contentType}},
		Body:       io.NopCloser(strings.NewReader(body)),
	}
}

func jsonAnswer(status int, body string) *http.Response {
	return answer(status, "application/json; charset=utf-8", body)
}

func newClient(t testing.TB, config auth0.Config) *auth0.Client {
	t.Helper()
	if config.Domain == "" {
		config.Domain = "example.eu.auth0.com"
	}
	c, err := auth0.New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	return c
}

// fixed is a client with a token, of a peer that always answers the same.
func fixed(t testing.TB, status int, contentType, body string) (*auth0.Client, *peer) {
	t.Helper()
	p := &peer{answer: func(*http.Request) *http.Response { return answer(status, contentType, body) }}
	return newClient(t, auth0.Config{APIToken: "api-token", ClientID: "test-client_id", Transport: p, Attempts: 1}), p
}

// failing answers with a status a number of times, and then well.
func failing(times, status int, header map[string]string, well string) (*peer, *atomic.Int64) {
	n := new(atomic.Int64)
	return &peer{answer: func(*http.Request) *http.Response {
		if n.Add(1) > int64(times) {
			return jsonAnswer(200, well)
		}
		resp := jsonAnswer(status, `{"statusCode":0,"error":"x","message":"not now","errorCode":"busy"}`)
		for k, v := range header {
			resp.Header.Set(k, v)
		}
		return resp
	}}, n
}

func set(ctx context.Context, c *auth0.Client) error {
	_, err := c.SetFactor(ctx, auth0.FactorEmail, true)
	return err
}

// enrolled is a read that callers do not share.
func enrolled(ctx context.Context, c *auth0.Client) ([]auth0.Enrollment, error) {
	return c.Enrollments(ctx, "auth0|1")
}

func challenge(ctx context.Context, c *auth0.Client) error {
	_, err := c.Challenge(ctx, auth0.ChallengeRequest{MFAToken: "t"})
	return err
}

func verify(ctx context.Context, c *auth0.Client) error {
	_, err := c.VerifyOTP(ctx, "t", "123456")
	return err
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

package auth0_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// listTenant gives tokens, and otherwise lists nothing.
func listTenant() *peer {
	return &peer{answer: func(req *http.Request) *http.Response {
		if req.URL.Path == "/oauth/token" {
			return jsonAnswer(http.StatusOK, `{"access_token":"management-token","expires_in":86400,"token_type":"Bearer"}`)
		}
		return jsonAnswer(http.StatusOK, `[]`)
	}}
}

func TestTokenIsFetchedOnFirstUseAndOnce(t *testing.T) {
	t.Parallel()
	p := listTenant()
	c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
	if n := len(p.calls); n != 0 {
		t.Fatalf("%d requests before the first use", n)
	}
	var callers sync.WaitGroup
	for range 50 {
		callers.Go(func() {
			if _, err := enrolled(t.Context(), c); err != nil {
				t.Error(err)
			}
		})
	}
	callers.Wait()
	if n := p.count("POST", "/oauth/token"); n != 1 {
		t.Errorf("%d tokens for 50 callers", n)
	}
	form, _ := url.ParseQuery(p.calls[0].body)
	want := url.Values{
		"grant_type":    {"client_credentials"},
		"client_id":     {"id"},
		"client_secret": {"secret"},
		"audience":      {"https://example.eu.auth0.com/api/v2/"},
	}
	if form.Encode() != want.Encode() {
		t.Errorf("asked for a token with %v", form)
	}
	if s := p.last(t); s.authorization != "Bearer management-token" {
		t.Errorf("called with %q", s.authorization)
	}
}

func TestRefusedCredentialsAreNotTriedAgain(t *testing.T) {
	t.Parallel()
	p := &peer{answer: func(*http.Request) *http.Response {
		return jsonAnswer(401, `{"error":"access_denied","error_description":"Unauthorized"}`)
	}}
	c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "wrong", Transport: p})
	for range 3 {
		_, err := enrolled(t.Context(), c)
		if err == nil || !strings.Contains(err.Error(), "Unauthorized") || strings.Contains(err.Error(), "wrong") {
			t.Errorf("got %v", err)
		}
	}
	if n := p.count("POST", "/oauth/token"); n != 1 {
		t.Errorf("wrong credentials were sent %d times", n)
	}
}

func TestAPITokenIsUsedAsItIs(t *testing.T) {
	t.Parallel()
	c, p := fixed(t, 200, "application/json", `[]`)
	if _, err := enrolled(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if s := p.last(t); s.authorization != "Bearer api-token" || len(p.calls) != 1 {
		t.Errorf("sent %+v", p.calls)
	}
}

func TestManagementNeedsCredentials(t *testing.T) {
	t.Parallel()
	p := listTenant()
	c := newClient(t, auth0.Config{ClientID: "public", Transport: p})
	if _, err := enrolled(t.Context(), c); err == nil || len(p.calls) != 0 {
		t.Errorf("got %v after %d requests", err, len(p.calls))
	}
}

// Whoever waits for a token that cannot be had is told so together with the
// others, and not one after another.
func TestCallersShareAFailedFetch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, n := failing(99, 429, map[string]string{"Retry-After": "30"}, "")
		c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
		began := time.Now()
		var callers sync.WaitGroup
		for range 10 {
			callers.Go(func() {
				if _, err := enrolled(t.Context(), c); err == nil {
					t.Error("no error")
				}
			})
		}
		callers.Wait()
		attempts := n.Load()
		if waited := time.Since(began); attempts > 5 || waited > 75*time.Second {
			t.Errorf("%d requests in %s for ten callers, want those of one", attempts, waited)
		}
		_, err := enrolled(t.Context(), c) // just after
		if n.Load() != attempts || err == nil {
			t.Errorf("asked again at once: %d requests, %v", n.Load(), err)
		}
		time.Sleep(10 * time.Second)
		if _, err := enrolled(t.Context(), c); n.Load() == attempts || err == nil {
			t.Errorf("never asked again: %d requests, %v", n.Load(), err)
		}
	})
}

func TestACallerWhoGivesUpDoesNotFailTheOthersFetch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := listTenant()
		next := p.answer
		p.answer = func(req *http.Request) *http.Response {
			select {
			case <-time.After(time.Second):
			case <-req.Context().Done():
			}
			return next(req)
		}
		c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
		impatient, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		var callers sync.WaitGroup
		callers.Go(func() {
			if _, err := enrolled(impatient, c); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the impatient caller got %v", err)
			}
		})
		time.Sleep(50 * time.Millisecond)
		callers.Go(func() {
			if _, err := enrolled(t.Context(), c); err != nil {
				t.Error(err)
			}
		})
		callers.Wait()
	})
}

func TestATokenWithALineBreakIsRefused(t *testing.T) {
	t.Parallel()
	p := listTenant()
	c := newClient(t, auth0.Config{APIToken: "hush\n", Transport: p})
	_, err := enrolled(t.Context(), c)
	if err == nil || !strings.Contains(err.Error(), "line break") || strings.Contains(err.Error(), "hush") {
		t.Errorf("got %v", err)
	}
	if len(p.calls) != 0 {
		t.Errorf("%d requests with it", len(p.calls))
	}
}

// What may pass is remembered for a moment only: a limited rate, an error of
// the server, a broken connection.
func TestPassingFailureOfTheTokenEndpointIsForgotten(t *testing.T) {
	t.Parallel()
	for _, status := range []int{0, 429, 503} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := listTenant()
				well, ill := p.answer, true
				p.answer = func(req *http.Request) *http.Response {
					switch {
					case !ill:
						return well(req)
					case status == 0:
						return &http.Response{StatusCode: 200, Body: io.NopCloser(iotest.ErrReader(io.ErrUnexpectedEOF))}
					}
					return jsonAnswer(status, `{"error":"x"}`)
				}
				c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p, Attempts: 1})
				if _, err := enrolled(t.Context(), c); err == nil {
					t.Error("no error")
				}
				ill = false
				time.Sleep(6 * time.Second)
				if _, err := enrolled(t.Context(), c); err != nil {
					t.Errorf("remembered: %v", err)
				}
			})
		})
	}
}

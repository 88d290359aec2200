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
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// policyTenant gives tokens, and otherwise lists no policies.
func policyTenant() *peer {
	return &peer{answer: func(req *http.Request) *http.Response {
		if req.URL.Path == "/oauth/token" {
			return jsonAnswer(http.StatusOK, `{"access_token":"management-token","expires_in":86400,"token_type":"Bearer"}`)
		}
		return jsonAnswer(http.StatusOK, `[]`)
	}}
}

func TestTokenIsFetchedOnFirstUseAndOnce(t *testing.T) {
	t.Parallel()
	p := policyTenant()
	c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
	if n := len(p.calls); n != 0 {
		t.Fatalf("%d requests before the first use", n)
	}
	var callers sync.WaitGroup
	for range 50 {
		callers.Go(func() {
			if _, err := c.Policies(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	callers.Wait()
	if n := p.count("POST", "/oauth/token"); n != 1 {
		t.Errorf("%d tokens for 50 callers", n)
	}
	form, _ := url.ParseQuery(p.calls[0].body)
	want := url.Values{"grant_type": {"client_credentials"}, "client_id": {"id"}, "client_secret": {"secret"}, "audience": {"https://example.eu.auth0.com/api/v2/"}}
	if form.Encode() != want.Encode() {
		t.Errorf("asked for a token with %v", form)
	}
	if s := p.last(t); s.authorization != "Bearer management-token" {
		t.Errorf("called with %q", s.authorization)
	}
}

func TestTokenIsRenewedBeforeItExpires(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := policyTenant()
		c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
		ask := func(after time.Duration, tokens int) {
			t.Helper()
			time.Sleep(after)
			if _, err := c.Policies(t.Context()); err != nil {
				t.Error(err)
			}
			if n := p.count("POST", "/oauth/token"); n != tokens {
				t.Errorf("%d tokens after %s, want %d", n, after, tokens)
			}
		}
		ask(0, 1)
		ask(23*time.Hour+58*time.Minute, 1)
		ask(time.Minute+time.Second, 2) // 59 seconds before it expires
	})
}

func TestRefusedCredentialsAreNotTriedAgain(t *testing.T) {
	t.Parallel()
	p := &peer{answer: func(*http.Request) *http.Response {
		return jsonAnswer(401, `{"error":"access_denied","error_description":"Unauthorized"}`)
	}}
	c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "wrong", Transport: p})
	for range 3 {
		if _, err := c.Policies(t.Context()); err == nil || !strings.Contains(err.Error(), "Unauthorized") || strings.Contains(err.Error(), "wrong") {
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
	if _, err := c.Policies(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := p.last(t); s.authorization != "Bearer api-token" || len(p.calls) != 1 {
		t.Errorf("sent %+v", p.calls)
	}
}

func TestManagementNeedsCredentials(t *testing.T) {
	t.Parallel()
	p := policyTenant()
	c := newClient(t, auth0.Config{ClientID: "public", Transport: p})
	if _, err := c.Policies(t.Context()); err == nil || len(p.calls) != 0 {
		t.Errorf("got %v after %d requests", err, len(p.calls))
	}
}

func TestConfigIsRefused(t *testing.T) {
	t.Parallel()
	for why, config := range map[string]auth0.Config{
		"domain is empty":    {},
		"more than one":      {Domain: "a.b", ClientID: "id", ClientSecret: "s", APIToken: "t"},
		"needs the client":   {Domain: "a.b", ClientSecret: "s"},
		"not PEM":            {Domain: "a.b", ClientID: "id", PrivateKey: "secret-key"},
		"signing algorithm":  {Domain: "a.b", ClientID: "id", PrivateKey: "x", SigningAlg: "HS256"},
		"not an RSA private": {Domain: "a.b", ClientID: "id", PrivateKey: "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"},
	} {
		if _, err := auth0.New(config); err == nil || !strings.Contains(err.Error(), why) || strings.Contains(err.Error(), "c2VjcmV0") {
			t.Errorf("New: %v, want an error with %q", err, why)
		}
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
				if _, err := c.Policies(t.Context()); err == nil {
					t.Error("no error")
				}
			})
		}
		callers.Wait()
		attempts := n.Load()
		if waited := time.Since(began); attempts > 5 || waited > 75*time.Second {
			t.Errorf("%d requests in %s for ten callers, want those of one", attempts, waited)
		}
		_, err := c.Policies(t.Context()) // just after
		if n.Load() != attempts || err == nil {
			t.Errorf("asked again at once: %d requests, %v", n.Load(), err)
		}
		time.Sleep(10 * time.Second)
		if _, err := c.Policies(t.Context()); n.Load() == attempts || err == nil {
			t.Errorf("never asked again: %d requests, %v", n.Load(), err)
		}
	})
}

func TestACallerWhoGivesUpDoesNotFailTheOthersFetch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := policyTenant()
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
			if _, err := c.Policies(impatient); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the impatient caller got %v", err)
			}
		})
		time.Sleep(50 * time.Millisecond)
		callers.Go(func() {
			if _, err := c.Policies(t.Context()); err != nil {
				t.Error(err)
			}
		})
		callers.Wait()
	})
}

func TestATokenWithALineBreakIsRefused(t *testing.T) {
	t.Parallel()
	p := policyTenant()
	c := newClient(t, auth0.Config{APIToken: "hush\n", Transport: p})
	if _, err := c.Policies(t.Context()); err == nil || !strings.Contains(err.Error(), "line break") || strings.Contains(err.Error(), "hush") || len(p.calls) != 0 {
		t.Errorf("%d requests, %v", len(p.calls), err)
	}
}

// A token that is revoked in the middle of a run is renewed once, for all callers.
func TestARevokedTokenIsRenewed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tokens, revoked := 0, ""
		p := &peer{}
		p.answer = func(req *http.Request) *http.Response {
			p.mu.Lock()
			defer p.mu.Unlock()
			if req.URL.Path == "/oauth/token" {
				tokens++
				return jsonAnswer(200, fmt.Sprintf(`{"access_token":"token-%d","expires_in":86400,"token_type":"Bearer"}`, tokens))
			}
			if req.Header.Get("Authorization") == revoked || revoked == "all" {
				return jsonAnswer(401, `{"statusCode":401,"error":"Unauthorized","message":"Invalid token"}`)
			}
			return jsonAnswer(200, `[]`)
		}
		c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
		ask := func(fails bool) {
			t.Helper()
			var callers sync.WaitGroup
			for range 10 {
				callers.Go(func() {
					if _, err := c.Policies(t.Context()); (err != nil) != fails {
						t.Error(err)
					}
				})
			}
			callers.Wait()
		}
		ask(false)
		revoked = "Bearer token-1"
		if ask(false); tokens != 2 {
			t.Errorf("%d tokens for ten callers after one was revoked, want 2", tokens)
		}
		revoked = "all"
		before := len(p.calls)
		if ask(true); len(p.calls)-before > 10*3 {
			t.Errorf("%d requests for ten callers whose tokens are all refused", len(p.calls)-before)
		}
	})
}

// A request that was under way when the token was replaced is refused late: it
// is repeated with the new token, and costs the tenant's quota no third one.
func TestALateRefusalSparesTheNewToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const slow = "/api/v2/guardian/settings"
		var tokens atomic.Int64
		p := &peer{answer: func(req *http.Request) *http.Response {
			if req.URL.Path == "/oauth/token" {
				return jsonAnswer(200, fmt.Sprintf(`{"access_token":"token-%d","expires_in":86400,"token_type":"Bearer"}`, tokens.Add(1)))
			}
			if req.URL.Path == slow {
				time.Sleep(time.Second)
			}
			if req.Header.Get("Authorization") == "Bearer token-1" { // revoked from the start
				return jsonAnswer(401, `{"statusCode":401,"error":"Unauthorized","message":"Invalid token"}`)
			}
			if req.URL.Path == slow {
				return jsonAnswer(200, recordedMFASettings)
			}
			return jsonAnswer(200, `[]`)
		}}
		c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
		var late sync.WaitGroup
		late.Go(func() {
			if _, err := c.MFASettings(t.Context()); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait() // it is under way with token-1
		if _, err := c.Policies(t.Context()); err != nil {
			t.Error(err)
		}
		late.Wait()
		if _, err := c.Policies(t.Context()); err != nil {
			t.Error(err)
		}
		if s := p.last(t); s.authorization != "Bearer token-2" || tokens.Load() != 2 {
			t.Errorf("called with %s after %d tokens, want the second of two", s.authorization, tokens.Load())
		}
	})
}

func TestAnAPITokenIsNotRenewed(t *testing.T) {
	t.Parallel()
	c, p := fixed(t, 401, "application/json", `{"statusCode":401,"error":"Unauthorized","message":"Expired token received for JSON Web Token validation"}`)
	if _, err := c.Policies(t.Context()); err == nil || len(p.calls) != 1 {
		t.Errorf("%d requests, %v", len(p.calls), err)
	}
}

// What may pass is remembered for a moment only: a limited rate, an error of
// the server, a broken connection.
func TestAPassingFailureOfTheTokenEndpointPasses(t *testing.T) {
	t.Parallel()
	for _, status := range []int{0, 429, 503} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := policyTenant()
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
				if _, err := c.Policies(t.Context()); err == nil {
					t.Error("no error")
				}
				ill = false
				time.Sleep(6 * time.Second)
				if _, err := c.Policies(t.Context()); err != nil {
					t.Errorf("remembered: %v", err)
				}
			})
		})
	}
}

// A token that lives less than a minute serves more than one call.
func TestAShortLivedTokenIsUsed(t *testing.T) {
	t.Parallel()
	p := &peer{answer: func(req *http.Request) *http.Response {
		if req.URL.Path == "/oauth/token" {
			return jsonAnswer(200, `{"access_token":"a","expires_in":50,"token_type":"Bearer"}`)
		}
		return jsonAnswer(200, `[]`)
	}}
	c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
	for range 3 {
		if _, err := c.Policies(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if n := p.count("POST", "/oauth/token"); n != 1 {
		t.Errorf("%d tokens for three calls", n)
	}
}

package auth0_test

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// What may be repeated is repeated, a bounded number of times and never at once.
func TestRetries(t *testing.T) {
	t.Parallel()
	const past = "946684700"                  // before synctest's clock begins
	for name, tc := range map[string]struct { // synctest's clock begins at 946684800
		call          func(context.Context, *auth0.Client) error
		times, status int
		header        map[string]string
		attempts      int
		wait          time.Duration // at least
	}{
		"429 of a PUT":               {set, 1, 429, nil, 2, 500 * time.Millisecond},
		"429 of a POST":              {challenge, 1, 429, nil, 2, 500 * time.Millisecond},
		"429 for ever":               {set, 99, 429, nil, 5, 7500 * time.Millisecond},
		"429 with a reset long past": {set, 99, 429, map[string]string{"X-RateLimit-Reset": past}, 5, 7500 * time.Millisecond},
		"Retry-After":                {set, 1, 429, map[string]string{"Retry-After": "7"}, 2, 7 * time.Second},
		"Retry-After of a minute":    {set, 1, 429, map[string]string{"Retry-After": "60"}, 2, time.Minute},
		"a reset in 20 seconds":      {set, 1, 429, map[string]string{"X-RateLimit-Reset": "946684820"}, 2, 20 * time.Second},
		"Retry-After of an hour":     {set, 99, 429, map[string]string{"Retry-After": "3600"}, 1, 0},
		"503 of a PUT":               {set, 2, 503, nil, 3, 1500 * time.Millisecond},
		"500 of a PUT for ever":      {set, 99, 500, nil, 5, 7500 * time.Millisecond},
		"503 of a POST":              {challenge, 99, 503, nil, 1, 0},
		"403":                        {set, 99, 403, nil, 1, 0},
		"501":                        {set, 99, 501, nil, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p, n := failing(tc.times, tc.status, tc.header, `{"enabled":true,"challenge_type":"oob"}`)
				c := newClient(t, auth0.Config{APIToken: "t", Transport: p})
				began := time.Now()
				err := tc.call(t.Context(), c)
				if waited := time.Since(began); n.Load() != int64(tc.attempts) || waited < tc.wait || waited > tc.wait*5/4+time.Millisecond {
					t.Errorf("%d attempts in %s, want %d in %s", n.Load(), waited, tc.attempts, tc.wait)
				}
				var e *auth0.Error
				if tc.times == 99 && (!errors.As(err, &e) || e.Status != tc.status || e.Description != "not now") {
					t.Errorf("the last answer was lost: %v", err)
				}
				if tc.times < 99 && err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestErrorTellsHowLongTheTenantAsksToWait(t *testing.T) {
	t.Parallel()
	p, _ := failing(99, 429, map[string]string{"Retry-After": "3600"}, "")
	err := set(t.Context(), newClient(t, auth0.Config{APIToken: "t", Transport: p}))
	if err == nil || !strings.Contains(err.Error(), "1h0m0s") {
		t.Errorf("%v does not say how long the tenant asks to wait", err)
	}
}

func TestCancellingEndsTheWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, n := failing(99, 429, map[string]string{"Retry-After": "50"}, "")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		err := set(ctx, newClient(t, auth0.Config{APIToken: "t", Transport: p}))
		if waited := time.Since(began); waited != time.Second || n.Load() != 1 || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("ended after %s and %d attempts with %v", waited, n.Load(), err)
		}
	})
}

func TestRefusedConnectionsAreRepeated(t *testing.T) {
	t.Parallel()
	s := httptest.NewServer(http.NotFoundHandler())
	s.Close()
	err := challenge(t.Context(), newClient(t, auth0.Config{Domain: s.URL, APIToken: "t", Attempts: 2}))
	if err == nil || !strings.Contains(err.Error(), "after 2 attempts") || !strings.Contains(err.Error(), "refused") {
		t.Errorf("got %v", err)
	}
}

func TestRedirectsAreNotFollowedWithTheToken(t *testing.T) {
	t.Parallel()
	var leaked atomic.Bool
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { leaked.Store(true) }))
	t.Cleanup(other.Close)
	config, _ := faulty(t, func(_ int64, w http.ResponseWriter, req *http.Request) {
		http.Redirect(w, req, other.URL, http.StatusTemporaryRedirect)
	})
	var e *auth0.Error
	if err := set(t.Context(), newClient(t, config)); !errors.As(err, &e) || e.Status != 307 || leaked.Load() {
		t.Errorf("got %v; the other host was called: %v", err, leaked.Load())
	}
}

// A blocked login answers 429 as well; every further attempt would prolong the block.
func TestABlockedLoginIsNotRepeated(t *testing.T) {
	t.Parallel()
	p := &peer{answer: func(*http.Request) *http.Response {
		return jsonAnswer(429, `{
			"error": "too_many_attempts",
			"error_description": "Your account has been blocked after multiple consecutive login attempts."
		}`)
	}}
	c := newClient(t, auth0.Config{ClientID: "id", Transport: p})
	_, err := c.Password(t.Context(), auth0.PasswordGrant{Username: "u", Password: "p"})
	var e *auth0.Error
	if !errors.As(err, &e) || e.Code != "too_many_attempts" || len(p.calls) != 1 {
		t.Errorf("%d attempts, %v", len(p.calls), err)
	}
}

// Whatever a tenant asks for, the client ends: within its patience, after ten
// attempts at most, and never at once again.
func FuzzRetryHeaders(f *testing.F) {
	for _, after := range []string{"", "7", "0", "-1", "3600", "99999999999999999999", "1.5", "Fri, 31 Dec 1999 23:59:59 GMT"} {
		for _, reset := range []string{"", "946684700", "946684805", "-9223372036854775808", "9223372036854775807", "soon"} {
			f.Add(after, reset, "0")
		}
	}
	f.Fuzz(func(t *testing.T, after, reset, remaining string) {
		synctest.Test(t, func(t *testing.T) {
			p, n := failing(99, 429, map[string]string{"Retry-After": after, "X-RateLimit-Reset": reset, "X-RateLimit-Remaining": remaining}, "")
			began := time.Now()
			err := set(t.Context(), newClient(t, auth0.Config{APIToken: "t", Transport: p, Attempts: 10}))
			waited := time.Since(began)
			if err == nil || waited > 2*time.Minute || n.Load() > 10 || waited < time.Duration(n.Load()-1)*500*time.Millisecond {
				t.Errorf("%d attempts in %s, %v", n.Load(), waited, err)
			}
		})
	})
}

// What no second attempt can mend is not repeated.
func TestWhatCannotPassIsNotRepeated(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{
		"no such domain":        &net.DNSError{Err: "no such host", Name: "tenant.invalid", IsNotFound: true},
		"untrusted certificate": &tls.CertificateVerificationError{Err: errors.New("unknown authority")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			attempts := 0
			c := newClient(t, auth0.Config{APIToken: "t", Transport: roundTripper(func(*http.Request) (*http.Response, error) {
				attempts++
				return nil, err
			})})
			if got := set(t.Context(), c); !errors.Is(got, err) || attempts != 1 {
				t.Errorf("%d attempts, %v", attempts, got)
			}
		})
	}
}

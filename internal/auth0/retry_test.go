package auth0_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
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
		"this clock is slow": {set, 1, 429, map[string]string{
			"X-RateLimit-Reset": "946684900", "Date": "Sat, 01 Jan 2000 00:01:30 GMT",
		}, 2, 10 * time.Second},
		"this clock is slow, and nothing shows it": {set, 1, 429, map[string]string{"X-RateLimit-Reset": "946684900"}, 2, 500 * time.Millisecond},
		"this clock is fast": {set, 1, 429, map[string]string{
			"X-RateLimit-Reset": "946684720", "Date": "Fri, 31 Dec 1999 23:58:30 GMT",
		}, 2, 10 * time.Second},
		"Retry-After of an hour": {set, 99, 429, map[string]string{"Retry-After": "3600"}, 1, 0},
		"503 of a PUT":           {set, 2, 503, nil, 3, 1500 * time.Millisecond},
		"500 of a PUT for ever":  {set, 99, 500, nil, 5, 7500 * time.Millisecond},
		"503 of a POST":          {challenge, 99, 503, nil, 1, 0},
		"403":                    {set, 99, 403, nil, 1, 0},
		"501":                    {set, 99, 501, nil, 1, 0},
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

// A request that was refused at each attempt says so, and not only what a 429 says.
func TestErrorTellsThatTheRateStaysLimited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, _ := failing(99, 429, nil, "")
		err := set(t.Context(), newClient(t, auth0.Config{APIToken: "t", Transport: p}))
		if err == nil || !strings.Contains(err.Error(), "limited the rate of requests at each attempt") {
			t.Errorf("got %v", err)
		}
	})
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

// One passing fault fails nothing that can be repeated without harm: a token for
// the application, and writes that say what shall be. A login, a code and an
// addition may have been carried out.
func TestWhatIsHarmlessIsRepeated(t *testing.T) {
	t.Parallel()
	faults := map[string]func() (*http.Response, error){
		"502":     func() (*http.Response, error) { return answer(502, "text/html", "<html>"), nil },
		"503":     func() (*http.Response, error) { return answer(503, "text/html", "<html>"), nil },
		"504":     func() (*http.Response, error) { return answer(504, "text/html", "<html>"), nil },
		"a reset": func() (*http.Response, error) { return nil, syscall.ECONNRESET },
		"an end":  func() (*http.Response, error) { return nil, io.ErrUnexpectedEOF },
		"no answer": func() (*http.Response, error) {
			time.Sleep(time.Minute)
			return nil, context.DeadlineExceeded
		},
	}
	for name, tc := range map[string]struct {
		call     func(context.Context, *auth0.Client) error
		faulty   string // the method and path that fails once
		repeated bool
	}{
		"token of the application": {func(ctx context.Context, c *auth0.Client) error {
			_, err := c.Policies(ctx)
			return err
		}, "POST /oauth/token", true},
		"PATCH of a thing": {func(ctx context.Context, c *auth0.Client) error {
			_, err := c.UpdatePhoneTemplate(ctx, "tem", auth0.PhoneTemplateChange{})
			return err
		}, "PATCH /api/v2/branding/phone/templates/tem", true},
		"PATCH of a list": {func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetClientGrantTypes(ctx, "id", []string{"password"})
			return err
		}, "PATCH /api/v2/clients/id", false},
		"login": {func(ctx context.Context, c *auth0.Client) error {
			_, err := c.Password(ctx, auth0.PasswordGrant{Username: "u", Password: "p"})
			return err
		}, "POST /oauth/token", false},
		"code":    {verify, "POST /oauth/token", false},
		"message": {challenge, "POST /mfa/challenge", false},
		"addition": {func(ctx context.Context, c *auth0.Client) error {
			_, err := c.CreatePhoneProvider(ctx, auth0.PhoneProviderChange{})
			return err
		}, "POST /api/v2/branding/phone/providers", false},
	} {
		for what, fault := range faults {
			t.Run(name+", "+what, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					sent := 0
					c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "s", Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
						if req.Method+" "+req.URL.Path == tc.faulty {
							if sent++; sent == 1 {
								return fault()
							}
						}
						resp := jsonAnswer(200, `{"access_token":"a","token_type":"Bearer","expires_in":86400}`)
						if strings.HasPrefix(req.URL.Path, "/api/v2/guardian/policies") {
							resp = jsonAnswer(200, `[]`)
						}
						resp.Request = req
						return resp, nil
					})})
					err := tc.call(t.Context(), c)
					if want := map[bool]int{true: 2, false: 1}[tc.repeated]; sent != want || !tc.repeated && err == nil {
						t.Errorf("%s was sent %d times, want %d; the error is %v", tc.faulty, sent, want, err)
					}
				})
			})
		}
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

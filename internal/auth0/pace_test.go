package auth0_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// metered is a tenant with a token bucket: burst requests, and perSecond more
// each second. Its answers take 50 ms, and tell what remains.
type metered struct {
	burst, perSecond int

	mu      sync.Mutex
	left    int
	since   time.Time
	refused int
	taken   []time.Time
}

func (m *metered) answer(*http.Request) *http.Response {
	m.mu.Lock()
	now := time.Now()
	if m.since.IsZero() {
		m.left, m.since = m.burst, now
	}
	refill := time.Second / time.Duration(m.perSecond)
	if n := int(now.Sub(m.since) / refill); n > 0 {
		m.left, m.since = min(m.burst, m.left+n), m.since.Add(time.Duration(n)*refill)
	}
	status, body := 200, `{"enabled":true}`
	if m.left == 0 {
		m.refused++
		status, body = 429, `{
			"statusCode": 429,
			"error": "Too Many Requests",
			"message": "Global limit has been reached",
			"errorCode": "too_many_requests"
		}`
	} else {
		m.left--
		m.taken = append(m.taken, now)
	}
	resp := jsonAnswer(status, body)
	resp.Header.Set("X-RateLimit-Remaining", strconv.Itoa(m.left))
	resp.Header.Set("X-RateLimit-Reset", strconv.FormatInt(now.Add(time.Second).Unix(), 10))
	m.mu.Unlock()
	time.Sleep(50 * time.Millisecond)
	return resp
}

// Ten callers at a time, as Terraform has them, against the limits of Auth0's plans.
func TestRequestsKeepToTheLimit(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]*metered{
		"Free":       {burst: 2, perSecond: 2},
		"Pro":        {burst: 10, perSecond: 2},
		"Enterprise": {burst: 50, perSecond: 16},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				c := newClient(t, auth0.Config{APIToken: "t", Transport: &peer{answer: m.answer}})
				work := make(chan bool)
				var callers sync.WaitGroup
				for range 10 {
					callers.Go(func() {
						for range work {
							if err := set(t.Context(), c); err != nil {
								t.Error(err)
							}
						}
					})
				}
				began := time.Now()
				for range 60 {
					work <- true
				}
				close(work)
				callers.Wait()
				took, least := time.Since(began), time.Duration(60-m.burst)*time.Second/time.Duration(m.perSecond)
				if m.refused > 3 {
					t.Errorf("%d of 60 requests went out beyond the limit", m.refused)
				}
				if took > 2*least+5*time.Second {
					t.Errorf("60 requests took %s, where the limit allows %s", took, least)
				}
			})
		})
	}
}

// An answer that does not tell what remains has cost a request as well: what was
// told before it is used up without going beyond it.
func TestAnswersThatTellNothingAreCounted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &metered{burst: 3, perSecond: 2}
		c := newClient(t, auth0.Config{APIToken: "t", Transport: &peer{answer: func(r *http.Request) *http.Response {
			resp := m.answer(r)
			if r.Method == http.MethodPost && resp.StatusCode == 200 {
				return jsonAnswer(409, `{"statusCode":409,"error":"Conflict","message":"Exists already"}`)
			}
			return resp
		}}})
		if err := set(t.Context(), c); err != nil {
			t.Error(err)
		}
		for range 6 {
			if _, err := c.CreatePhoneProvider(t.Context(), auth0.PhoneProviderChange{}); err == nil {
				t.Error("a conflict was taken for a success")
			}
		}
		if m.refused > 0 {
			t.Errorf("%d requests went out beyond the limit", m.refused)
		}
	})
}

// One 429 holds back everybody, and nobody goes out before it is over.
func TestA429HoldsBackAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		first := true
		p := &peer{answer: func(*http.Request) *http.Response {
			if first {
				first = false
				resp := jsonAnswer(429, `{"errorCode":"too_many_requests"}`)
				resp.Header.Set("Retry-After", "20")
				return resp
			}
			if now := time.Since(began); now < 21*time.Second {
				t.Errorf("a request went out after %s", now)
			}
			return jsonAnswer(200, `{"enabled":true}`)
		}}
		c := newClient(t, auth0.Config{APIToken: "t", Transport: p})
		var callers sync.WaitGroup
		for range 10 {
			time.Sleep(time.Second)
			callers.Go(func() {
				if err := set(t.Context(), c); err != nil {
					t.Error(err)
				}
			})
		}
		callers.Wait()
	})
}

// A tenant that refuses for ever: the callers end within a minute, after a few requests.
func TestATenantThatRefusesForEverIsBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p, n := failing(1<<30, 429, map[string]string{"X-RateLimit-Reset": "946684700"}, "")
		c := newClient(t, auth0.Config{APIToken: "t", Transport: p})
		began := time.Now()
		var callers sync.WaitGroup
		for range 10 {
			callers.Go(func() {
				if err := set(t.Context(), c); err == nil {
					t.Error("no error")
				}
			})
		}
		callers.Wait()
		if waited := time.Since(began); waited > 90*time.Second || n.Load() > 20 {
			t.Errorf("%d requests in %s", n.Load(), waited)
		}
	})
}

// Errors come without the headers; they are no leave to forget the limit.
func TestAnErrorDoesNotLiftTheLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &metered{burst: 10, perSecond: 10}
		n := 0
		c := newClient(t, auth0.Config{APIToken: "t", Transport: &peer{answer: func(req *http.Request) *http.Response {
			resp := m.answer(req)
			m.mu.Lock()
			defer m.mu.Unlock()
			if n++; n%3 == 0 && resp.StatusCode == 200 {
				return jsonAnswer(404, `{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}`)
			}
			return resp
		}}})
		var callers sync.WaitGroup
		for range 40 {
			callers.Go(func() { _ = set(t.Context(), c) })
		}
		callers.Wait()
		if m.refused > 0 {
			t.Errorf("%d requests went out beyond the limit", m.refused)
		}
	})
}

// Ten requests that are under way together and all answered with 429 are one
// refusal: the next attempt waits half a second, as after a single one.
func TestSimultaneous429sCountOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var refusing atomic.Bool
		p := &peer{answer: func(*http.Request) *http.Response {
			refused := refusing.Load() // as it is when the request arrives
			time.Sleep(50 * time.Millisecond)
			if refused {
				return jsonAnswer(429, `{"errorCode":"too_many_requests"}`)
			}
			return jsonAnswer(200, `{"enabled":true}`)
		}}
		c := newClient(t, auth0.Config{APIToken: "t", Transport: p})
		if err := set(t.Context(), c); err != nil { // a first answer, after which ten may go out at once
			t.Fatal(err)
		}
		round := func(least time.Duration) {
			t.Helper()
			began := time.Now()
			refusing.Store(true)
			var callers sync.WaitGroup
			for range 10 {
				callers.Go(func() {
					if err := set(t.Context(), c); err != nil {
						t.Error(err)
					}
				})
			}
			time.Sleep(10 * time.Millisecond)
			refusing.Store(false)
			callers.Wait()
			const answers = 3 * 50 * time.Millisecond // the refusals, the one that goes ahead, the rest
			if took := time.Since(began) - answers; took < least || took > least*5/4+time.Millisecond {
				t.Errorf("waited %s, want %s and up to a quarter more", took, least)
			}
		}
		round(500 * time.Millisecond)
		round(500 * time.Millisecond) // what went well in between starts the count anew
		if n := p.count("PUT", "/api/v2/guardian/factors/email"); n != 1+2*20 {
			t.Errorf("%d requests, want one and then ten refused and repeated, twice", n)
		}
	})
}

// Auth0 counts the Management API, the MFA API and the token endpoint apart: a
// 429 of one holds back none of the others.
func TestEachAPIHasARateLimitOfItsOwn(t *testing.T) {
	t.Parallel()
	calls := map[string]func(context.Context, *auth0.Client) error{"api": set, "mfa": challenge, "oauth": verify}
	for limited := range calls {
		t.Run(limited, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var refused atomic.Bool
				c := newClient(t, auth0.Config{APIToken: "t", Transport: &peer{answer: func(req *http.Request) *http.Response {
					if strings.HasPrefix(req.URL.Path, "/"+limited+"/") && !refused.Swap(true) {
						resp := jsonAnswer(429, `{"errorCode":"too_many_requests"}`)
						resp.Header.Set("Retry-After", "20")
						return resp
					}
					return jsonAnswer(200, `{"enabled":true,"challenge_type":"oob","access_token":"a"}`)
				}}})
				began := time.Now()
				var callers sync.WaitGroup
				waits := func(api string, least time.Duration) {
					if err := calls[api](t.Context(), c); err != nil {
						t.Errorf("/%s/: %v", api, err)
					}
					if waited := time.Since(began); waited < least || waited > least*5/4 {
						t.Errorf("/%s/ waited %s after a 429 of /%s/, want %s", api, waited, limited, least)
					}
				}
				callers.Go(func() { waits(limited, 20*time.Second) })
				synctest.Wait() // it has been refused
				for api := range calls {
					if api != limited {
						callers.Go(func() { waits(api, 0) })
					}
				}
				callers.Wait()
			})
		})
	}
}

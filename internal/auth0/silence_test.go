package auth0_test

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// hanging is a tenant that answers nothing while it hangs.
func hanging(hangs *atomic.Bool) *peer {
	return &peer{answer: func(req *http.Request) *http.Response {
		if hangs.Load() {
			<-req.Context().Done()
		}
		time.Sleep(50 * time.Millisecond)
		return jsonAnswer(200, `{"enabled":true}`)
	}}
}

// all makes so many calls at once.
func all(t *testing.T, c *auth0.Client, callers int, check func(error)) {
	t.Helper()
	var group sync.WaitGroup
	for range callers {
		group.Go(func() { check(set(t.Context(), c)) })
	}
	group.Wait()
}

// A tenant that hangs costs twenty callers no more time than one, each is told
// what happened, and a moment later it is asked again.
func TestATenantThatHangsCostsAllCallersTheTimeOfOne(t *testing.T) {
	t.Parallel()
	took := func(t *testing.T, callers int) (took time.Duration) {
		t.Helper()
		synctest.Test(t, func(t *testing.T) {
			var hangs atomic.Bool
			hangs.Store(true)
			p := hanging(&hangs)
			c := newClient(t, auth0.Config{APIToken: "t", Transport: p})
			began := time.Now()
			all(t, c, callers, func(err error) {
				if err == nil || !strings.Contains(err.Error(), "no answer within 30s") || strings.Contains(err.Error(), "rate") ||
					strings.Contains(err.Error(), "attempts: 5 requests") { // of which this one is none
					t.Errorf("got %v", err)
				}
			})
			took = time.Since(began)
			if n := p.count("PUT", "/api/v2/guardian/factors/email"); n > 2*5 {
				t.Errorf("%d requests for %d callers", n, callers)
			}
			hangs.Store(false)
			time.Sleep(6 * time.Second)
			all(t, c, callers, func(err error) {
				if err != nil {
					t.Errorf("a while later: %v", err)
				}
			})
		})
		return took
	}
	one, twenty := took(t, 1), took(t, 20)
	if twenty > one+10*time.Second { // for the pauses between attempts, which are spread
		t.Errorf("one caller waited %s, and twenty %s", one, twenty)
	}
}

// A tenant that hung for a moment has answered nobody in it, which is one
// failure of the tenant, and not one for each caller.
func TestAMomentOfSilencePasses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var hangs atomic.Bool
		c := newClient(t, auth0.Config{APIToken: "t", Transport: hanging(&hangs)})
		well := func(err error) {
			if err != nil {
				t.Error(err)
			}
		}
		for range 3 {
			all(t, c, 20, well)
			hangs.Store(true)
			time.AfterFunc(40*time.Second, func() { hangs.Store(false) })
			all(t, c, 20, well)
		}
	})
}

// What hangs is one API: the others are still asked.
func TestSilenceOfOneAPIIsNotThatOfAnother(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, auth0.Config{APIToken: "t", Attempts: 2, Transport: &peer{answer: func(req *http.Request) *http.Response {
			if strings.HasPrefix(req.URL.Path, "/api/") {
				<-req.Context().Done()
			}
			return jsonAnswer(200, `{"challenge_type":"oob"}`)
		}}})
		if err := set(t.Context(), c); err == nil {
			t.Error("no error")
		}
		if err := challenge(t.Context(), c); err != nil {
			t.Error(err)
		}
	})
}

// A tenant that answers one request while it keeps another waiting is not silent.
func TestASlowAnswerIsNoSilence(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, auth0.Config{APIToken: "t", Attempts: 1, Transport: &peer{answer: func(req *http.Request) *http.Response {
			if req.Method == http.MethodPut {
				<-req.Context().Done()
			}
			return jsonAnswer(200, `[]`)
		}}})
		var slow sync.WaitGroup
		slow.Go(func() {
			if err := set(t.Context(), c); err == nil {
				t.Error("no error")
			}
		})
		for range 4 {
			time.Sleep(8 * time.Second) // the last comes just after the slow one has failed
			if _, err := enrolled(t.Context(), c); err != nil {
				t.Error(err)
			}
		}
		slow.Wait()
	})
}

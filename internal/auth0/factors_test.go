package auth0_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// switchboard is a tenant with one factor whose answers take a second.
func switchboard(t *testing.T) (*auth0.Client, *peer) {
	t.Helper()
	var on atomic.Bool
	p := &peer{}
	p.answer = func(req *http.Request) *http.Response {
		listed := on.Load() // as it is when the request arrives
		if req.Method == http.MethodPut {
			on.Store(true)
			time.Sleep(time.Second)
			return jsonAnswer(200, `{"enabled":true}`)
		}
		select {
		case <-time.After(time.Second):
		case <-req.Context().Done():
		}
		if listed {
			return jsonAnswer(200, `[{"name":"email","enabled":true,"trial_expired":false}]`)
		}
		return jsonAnswer(200, `[{"name":"email","enabled":false,"trial_expired":false}]`)
	}
	return newClient(t, auth0.Config{APIToken: "t", Transport: p}), p
}

func isOn(t *testing.T, c *auth0.Client) bool {
	t.Helper()
	on, err := c.Factor(t.Context(), auth0.FactorEmail)
	if err != nil {
		t.Error(err)
	}
	return on
}

func TestReadersShareOneListOfFactors(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, p := switchboard(t)
		var readers sync.WaitGroup
		for i := range 100 {
			readers.Go(func() {
				time.Sleep(time.Duration(i) * 20 * time.Millisecond) // some overlap, some come after
				isOn(t, c)
			})
		}
		readers.Wait()
		if n := p.count("GET", "/api/v2/guardian/factors"); n != 1 {
			t.Errorf("%d lists for 100 readers", n)
		}
		time.Sleep(5 * time.Second)
		isOn(t, c)
		if n := p.count("GET", "/api/v2/guardian/factors"); n != 2 {
			t.Errorf("a list from 5 seconds ago was still used")
		}
	})
}

// What one reader does with its list is nothing to the others.
func TestReadersHaveAListOfFactorsOfTheirOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, _ := switchboard(t)
		mine, err := c.Factors(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		mine[0].Enabled = true
		if isOn(t, c) {
			t.Error("another reader's change was taken for the tenant's")
		}
	})
}

// A list that could not be read is no empty list for those who come after.
func TestFailedListOfFactorsIsNotKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		failed := false
		c := newClient(t, auth0.Config{APIToken: "t", Transport: &peer{answer: func(*http.Request) *http.Response {
			if !failed {
				failed = true
				return jsonAnswer(403, `{"statusCode":403,"error":"Forbidden","message":"no","errorCode":"insufficient_scope"}`)
			}
			return jsonAnswer(200, `[{"name":"email","enabled":true}]`)
		}}})
		if list, err := c.Factors(t.Context()); err == nil {
			t.Fatal(list)
		}
		if !isOn(t, c) {
			t.Error("the failure was taken for the tenant's answer")
		}
	})
}

func TestAReadAfterAWriteIsNeverStale(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, _ := switchboard(t)
		if isOn(t, c) {
			t.Error("on before it was switched on")
		}
		if err := set(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		if !isOn(t, c) {
			t.Error("the list from before the write was used")
		}
	})
}

// Lists take three seconds and show what was true when they were asked for; a
// write takes effect at its end, after one. A list that was begun before that
// end serves nobody who comes after it.
func TestAListBegunBeforeAWriteEndsIsNotUsedAfterIt(t *testing.T) {
	t.Parallel()
	for name, begun := range map[string]time.Duration{
		"before the write": 500 * time.Millisecond,
		"during the write": 1500 * time.Millisecond,
	} {
		for after, wait := range map[string]time.Duration{"still in flight": 0, "just landed": 3 * time.Second} {
			t.Run(name+", "+after, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var on atomic.Bool
					c := newClient(t, auth0.Config{APIToken: "t", Transport: &peer{answer: func(req *http.Request) *http.Response {
						if req.Method == http.MethodPut {
							time.Sleep(time.Second)
							on.Store(true)
							return jsonAnswer(200, `{"enabled":true}`)
						}
						listed := on.Load()
						time.Sleep(3 * time.Second)
						return jsonAnswer(200, fmt.Sprintf(`[{"name":"email","enabled":%t}]`, listed))
					}}})
					var reader sync.WaitGroup
					reader.Go(func() { time.Sleep(begun); isOn(t, c) })
					time.Sleep(time.Second)
					if err := set(t.Context(), c); err != nil {
						t.Fatal(err)
					}
					time.Sleep(wait)
					if !isOn(t, c) {
						t.Error("the list from before the write was used")
					}
					reader.Wait()
				})
			})
		}
	}
}

func TestACallerWhoGivesUpDoesNotFailTheOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, p := switchboard(t)
		impatient, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		var readers sync.WaitGroup
		readers.Go(func() {
			if _, err := c.Factors(impatient); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the impatient caller got %v", err)
			}
		})
		time.Sleep(50 * time.Millisecond)
		readers.Go(func() { isOn(t, c) })
		readers.Wait()
		if n := p.count("GET", "/api/v2/guardian/factors"); n != 2 {
			t.Errorf("%d lists, want one given up and one finished", n)
		}
	})
}

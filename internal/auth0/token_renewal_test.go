package auth0_test

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func TestTokenIsRenewedBeforeItExpires(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := listTenant()
		c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
		ask := func(after time.Duration, tokens int) {
			t.Helper()
			time.Sleep(after)
			if _, err := enrolled(t.Context(), c); err != nil {
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
					if _, err := enrolled(t.Context(), c); (err != nil) != fails {
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
		if _, err := enrolled(t.Context(), c); err != nil {
			t.Error(err)
		}
		late.Wait()
		if _, err := enrolled(t.Context(), c); err != nil {
			t.Error(err)
		}
		if s := p.last(t); s.authorization != "Bearer token-2" || tokens.Load() != 2 {
			t.Errorf("called with %s after %d tokens, want the second of two", s.authorization, tokens.Load())
		}
	})
}

func TestAnAPITokenIsNotRenewed(t *testing.T) {
	t.Parallel()
	c, p := fixed(t, 401, "application/json", `{
		"statusCode": 401,
		"error": "Unauthorized",
		"message": "Expired token received for JSON Web Token validation"
	}`)
	if _, err := enrolled(t.Context(), c); err == nil || len(p.calls) != 1 {
		t.Errorf("%d requests, %v", len(p.calls), err)
	}
}

// Whatever lifetime a token is said to have, one serves several calls, and none
// longer than it lives.
func TestLifetimesOfTokens(t *testing.T) {
	t.Parallel()
	for lifetime, tokensInAYear := range map[string]int{
		`"expires_in":50,`:               2,
		`"expires_in":86400,`:            2,
		`"expires_in":86400.5,`:          2,
		`"expires_in":"86400",`:          2,
		`"expires_in":1e300,`:            2,
		`"expires_in":99999999999999,`:   2,
		`"expires_in":0,`:                1,
		`"expires_in":-5,`:               1,
		`"expires_in":null,`:             1,
		``:                               1,
		`"expires_in":9223372036854776,`: 2,
	} {
		t.Run(lifetime, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := &peer{answer: func(req *http.Request) *http.Response {
					if req.URL.Path == "/oauth/token" {
						return jsonAnswer(200, `{"access_token":"a",`+lifetime+`"token_type":"Bearer"}`)
					}
					return jsonAnswer(200, `[]`)
				}}
				c := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "secret", Transport: p})
				ask := func(tokens int) {
					t.Helper()
					if _, err := enrolled(t.Context(), c); err != nil {
						t.Error(err)
					}
					if n := p.count("POST", "/oauth/token"); n != tokens {
						t.Errorf("%d tokens, want %d", n, tokens)
					}
				}
				ask(1)
				ask(1)
				time.Sleep(365 * 24 * time.Hour)
				ask(tokensInAYear)
				ask(tokensInAYear)
			})
		})
	}
}

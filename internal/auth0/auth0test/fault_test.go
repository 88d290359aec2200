package auth0test_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

const factors = "/api/v2/guardian/factors"

// try sends a request that may get no answer.
func try(ctx context.Context, tn *auth0test.Tenant) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, tn.URL()+factors, http.NoBody)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}

func TestFaultsMeetTheRightRequests(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.Fail(auth0test.Fault{Method: http.MethodPut, Path: "/api/v2/guardian/*", Skip: 1, Times: 2, Status: 503})
	tn.Fail(auth0test.Fault{Path: "/api/v2/guardian/policies", Times: -1, Status: 500})
	put := func() int { return manage(t, tn, http.MethodPut, "/guardian/factors/otp", `{"enabled":true}`).status }
	get := func() int { return manage(t, tn, http.MethodGet, "/guardian/factors", nil).status }
	got := []int{put(), get(), put(), get(), put(), put()}
	if diff := cmp.Diff([]int{200, 200, 503, 200, 503, 200}, got); diff != "" {
		t.Error(diff)
	}
	for range 3 {
		manage(t, tn, http.MethodGet, "/guardian/policies", nil).want(t, 500)
	}
}

func TestFaultsSayWhatAuth0Says(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tests := []struct {
		path   string
		fault  auth0test.Fault
		texts  []string
		header map[string]string
	}{
		{factors, auth0test.Fault{Status: 429}, []string{`"errorCode":"too_many_requests"`, "Global limit has been reached"}, map[string]string{"X-Ratelimit-Remaining": "0"}},
		{factors, auth0test.Fault{Status: 429, Header: map[string]string{"Retry-After": "3"}}, nil, map[string]string{"Retry-After": "3", "X-Ratelimit-Reset": ""}},
		{factors, auth0test.Fault{Status: 502, Body: "<html>", Header: map[string]string{"Content-Type": "text/html"}}, []string{"<html>"}, map[string]string{"Content-Type": "text/html"}},
		{"/oauth/token", auth0test.Fault{Status: 429}, []string{`"access_denied"`, "Global rate limit exceeded", "error_uri"}, nil},
		{"/mfa/associate", auth0test.Fault{Status: 503}, []string{`"temporarily_unavailable"`}, nil},
		{factors, auth0test.Fault{Status: 200}, nil, map[string]string{"Content-Length": "0"}},
	}
	for _, test := range tests {
		tn.Fail(test.fault)
		got := send(t, tn, http.MethodGet, test.path, "", nil).want(t, test.fault.Status, test.texts...)
		for name, value := range test.header {
			if got.header.Get(name) != value {
				t.Errorf("%s: %q", name, got.header.Get(name))
			}
		}
	}
}

func TestAfterCarriesTheRequestOut(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.Fail(auth0test.Fault{Method: http.MethodPut, Status: 500})
	manage(t, tn, http.MethodPut, "/guardian/factors/otp", `{"enabled":true}`).want(t, 500, "An internal server error occurred")
	if tn.Factor("otp") {
		t.Error("carried out")
	}
	tn.Fail(auth0test.Fault{Method: http.MethodPut, Status: 500, After: true})
	manage(t, tn, http.MethodPut, "/guardian/factors/otp", `{"enabled":true}`).want(t, 500)
	if !tn.Factor("otp") {
		t.Error("not carried out")
	}
	tn.Fail(auth0test.Fault{Rewrite: func(body []byte) []byte { return bytes.ReplaceAll(body, []byte("true"), []byte("null")) }})
	manage(t, tn, http.MethodPut, "/guardian/factors/sms", `{"enabled":true}`).want(t, 200, `{"enabled":null}`)
}

func TestResetBreaksTheConnection(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.Fail(auth0test.Fault{Reset: true, Times: -1})
	reset := syscall.ECONNRESET
	if runtime.GOOS == "windows" {
		reset = syscall.Errno(10054) // WSAECONNRESET: syscall.ECONNRESET is a number that Windows never gives
	}
	if err := try(t.Context(), tn); !errors.Is(err, reset) {
		t.Errorf("%v", err)
	}
}

func TestHangEndsWithTheClientOrTheTenant(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.Fail(auth0test.Fault{Hang: true, Times: -1})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := try(ctx, tn); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	ended := make(chan error)
	go func() { ended <- try(t.Context(), tn) }()
	for len(tn.Requests()) < 2 {
		time.Sleep(time.Millisecond)
	}
	if err := tn.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("answered")
	}
	for _, r := range tn.Requests() {
		if r.Status != 0 {
			t.Errorf("status %d", r.Status)
		}
	}
}

func TestLatencyHoldsNoLock(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.Latency(300 * time.Millisecond)
	start := time.Now()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if err := try(t.Context(), tn); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if took := time.Since(start); took < 300*time.Millisecond || took > 2*time.Second {
		t.Errorf("eight requests took %s", took)
	}
}

func TestRequestsAreRecorded(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	var noticed []auth0test.Request
	tn.OnRequest(func(r auth0test.Request) { noticed = append(noticed, r) })
	manage(t, tn, http.MethodPut, "/guardian/factors/otp?a=b%20c", `{"enabled":1}`).want(t, 400)
	tn.OnRequest(nil)
	manage(t, tn, http.MethodGet, "/users/a%7Cb/authentication-methods", nil).want(t, 404)
	got := tn.Requests()
	if len(got) != 2 || len(noticed) != 1 {
		t.Fatalf("%d requests, %d noticed", len(got), len(noticed))
	}
	if diff := cmp.Diff(got[0], noticed[0]); diff != "" {
		t.Error(diff)
	}
	first := got[0]
	first.Header, first.Response = nil, nil
	want := auth0test.Request{Method: "PUT", Path: factors + "/otp", Query: "a=b%20c", Body: []byte(`{"enabled":1}`), Status: 400}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(got[0].Header.Get("Authorization"), "Bearer ") || !strings.Contains(string(got[1].Response), "inexistent_user") {
		t.Errorf("%v", got)
	}
	tn.ResetRequests()
	if n := len(tn.Requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestCloseEndsALatency(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.Latency(time.Hour)
	ended := make(chan error)
	go func() { ended <- try(t.Context(), tn) }()
	for len(tn.Requests()) == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := tn.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("answered")
	}
}

func TestCloseWaitsForHandlers(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	started, release := make(chan struct{}), make(chan struct{})
	tn.OnRequest(func(auth0test.Request) {
		close(started)
		<-release
	})
	ended, closed := make(chan error), make(chan error)
	go func() { ended <- try(t.Context(), tn) }()
	<-started
	go func() { closed <- tn.Close() }()
	select {
	case err := <-closed:
		t.Errorf("closed under a handler: %v", err)
	case <-time.After(50 * time.Millisecond):
		close(release)
		if err := <-closed; err != nil {
			t.Error(err)
		}
	}
	if err := <-ended; err == nil {
		t.Error("answered by a closed tenant")
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	tn.Limit(2, 1)
	token := tn.Token("app", "read:guardian_factors")
	get := func() (int, http.Header) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, tn.URL()+factors, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if err := resp.Body.Close(); err != nil {
			t.Fatal(err)
		}
		return resp.StatusCode, resp.Header
	}
	for i, want := range []struct {
		status int
		left   string
	}{{200, "1"}, {200, "0"}, {429, "0"}} {
		status, header := get()
		if status != want.status || header.Get("X-RateLimit-Remaining") != want.left || header.Get("X-RateLimit-Reset") == "" {
			t.Errorf("request %d: %d, %v", i+1, status, header)
		}
	}
	tn.Advance(time.Second)
	if status, _ := get(); status != http.StatusOK {
		t.Errorf("after a second: %d", status)
	}
}

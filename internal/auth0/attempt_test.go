package auth0_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// faulty is a tenant over real connections, which misbehaves by the number of the request.
func faulty(t *testing.T, handle func(n int64, w http.ResponseWriter, req *http.Request)) (auth0.Config, *atomic.Int64) {
	t.Helper()
	var n atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { handle(n.Add(1), w, req) }))
	t.Cleanup(s.Close)
	return auth0.Config{Domain: s.URL, APIToken: "t", RequestTimeout: 200 * time.Millisecond, Attempts: 2}, &n
}

func TestATenantThatHangsIsBounded(t *testing.T) {
	t.Parallel()
	config, n := faulty(t, func(_ int64, _ http.ResponseWriter, req *http.Request) {
		_, _ = io.Copy(io.Discard, req.Body) // only then the server notices that the client is gone
		<-req.Context().Done()
	})
	err := set(t.Context(), newClient(t, config))
	var e *auth0.Error
	if !errors.As(err, &e) || n.Load() != 2 || !strings.Contains(err.Error(), "after 2 attempts: no answer within 200ms") {
		t.Errorf("after %d attempts: %v", n.Load(), err)
	}
}

func TestAnAnswerThatBreaksOffIsRepeated(t *testing.T) {
	t.Parallel()
	broken := func(n int64, w http.ResponseWriter, _ *http.Request) {
		if n == 1 {
			w.Header().Set("Content-Length", "100")
		}
		_, _ = fmt.Fprint(w, `{"enabled":true,"challenge_type":"oob"}`)
	}
	config, n := faulty(t, broken)
	config.RequestTimeout = 30 * time.Second // no answer is late here, however busy the machine
	if err := set(t.Context(), newClient(t, config)); err != nil || n.Load() != 2 {
		t.Errorf("PUT: %v after %d attempts", err, n.Load())
	}
	config, n = faulty(t, broken)
	config.RequestTimeout = 30 * time.Second
	if err := challenge(t.Context(), newClient(t, config)); err == nil || n.Load() != 1 {
		t.Errorf("POST, which may have been carried out: %v after %d attempts", err, n.Load())
	}
}

func TestEndlessAnswersAreCutOff(t *testing.T) {
	t.Parallel()
	config, n := faulty(t, func(_ int64, w http.ResponseWriter, _ *http.Request) {
		chunk := strings.Repeat(" ", 1<<20)
		for range 32 { // enough to tell
			if _, err := fmt.Fprint(w, chunk); err != nil {
				return
			}
		}
	})
	config.RequestTimeout = 30 * time.Second
	if err := set(t.Context(), newClient(t, config)); err == nil || !strings.Contains(err.Error(), "8 MiB") || n.Load() != 1 {
		t.Errorf("got %v after %d attempts", err, n.Load())
	}
}

// Without a bound of one's own, an attempt is given up after 30 seconds.
func TestDefaultRequestTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newClient(t, auth0.Config{APIToken: "t", Attempts: 1, Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		})})
		began := time.Now()
		if err := set(t.Context(), c); err == nil || time.Since(began) != 30*time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}

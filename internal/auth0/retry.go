package auth0

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// newRetrying returns an HTTP client that retries requests.
func newRetrying(config Config) *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient: &http.Client{
			Transport: attempts{config.Transport, config.RequestTimeout, new(pace)},
			// Auth0's APIs never redirect; what does is not Auth0 and gets no token.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		RetryWaitMin: retryWaitMin,
		RetryWaitMax: retryWaitMax,
		RetryMax:     config.Attempts - 1,
		CheckRetry:   shouldRetry,
		Backoff:      backoff,
		ErrorHandler: giveUp,
	}
}

// shouldRetry retries requests that were not carried out (429, a refused
// connection) and, of those that may have been, only idempotent ones.
func shouldRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return passing(err), nil
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		wait, _ := asksToWait(resp)
		return patienceOf(ctx).outlasts(wait) && !blocked(resp), nil
	}
	return resp.StatusCode >= 500 && resp.StatusCode != http.StatusNotImplemented && idempotent(resp.Request.Method), nil
}

// passing reports whether an error of the network may be gone with the next attempt.
func passing(err error) bool {
	var (
		call    *url.Error
		refused *tls.CertificateVerificationError
		name    *net.DNSError
	)
	switch {
	case !errors.As(err, &call), errors.As(err, &refused), errors.Is(err, errTooLarge), errors.Is(err, errHeldBack):
		return false
	case errors.As(err, &name) && name.IsNotFound:
		return false
	case errors.Is(err, syscall.ECONNREFUSED):
		return true
	}
	return idempotent(call.Op)
}

// idempotent reports whether requests of a method may be repeated. It accepts the
// spelling of [url.Error.Op], too.
func idempotent(method string) bool {
	return method != http.MethodPost && method != http.MethodPatch && method != "Post" && method != "Patch"
}

// backoff returns how long to wait before the next attempt: twice as long each
// time. After a 429 it is the gate that holds back this request and all others.
func backoff(least, most time.Duration, attempt int, resp *http.Response) time.Duration {
	if resp != nil && resp.StatusCode == http.StatusTooManyRequests {
		return 0
	}
	return spread(min(least<<min(attempt, 16), most))
}

// giveUp returns the last answer, or the last error with the number of attempts,
// and without the method and address of net/http, which are in [Error] already.
func giveUp(resp *http.Response, err error, attempts int) (*http.Response, error) {
	var call *url.Error
	if errors.As(err, &call) {
		err = call.Err
	}
	if err != nil && attempts > 1 {
		err = fmt.Errorf("after %d attempts: %w", attempts, err)
	}
	return resp, err
}

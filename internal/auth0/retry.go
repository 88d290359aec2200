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
			Transport: newAttempts(config),
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

// repeatableKey is the key of whether a call may be sent again where it may have been carried out.
type repeatableKey struct{}

func repeatable(ctx context.Context) bool {
	may, _ := ctx.Value(repeatableKey{}).(bool)
	return may
}

// shouldRetry retries requests that were not carried out (429, a refused
// connection) and, of those that may have been, only repeatable ones.
func shouldRetry(ctx context.Context, resp *http.Response, err error) (bool, error) {
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		return passing(ctx, err), nil
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		wait, _ := asksToWait(resp)
		return patienceOf(ctx).outlasts(wait) && !blocked(resp), nil
	}
	return resp.StatusCode >= 500 && resp.StatusCode != http.StatusNotImplemented && repeatable(ctx), nil
}

// passing reports whether an error of the network may be gone with the next attempt.
func passing(ctx context.Context, err error) bool {
	var (
		call    *url.Error
		refused *tls.CertificateVerificationError
		name    *net.DNSError
		silent  silenceError
	)
	switch {
	case !errors.As(err, &call), errors.As(err, &refused), errors.Is(err, errTooLarge), errors.Is(err, errHeldBack), errors.As(err, &silent):
		return false
	case errors.As(err, &name) && name.IsNotFound:
		return false
	case errors.Is(err, syscall.ECONNREFUSED):
		return true
	}
	return repeatable(ctx)
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
		if !errors.Is(err, errTooLarge) && !errors.Is(err, errHeldBack) && !errors.Is(err, context.Canceled) {
			err = unreachableError{err}
		}
	}
	if silent := (silenceError{}); err != nil && attempts > 1 && !errors.As(err, &silent) {
		err = fmt.Errorf("after %d attempts: %w", attempts, err)
	}
	return resp, err
}

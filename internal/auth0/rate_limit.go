package auth0

import (
	"bytes"
	"math/rand/v2"
	"net/http"
	"strconv"
	"time"
)

const (
	retryWaitMin = 500 * time.Millisecond
	retryWaitMax = 10 * time.Second
	longestWait  = time.Minute // the longest that a tenant may make a request wait
)

// asksToWait is how long a 429 asks to wait: Retry-After, which only newer
// endpoints send, else X-RateLimit-Reset. A time in the past, as a skewed clock
// makes it, is no answer.
//
// https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
func asksToWait(resp *http.Response) (time.Duration, bool) {
	if resp.StatusCode != http.StatusTooManyRequests {
		return 0, false
	}
	if s, err := strconv.ParseInt(resp.Header.Get("Retry-After"), 10, 32); err == nil && s > 0 {
		return time.Duration(s) * time.Second, true
	}
	if s, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64); err == nil {
		wait := time.Until(time.Unix(s, 0))
		return wait, wait > 0
	}
	return 0, false
}

// blocked tells a 429 that is a verdict on a login from one that limits a rate:
// every further attempt would prolong the block.
func blocked(resp *http.Response) bool {
	body, ok := resp.Body.(wholeBody)
	return ok && bytes.Contains(body.content, []byte(`"too_many_attempts"`))
}

// spread adds up to a quarter, which keeps several processes apart.
func spread(wait time.Duration) time.Duration {
	return wait + rand.N(wait/4+1) //nolint:gosec // spreads load, guards nothing
}

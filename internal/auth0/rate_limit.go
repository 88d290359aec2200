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
	longestWait  = time.Minute // the longest time that a tenant may make a request wait
)

// asksToWait returns how long a 429 asks to wait, and whether it does: by
// Retry-After, which only newer endpoints send, or by X-RateLimit-Reset. A time in
// the past is ignored.
//
// https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy
func asksToWait(resp *http.Response) (time.Duration, bool) {
	if resp.StatusCode != http.StatusTooManyRequests {
		return 0, false
	}
	if s, err := strconv.ParseInt(resp.Header.Get("Retry-After"), 10, 32); err == nil && s > 0 {
		return time.Duration(s) * time.Second, true
	}
	if wait, known := untilReset(resp); known && wait > 0 {
		return wait, true
	}
	return 0, false
}

// untilReset returns how long it is to X-RateLimit-Reset, in whole seconds since
// 1970, and whether that is known. The time is the tenant's, which Date shows:
// without it, this machine's may be wrong, and no long wait is believed.
func untilReset(resp *http.Response) (time.Duration, bool) {
	seconds, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return 0, false
	}
	reset := time.Unix(seconds, 0)
	if now, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		return reset.Sub(now), true
	}
	wait := time.Until(reset)
	return wait, wait <= longestWait
}

// blocked reports whether a 429 blocks a login, instead of limiting the rate of
// requests. Every further attempt would prolong the block.
func blocked(resp *http.Response) bool {
	body, ok := resp.Body.(wholeBody)
	return ok && bytes.Contains(body.content, []byte(`"too_many_attempts"`))
}

// spread adds up to a quarter to a wait, which keeps several processes apart.
func spread(wait time.Duration) time.Duration {
	return wait + rand.N(wait/4+1) //nolint:gosec // spreads load, guards nothing
}

package auth0test

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// bucket is a token bucket, Auth0's limit for one user and one thing.
type bucket struct {
	size   int
	refill time.Duration // per token
	spent  int
	since  time.Time // of the oldest spent token's refill
}

// empty refills the bucket and tells whether nothing is left.
func (b *bucket) empty(now time.Time) bool {
	if back := int(now.Sub(b.since) / b.refill); back > 0 {
		b.spent = max(0, b.spent-back)
		b.since = b.since.Add(time.Duration(back) * b.refill)
	}
	return b.spent >= b.size
}

func (b *bucket) spend(now time.Time) {
	if b.spent == 0 {
		b.since = now
	}
	b.spent++
}

// left is what may still be spent.
func (b *bucket) left(now time.Time) int {
	if b.empty(now) {
		return 0
	}
	return b.size - b.spent
}

// Limit makes the Management API take burst requests at once, and perSecond
// more each second; beyond that it answers 429. Without it there is no limit.
func (t *Tenant) Limit(burst, perSecond int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.limit = &bucket{size: burst, refill: time.Second / time.Duration(perSecond)}
}

// overLimit spends one of the requests that the Management API takes.
func (t *Tenant) overLimit(path string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.limit == nil || !strings.HasPrefix(path, "/api/v2/") {
		return false
	}
	if t.limit.empty(t.now()) {
		return true
	}
	t.limit.spend(t.now())
	return false
}

// tooMany is the answer of a Management API that is over its limit.
func (t *Tenant) tooMany() *reply {
	t.mu.Lock()
	defer t.mu.Unlock()
	answer := newReply()
	t.encode(answer, route{}, nil, boom(http.StatusTooManyRequests, "too_many_requests", "Global limit has been reached"))
	t.limitHeaders(answer.header)
	return answer
}

func (t *Tenant) limitHeaders(header http.Header) {
	header.Set("X-RateLimit-Limit", strconv.Itoa(t.limit.size))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(t.limit.left(t.now())))
	header.Set("X-RateLimit-Reset", strconv.FormatInt(t.now().Unix()+1, 10))
}

// bucket returns one of the user's.
func (a *account) bucket(name string, size int, refill time.Duration) *bucket {
	if a.buckets[name] == nil {
		a.buckets[name] = &bucket{size: size, refill: refill}
	}
	return a.buckets[name]
}

// failures is the user's allowance of wrong codes: ten, and one more every six
// minutes. Recovery codes have one of their own.
func (a *account) failures(kind string) *bucket {
	return a.bucket("failed "+kind, 10, 6*time.Minute)
}

// spendSend takes a message from the user's allowance. The words for texts are
// Auth0's, those for the others follow them.
func (t *Tenant) spendSend(user *account, channel string) error {
	var b *bucket
	what := "SMS"
	switch channel {
	case channelEmail:
		b, what = user.bucket(channelEmail, 20, time.Minute), "emails"
	case channelPush:
		b, what = user.bucket(channelPush, 5, 12*time.Second), "push notifications"
	default:
		b = user.bucket(channelSMS, 10, time.Hour)
	}
	if b.empty(t.now()) {
		return refuse(http.StatusBadRequest, "invalid_request",
			"Too many "+what+" sent by the user. Wait for some minutes before retrying.")
	}
	b.spend(t.now())
	return nil
}

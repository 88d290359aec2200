package api

import "time"

// Bucket is a token bucket, Auth0's limit for one user and one thing.
type Bucket struct {
	size   int
	refill time.Duration // per token
	spent  int
	since  time.Time // of the oldest spent token's refill
}

// NewBucket is a full one that gets a token back each refill.
func NewBucket(size int, refill time.Duration) *Bucket { return &Bucket{size: size, refill: refill} }

// Empty refills the bucket and reports whether nothing is left.
func (b *Bucket) Empty(now time.Time) bool {
	if back := int(now.Sub(b.since) / b.refill); back > 0 {
		b.spent = max(0, b.spent-back)
		b.since = b.since.Add(time.Duration(back) * b.refill)
	}
	return b.spent >= b.size
}

// Spend takes a token.
func (b *Bucket) Spend(now time.Time) {
	if b.spent == 0 {
		b.since = now
	}
	b.spent++
}

// next is when the bucket gets a token back.
func (b *Bucket) next(now time.Time) time.Time {
	if b.spent == 0 {
		return now
	}
	return b.since.Add(b.refill)
}

// left is what may still be spent.
func (b *Bucket) left(now time.Time) int {
	if b.Empty(now) {
		return 0
	}
	return b.size - b.spent
}

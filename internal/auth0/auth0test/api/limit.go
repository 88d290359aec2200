package api

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RateLimit is a limit of requests: Burst at once, and one more each Refill.
type RateLimit struct {
	// Path is a prefix of the paths that share it.
	Path string
	// Methods share it; none means all.
	Methods []string
	Burst   int
	Refill  time.Duration
}

// limited is a limit in use.
type limited struct {
	RateLimit

	bucket *Bucket
}

// covers reports whether a request draws from it.
func (l *limited) covers(method, path string) bool {
	return strings.HasPrefix(path, l.Path) && (l.Methods == nil || slices.Contains(l.Methods, method))
}

// spend takes one of the requests that may be made; false means that there is none.
func (l *limited) spend(now time.Time) bool {
	if l.bucket.Empty(now) {
		return false
	}
	l.bucket.Spend(now)
	return true
}

// tell says in the headers what is left.
func (l *limited) tell(header http.Header, now time.Time) {
	setLimit(header, l.bucket.size, l.bucket.left(now), l.bucket.next(now))
}

// setLimit rounds the time up, since the header has whole seconds.
func setLimit(header http.Header, limit, remaining int, reset time.Time) {
	header.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(remaining))
	header.Set("X-RateLimit-Reset", strconv.FormatInt(reset.Unix()+1, 10))
}

package api

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Limit makes the Management API take burst requests at once, and perSecond
// more each second; beyond that it answers 429. Without it there is no limit.
func (c *Controls) Limit(burst, perSecond int) {
	c.world.Lock()
	defer c.world.Unlock()
	c.limit = NewBucket(burst, time.Second/time.Duration(perSecond))
}

// overLimit spends one of the requests that the Management API takes.
func (c *Controls) overLimit(path string) bool {
	c.world.Lock()
	defer c.world.Unlock()
	if c.limit == nil || !strings.HasPrefix(path, ManagementPath) {
		return false
	}
	if c.limit.Empty(c.world.Now()) {
		return true
	}
	c.limit.Spend(c.world.Now())
	return false
}

// limitHeaders tells what is left; the lock is held.
func (c *Controls) limitHeaders(header http.Header) {
	now := c.world.Now()
	setLimit(header, c.limit.size, c.limit.left(now), now)
}

func setLimit(header http.Header, limit, remaining int, now time.Time) {
	header.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(remaining))
	header.Set("X-RateLimit-Reset", strconv.FormatInt(now.Unix()+1, 10))
}

package auth0

import (
	"context"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// sharedFresh is how long an answer serves further readers. Terraform
// refreshes at most ten resources at a time, so the readers of one refresh do
// not all overlap.
const sharedFresh = 2 * time.Second

// shared is an answer that all readers of a document share, in flight and for a
// moment after. An answer to a request from before the end of a write is not kept.
// Readers must not change the answer.
type shared struct {
	flight singleflight.Group

	mu     sync.Mutex
	writes int // how many writes have begun or ended
	answer any
	until  time.Time
}

// get returns the shared answer, or fetches it for all who ask at the same time.
func (s *shared) get(ctx context.Context, fetch func() (any, error)) (any, error) {
	s.mu.Lock()
	writes, answer, fresh := s.writes, s.answer, time.Now().Before(s.until)
	s.mu.Unlock()
	if fresh {
		return answer, nil
	}
	return together(ctx, &s.flight, strconv.Itoa(writes), func() (any, error) {
		answer, err := fetch()
		if err == nil {
			s.keep(answer, writes)
		}
		return answer, err
	})
}

// keep serves an answer to further readers, unless a write has begun or ended
// since it was asked for.
func (s *shared) keep(answer any, writes int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.writes == writes {
		s.answer, s.until = answer, time.Now().Add(sharedFresh)
	}
}

// wrote makes readers ask again. It is called before and after each write.
func (s *shared) wrote() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	s.until = time.Time{}
}

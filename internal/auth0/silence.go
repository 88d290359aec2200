package auth0

import (
	"fmt"
	"sync"
	"time"
)

// failureKept is how long the error of a failed fetch is returned to later
// callers, which would otherwise wait for a tenant that hangs one after another.
const failureKept = 5 * time.Second

// silence is how long an API of the tenant has not answered. All requests share
// it: where one after another was left without an answer as often as a single one
// would be repeated, the others need not wait for that as well.
type silence struct {
	mu       sync.Mutex
	rounds   int       // attempts in a row that were left without an answer; those at the same time count once
	last     time.Time // when the last of these ended
	answered time.Time // when the last answer came
	until    time.Time // until when nothing more is sent
	err      silenceError
}

// A silenceError is the error of a request that is not sent, because the tenant
// has not answered those before.
type silenceError struct {
	rounds int
	after  time.Duration // that each of them has waited
}

// Error tells how often and how long there was no answer.
func (e silenceError) Error() string {
	if e.rounds == 1 {
		return fmt.Sprintf("the request before had no answer within %s, so that this one was not sent", e.after)
	}
	return fmt.Sprintf("%d requests in a row had no answer within %s each, so that this one was not sent", e.rounds, e.after)
}

// kept returns the error of a request that need not be sent, or nil.
func (s *silence) kept() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if time.Now().Before(s.until) {
		return s.err
	}
	return nil
}

// late takes note of an attempt that was not answered, of which a request has at most so many.
func (s *silence) late(began time.Time, after time.Duration, most int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if began.Before(s.last) || began.Before(s.answered) {
		return
	}
	s.rounds++
	s.last = time.Now()
	if s.rounds >= most {
		s.until, s.err = s.last.Add(failureKept), silenceError{s.rounds, after}
	}
}

// broken takes note of an answer.
func (s *silence) broken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rounds, s.answered, s.until = 0, time.Now(), time.Time{}
}

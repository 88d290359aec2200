package provider

import (
	"context"
	"time"
)

// lookAgain is how long to wait before each further look at what is not as it
// should be: for some seconds after a write, a read can show what was before.
var lookAgain = []time.Duration{time.Second, 2 * time.Second, 2 * time.Second}

// persists reports whether something that one look has shown holds at each further one.
func persists(ctx context.Context, holds func() bool) bool {
	for _, wait := range lookAgain {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return false
		}
		if !holds() {
			return false
		}
	}
	return true
}

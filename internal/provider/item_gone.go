package provider

import (
	"context"
	"errors"
	"time"
)

// lookAgain is how long to wait before each further look at what Auth0 says is
// gone: for some seconds after a write, a read can show what was before.
var lookAgain = []time.Duration{time.Second, 2 * time.Second, 2 * time.Second}

var errGone = errors.New("it is gone")

// read fills the model with what the tenant has. It returns errGone only where
// Auth0 has said so several times, since what leaves the state is created anew.
func (r *itemResource[M]) read(ctx context.Context, it item[M]) error {
	err := it.read(ctx, r.client)
	if !gone(err) {
		return err
	}
	for _, wait := range lookAgain {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return err
		}
		if !it.isMissing(ctx, r.session) {
			return it.read(ctx, r.client)
		}
	}
	return errGone
}

// isMissing looks for an item in the list of its kind, or, where there is none,
// takes Auth0's own code for its absence.
func (it item[M]) isMissing(ctx context.Context, s *session) bool {
	if it.listed == nil {
		return inexistent(it.read(ctx, s.client))
	}
	there, err := it.listed(ctx, s.client)
	return err == nil && !there || inexistent(err)
}

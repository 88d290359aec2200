package provider

import (
	"context"
	"errors"
)

var errGone = errors.New("it is gone")

// read fills the model with what the tenant has. It returns errGone only where
// Auth0 has said so several times, since what leaves the state is created anew.
func (r *itemResource[M]) read(ctx context.Context, it item[M]) error {
	err := it.read(ctx, r.client)
	switch {
	case !gone(err):
		return err
	case persists(ctx, func() bool { return it.isMissing(ctx, r.session) }):
		return errGone
	}
	return it.read(ctx, r.client)
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

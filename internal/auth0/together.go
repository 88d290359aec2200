package auth0

import (
	"context"
	"errors"

	"golang.org/x/sync/singleflight"
)

// errGaveUp says that the caller whose request was shared is gone.
var errGaveUp = errors.New("the caller gave up")

// together runs fn once for all who ask for the same at the same time, and
// gives all of them its result. Where the caller who runs it gives up, another
// takes over; waiting ends with one's own context.
func together(ctx context.Context, flight *singleflight.Group, key string, fn func() (any, error)) (any, error) {
	for {
		answer := flight.DoChan(key, func() (any, error) {
			v, err := fn()
			if err != nil && ctx.Err() != nil {
				err = errGaveUp
			}
			return v, err
		})
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case r := <-answer:
			switch {
			case !errors.Is(r.Err, errGaveUp):
				return r.Val, r.Err
			case ctx.Err() != nil:
				return nil, ctx.Err()
			}
		}
	}
}

package auth0

import (
	"context"
	"errors"

	"golang.org/x/sync/singleflight"
)

// errGaveUp is the result of a shared request whose caller has given up.
var errGaveUp = errors.New("the caller gave up")

// together runs fn once for all callers with the same key at the same time, and
// returns its result to each of them. If the caller that runs it gives up, another
// one runs it. Each waits no longer than its own context lasts.
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

package main

import (
	"context"
	"encoding/json"
	"fmt"
)

// command is something that a test can have done to a tenant.
type command func(context.Context, *steered, json.RawMessage) (any, error)

// nothing is the body of a command that takes none.
type nothing struct{}

// taking makes a command of a function that takes the decoded body.
func taking[T any](do func(context.Context, *steered, T) (any, error)) command {
	return func(ctx context.Context, tn *steered, body json.RawMessage) (any, error) {
		var given T
		if err := json.Unmarshal(body, &given); err != nil {
			return nil, fmt.Errorf("conformance: the body of a command: %w", err)
		}
		return do(ctx, tn, given)
	}
}

// setting makes a command of a function that answers nothing.
func setting[T any](do func(*steered, T)) command {
	return taking(func(_ context.Context, tn *steered, given T) (any, error) {
		do(tn, given)
		return nil, nil
	})
}

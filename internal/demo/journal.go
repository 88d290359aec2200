package main

import (
	"slices"
	"sync"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A journal keeps what the tenant was asked until it is shown: Terraform prints
// while it asks, and lines of both at once could not be read.
type journal struct {
	mu       sync.Mutex
	requests []auth0test.Request
}

// add is called by the tenant, by several goroutines.
func (j *journal) add(r auth0test.Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.requests = append(j.requests, r)
}

// take returns the requests since the last time.
func (j *journal) take() []auth0test.Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	requests := slices.Clip(j.requests)
	j.requests = nil
	return requests
}

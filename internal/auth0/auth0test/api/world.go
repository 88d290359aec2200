package api

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// World is what all of a tenant shares: one lock, its clock and its secrets.
// The server holds the lock while a handler runs; whoever steers the tenant
// from outside takes it. It is never held while a request waits.
type World struct {
	sync.Mutex

	offset  time.Duration // of the clock from the machine's
	secrets map[string]struct{}
}

// NewWorld has the machine's time and no secret.
func NewWorld() *World { return &World{secrets: map[string]struct{}{}} }

// Now is the tenant's time.
func (w *World) Now() time.Time { return time.Now().Add(w.offset) }

// Advance moves the tenant's clock.
func (w *World) Advance(d time.Duration) { w.offset += d }

// Secret notes a value that must never show up in a log and returns it.
func (w *World) Secret(value string) string {
	if value != "" {
		w.secrets[value] = struct{}{}
	}
	return value
}

// Secrets are all values noted so far.
func (w *World) Secrets() []string { return slices.Sorted(maps.Keys(w.secrets)) }

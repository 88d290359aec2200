package provider

import "sync"

// addresses counts, while this process plans, the resources that stand for one
// setting. There are two while it is renamed without a moved block, or where
// one has been declared twice: then each apply, and the destroy of one, would
// undo what the other says.
type addresses struct {
	mu      sync.Mutex
	held    bool // one has the setting in state, or had it
	kept    int  // have it in state and keep it
	created int  // are new
	dropped bool // one that has it in state is destroyed
}

// hold notes that an address has the setting in state.
func (a *addresses) hold() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.held = true
}

// isHeld reports whether an address has, or had, the setting in state.
func (a *addresses) isHeld() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.held
}

// keep notes that an address keeps its setting, and reports whether another stands in its way.
func (a *addresses) keep() (clash bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.held = true
	a.kept++
	return a.dropped || a.kept+a.created > 1
}

// create notes a new address, and reports whether another has the setting and
// keeps it; one that gives it up is only renamed.
func (a *addresses) create() (clash bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.created++
	return a.kept+a.created > 1
}

// drop notes that an address gives its setting up, and reports whether another keeps it.
func (a *addresses) drop() (clash bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.held, a.dropped = true, true
	return a.kept > 0
}

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
	changed bool // one of them is changed
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

// keep notes that an address keeps its setting, changed or not, and reports
// whether another stands in its way. Two that have it in state and change
// nothing do not: a plan that destroys both begins like that.
func (a *addresses) keep(changes bool) (clash bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.held = true
	a.kept++
	a.changed = a.changed || changes
	return a.dropped || a.created > 0 || a.changed && a.kept > 1
}

// isTwice reports whether more than one address keeps the setting.
func (a *addresses) isTwice() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.kept > 1
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

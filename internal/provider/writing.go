package provider

import "sync"

// writing makes the writers of one setting take turns while this process
// applies, and remembers what became of the last of them. While a resource is
// renamed without a moved block, or replaced with create_before_destroy, two
// addresses stand for the setting: what one has written, the other must not reset.
type writing struct {
	sync.Mutex
	outcome outcome
	object  string // of what a tenant can have several of, the import ID of the one that was written
}

// An outcome is what became of the last address that was applied.
type outcome int

const (
	untouched outcome = iota
	failed
	succeeded
)

// end notes what became of a write, and of which object.
func (w *writing) end(done bool, object string) {
	w.outcome, w.object = failed, ""
	if done {
		w.outcome, w.object = succeeded, object
	}
}

// concerning is what became of the setting as far as an object that is to be
// destroyed is concerned: where another one was written, it stands alone.
func (w *writing) concerning(object string) outcome {
	if w.outcome == succeeded && w.object != object {
		return untouched
	}
	return w.outcome
}

package provider

import "sync"

// writing is what this process has noted of one setting. While a resource is
// renamed without a moved block, or replaced with create_before_destroy, two
// objects stand for the setting: what one has written, the other must not reset.
type writing struct {
	sync.Mutex
	last note
}

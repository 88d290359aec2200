package provider

import "sync"

// keyed holds one T for each key, made when it is first asked for. It is safe
// for concurrent use.
type keyed[T any] struct {
	mu sync.Mutex
	m  map[string]*T
}

func (k *keyed[T]) of(key string) *T {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.m == nil {
		k.m = map[string]*T{}
	}
	if k.m[key] == nil {
		k.m[key] = new(T)
	}
	return k.m[key]
}

package provider

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// lookTime is how long the plans of what is not in state yet look at the tenant,
// all together: such a plan is made without a tenant, too.
const lookTime = 5 * time.Second

// A look is what the plans of first applies see of the tenant.
type look struct {
	once  sync.Once
	until time.Time
	blind atomic.Bool // whether it was told that nothing can be seen
}

// bounded is a context that ends with the look.
func (l *look) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	l.once.Do(func() { l.until = time.Now().Add(lookTime) })
	return context.WithDeadline(ctx, l.until)
}

package provider_test

import "testing"

// another is a second address of what a resource stands for.
func (c core) another(t *testing.T) core {
	t.Helper()
	return newCore(t, c.tn, c.row)
}

package provider_test

// address is another address of the same type, on the same tenant.
func (c core) address() core {
	c.t.Helper()
	return newCore(c.t, c.tn, c.row)
}

package provider

import "github.com/hashicorp/terraform-plugin-framework/provider"

// NewIn is [NewShared] with a folder of the test's own.
func NewIn(version, folder string) func() provider.Provider {
	return func() provider.Provider { return &guardianProvider{version, func() string { return folder }} }
}

func init() {
	for i := range lookAgain {
		lookAgain[i] /= 1000 // what is gone in a test stays so
	}
}

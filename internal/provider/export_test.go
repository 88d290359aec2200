package provider

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/provider"
)

// NewIn is [NewShared] with a folder of the test's own.
func NewIn(version, folder string) func() provider.Provider {
	return func() provider.Provider {
		return &guardianProvider{version, func() (string, error) { return folder, nil }}
	}
}

// NewApart is [NewShared] where there can be no folder.
func NewApart(version string) func() provider.Provider {
	return func() provider.Provider {
		return &guardianProvider{version, func() (string, error) { return "", errors.New("read-only file system") }}
	}
}

func init() {
	codePeriod /= 1000 // a wrong code is wrong in the next one, too
	for i := range lookAgain {
		lookAgain[i] /= 1000 // what is gone in a test stays so
	}
}

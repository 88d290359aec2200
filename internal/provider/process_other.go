//go:build !linux && !darwin && !windows

package provider

// startOf is not known here.
func startOf(int) (start string, known bool) { return "", false }

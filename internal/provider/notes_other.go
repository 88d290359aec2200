//go:build !unix

package provider

import "os"

// isOwn takes the folder for temporary files for the user's own, as Windows has it.
func isOwn(dir string) bool {
	info, err := os.Lstat(dir)
	return err == nil && info.IsDir()
}

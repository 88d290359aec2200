//go:build !unix

package auth0

import "io/fs"

// private relies on the folder, which is in the user's profile.
func private(fs.FileInfo) bool { return true }

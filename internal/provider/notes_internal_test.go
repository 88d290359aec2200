package provider

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// What one process notes, the others of the run read; a folder that cannot be
// had is no failure.
func TestNotesAreReadByOthers(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "note")
	f, n := openNote(file)
	if f == nil || n != (note{}) {
		t.Fatalf("a new one: %v, %v", f, n)
	}
	want := note{Object: "one", Item: "a::b", Failed: true}
	writeNote(f, note{Object: "a name that is longer", Item: "and more"})
	writeNote(f, want)
	waited := make(chan note)
	go func() {
		other, n := openNote(file)
		_ = other.Close()
		waited <- n
	}()
	select {
	case n := <-waited:
		t.Errorf("read while another writes: %v", n)
	case <-time.After(50 * time.Millisecond):
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if n := <-waited; n != want {
		t.Errorf("read %v, want %v", n, want)
	}
	if f, n := openNote(filepath.Join(t.TempDir(), "none", "note")); f != nil || n != (note{}) {
		t.Errorf("without a folder: %v, %v", f, n)
	}
	writeNote(nil, want)
}

// The folder is one for all processes with the same parent, and for nobody else.
func TestTheRunFolderIsTheUsersAlone(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" && runtime.GOOS != "windows" {
		t.Skipf("%s does not tell when a process has started", runtime.GOOS)
	}
	dir := runFolder()
	if dir == "" || dir != runFolder() {
		t.Fatalf("%q, then %q", dir, runFolder())
	}
	if runtime.GOOS == "windows" {
		return // whose permissions are others
	}
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		info, err := os.Stat(folder)
		if err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", folder, info.Mode(), err)
		}
	}
	open, link := filepath.Join(t.TempDir(), "open"), filepath.Join(t.TempDir(), "link")
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if !isOwn(open) {
		t.Error("a folder of our own is refused")
	}
	if err := os.Symlink(open, link); err != nil || isOwn(link) {
		t.Errorf("a link is taken: %v", err)
	}
	if err := os.Chmod(open, 0o750); err != nil || isOwn(open) { //nolint:gosec // is what is refused
		t.Errorf("a folder that others can read is taken: %v", err)
	}
}

// Folders of runs that have ended a day ago are removed.
func TestOldRunFoldersAreRemoved(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, name := range []string{"old", "new"} {
		if err := os.Mkdir(filepath.Join(root, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(filepath.Join(root, "old"), yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	removeOld(root)
	left, err := os.ReadDir(root)
	if err != nil || len(left) != 1 || left[0].Name() != "new" {
		t.Errorf("left: %v, %v", left, err)
	}
}

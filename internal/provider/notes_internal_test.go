package provider

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
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

// Folders of runs that have ended are removed: at once where that can be told.
func TestFoldersOfEndedRunsAreRemoved(t *testing.T) {
	t.Parallel()
	start, known := startOf(os.Getpid())
	if !known {
		t.Skipf("%s does not tell when a process has started", runtime.GOOS)
	}
	root, yesterday := t.TempDir(), time.Now().Add(-25*time.Hour)
	this := run{host: "here", pid: os.Getpid(), start: start}
	ended, elsewhere := this, this
	ended.start, elsewhere.host = start+"1", "there"
	for name, at := range map[string]time.Time{
		this.name(): yesterday, ended.name(): time.Now(), elsewhere.name(): time.Now(), "old": yesterday, "new": time.Now(),
	} {
		folder := filepath.Join(root, name)
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(folder, at, at); err != nil {
			t.Fatal(err)
		}
	}
	removeEnded(root, "here")
	left, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range left {
		names = append(names, e.Name())
	}
	want := []string{this.name(), "new", elsewhere.name()}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("left %v, want %v", names, want)
	}
}

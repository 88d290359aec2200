package provider

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// What one process notes, the others of the run read.
func TestNotesAreReadByOthers(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "note")
	f, n, err := openNote(file)
	if err != nil || n != (note{}) {
		t.Fatalf("a new one: %v, %v", n, err)
	}
	want := note{Object: "one", Item: "a::b", Failed: true}
	for _, n := range []note{{Object: "a name that is longer", Item: "and more"}, want} {
		if err := writeNote(f, n); err != nil {
			t.Fatal(err)
		}
	}
	waited := make(chan note)
	go func() {
		other, n, err := openNote(file)
		if err == nil {
			err = other.Close()
		}
		if err != nil {
			t.Error(err)
		}
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
	if _, _, err := openNote(filepath.Join(t.TempDir(), "none", "note")); err == nil {
		t.Error("there is a file without a folder")
	}
	if err := writeNote(f, note{}); err == nil {
		t.Error("a note was written to a closed file")
	}
}

// The folder is one for all processes with the same parent, and for nobody else.
func TestTheRunFolderIsTheUsersAlone(t *testing.T) {
	t.Parallel()
	dir, err := runFolder()
	if again, _ := runFolder(); err != nil || dir != again {
		t.Fatalf("%q, then %q, %v", dir, again, err)
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
	unknown := run{host: "here", pid: os.Getpid()} // where the start is not known
	for name, at := range map[string]time.Time{
		unknown.name(): time.Now(), this.name(): yesterday, ended.name(): time.Now(), elsewhere.name(): time.Now(), "old": yesterday, "new": time.Now(),
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
	want := []string{unknown.name(), this.name(), "new", elsewhere.name()}
	slices.Sort(want)
	if !slices.Equal(names, want) {
		t.Errorf("left %v, want %v", names, want)
	}
}

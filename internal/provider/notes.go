package provider

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// A note is what is known of one setting: who wrote it last in this run.
type note struct {
	Object string `json:"object"` // the name of the object in state that was written; "" for none
	Item   string `json:"item"`   // of what a tenant can have several of, its import ID
	Failed bool   `json:"failed"` // it could not be written, or nobody knows yet
}

// An outcome is what became of the last object that was applied.
type outcome int

const (
	untouched outcome = iota
	failed
	succeeded
)

// concerning is what became of the setting as far as an object that is to be
// destroyed is concerned: what it has written itself, and what was written of
// another item, is none of its business.
func (n note) concerning(object, item string) outcome {
	switch {
	case n.Object == "", n.Object == object, !n.Failed && n.Item != item:
		return untouched
	case n.Failed:
		return failed
	}
	return succeeded
}

// runFolder is the folder that the provider's processes of one run of Terraform
// share: it starts one for each provider block, so that a resource that moves to
// another block is created by one and destroyed by the other. They know each
// other by the process that has started them. It is "" where that cannot be
// told, or where there can be no folder for this user alone: then each process
// knows only what it has written itself.
func runFolder() string {
	start, known := startOf(os.Getppid())
	host, err := os.Hostname() // containers can share a folder, and have the same process numbers
	if !known || err != nil {
		return ""
	}
	root := filepath.Join(os.TempDir(), fmt.Sprintf("terraform-provider-guardian-%d", os.Getuid()))
	if os.MkdirAll(root, 0o700) != nil || !isOwn(root) {
		return ""
	}
	mine := run{host: digest(host), pid: os.Getppid(), start: start}
	removeEnded(root, mine.host)
	dir := filepath.Join(root, mine.name())
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return dir
}

// A run is the process that has started the provider's.
type run struct {
	host  string
	pid   int
	start string
}

func (r run) name() string { return fmt.Sprintf("%s-%d-%s", r.host, r.pid, r.start) }

// readRun reads what name has written.
func readRun(name string) (r run, ok bool) {
	parts := strings.SplitN(name, "-", 3)
	if len(parts) != 3 {
		return run{}, false
	}
	pid, err := strconv.Atoi(parts[1])
	return run{parts[0], pid, parts[2]}, err == nil
}

// removeEnded removes the folders of this host's runs that have ended, and of
// others a day later.
func removeEnded(root, host string) {
	entries, _ := os.ReadDir(root) // what cannot be read stays
	for _, e := range entries {
		info, err := e.Info()
		old := err == nil && time.Since(info.ModTime()) > 24*time.Hour
		if r, ok := readRun(e.Name()); ok && r.host == host {
			start, known := startOf(r.pid)
			old = !known || start != r.start
		}
		if old {
			_ = os.RemoveAll(filepath.Join(root, e.Name()))
		}
	}
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// openNote waits until no other process has the file, and reads it. Nil is no
// file, which is no failure.
func openNote(file string) (*lockedfile.File, note) {
	var n note
	if file == "" {
		return nil, n
	}
	f, err := lockedfile.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, n
	}
	_ = json.NewDecoder(f).Decode(&n) // a new one is empty
	return f, n
}

// writeNote replaces what a file says. What cannot be written is not known to others.
func writeNote(f *lockedfile.File, n note) {
	content, err := json.Marshal(n)
	if f == nil || err != nil || f.Truncate(0) != nil {
		return
	}
	if _, err := f.Seek(0, io.SeekStart); err == nil {
		_, _ = f.Write(content)
	}
}

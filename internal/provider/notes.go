package provider

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
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

	Removed bool `json:"removed"` // an object was destroyed, and nothing written since
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
// other by the process that has started them. An error means that there can be
// no folder for this user alone.
func runFolder() (string, error) {
	host, err := os.Hostname() // containers can share a folder, and have the same process numbers
	if err != nil {
		return "", err
	}
	start, _ := startOf(os.Getppid())
	mine := run{host: digest(host), pid: os.Getppid(), start: start}
	return mine.folderIn(filepath.Join(os.TempDir(), fmt.Sprintf("terraform-provider-guardian-%d", os.Getuid())))
}

// A run is the process that has started the provider's.
type run struct {
	host  string
	pid   int
	start string
}

// folderIn makes the run's folder.
func (r run) folderIn(root string) (string, error) {
	if err := os.MkdirAll(root, 0o700); err != nil {
		return "", err
	}
	if !isOwn(root) {
		return "", fmt.Errorf("%s does not belong to this user alone", root)
	}
	removeEnded(root, r.host)
	dir := filepath.Join(root, r.name())
	return dir, os.MkdirAll(dir, 0o700)
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
		if r, ok := readRun(e.Name()); ok && r.host == host && r.start != "" {
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

// openNote waits until no other process has the file, and reads it.
func openNote(file string) (*lockedfile.File, note, error) {
	f, err := lockedfile.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, note{}, err
	}
	var n note
	_ = json.NewDecoder(f).Decode(&n) // a new one is empty
	return f, n, nil
}

// writeNote replaces what a file says. It writes before it truncates, so that
// there is a note at any time.
func writeNote(f *lockedfile.File, n note) error {
	content, err := json.Marshal(n)
	if err == nil {
		_, err = f.WriteAt(content, 0)
	}
	if err == nil {
		err = f.Truncate(int64(len(content)))
	}
	return err
}

package provider

import (
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// turn is the time in which nobody else writes a setting.
type turn struct {
	*writing
	file *lockedfile.File // nil where each process knows only of itself
}

// turn waits for those who write the same setting, in this process and in the
// run's others.
func (s *session) turn(key string) *turn {
	w := s.written.of(key)
	w.Lock()
	path := ""
	if folder := s.folder(); folder != "" {
		path = filepath.Join(folder, digest(s.client.Tenant()+"\n"+key))
	}
	file, n := openNote(path)
	if file != nil {
		w.last = n
	}
	return &turn{w, file}
}

// note says who writes the setting, and how that has ended.
func (t *turn) note(n note) {
	t.last = n
	writeNote(t.file, n)
}

// end lets others write.
func (t *turn) end() {
	if t.file != nil {
		_ = t.file.Close()
	}
	t.Unlock()
}

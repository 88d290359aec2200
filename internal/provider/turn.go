package provider

import (
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// turn is the time in which nobody else writes a setting.
type turn struct {
	*writing
	file  *lockedfile.File // nil where each process knows only of itself
	blind error            // why it does, although there may be others
}

// turn waits for those who write the same setting, in this process and in the
// run's others.
func (s *session) turn(key string) *turn {
	w := s.written.of(key)
	w.Lock()
	folder, err := s.folder()
	if folder == "" {
		return &turn{writing: w, blind: err}
	}
	file, n, err := openNote(filepath.Join(folder, digest(s.client.Tenant()+"\n"+key)))
	if err == nil {
		w.last = n
	}
	return &turn{w, file, err}
}

// announce notes who is going to write the setting, and that it is not known to
// be written yet. Where others could not read that, nothing must be written.
func (t *turn) announce(n note) (diags diag.Diagnostics) {
	n.Failed = true
	if err := t.put(n); err != nil {
		diags.AddError("Nothing was changed", cannotNote+err.Error())
	}
	return diags
}

// note says who has written the setting, and how that has ended. What others
// cannot read is, for them, not known to be written.
func (t *turn) note(n note) { _ = t.put(n) }

func (t *turn) put(n note) error {
	t.last = n
	if t.file == nil {
		return nil
	}
	return writeNote(t.file, n)
}

// cannotNote is why something is not done.
const cannotNote = "The processes of the provider, of which Terraform starts one for each provider block, tell each other in files " +
	"what they have written, so that the destroy of one resource does not undo what another has written. " +
	"That is not possible here. Set TMPDIR (on Windows, TMP) to a folder that only you can write to, and apply again.\n\n"

// end lets others write.
func (t *turn) end() {
	if t.file != nil {
		_ = t.file.Close()
	}
	t.Unlock()
}

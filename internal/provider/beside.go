package provider

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// besideKey has, in private state, what beside says.
const besideKey = "beside"

// beside is what the tenant had, when it was last read, of what is not declared
// but replaced by each write. A write compares it with what the tenant has then:
// it must not undo what somebody else has changed in between, nor go by an answer
// that is older than another.
type beside struct {
	known bool
	was   string
}

// saw notes what the tenant has.
func (b *beside) saw(now string) { b.known, b.was = true, now }

// load takes out of private state what the last read has left there. It is fine to have none.
func (b *beside) load(ctx context.Context, private privateReader) {
	if b != nil {
		raw, _ := private.GetKey(ctx, besideKey)
		b.known = json.Unmarshal(raw, &b.was) == nil
	}
}

// save puts into private state what was seen.
func (b *beside) save(ctx context.Context, private privateWriter) diag.Diagnostics {
	if b == nil || !b.known {
		return nil
	}
	raw, _ := json.Marshal(b.was) // cannot fail: it is a string
	return private.SetKey(ctx, besideKey, raw)
}

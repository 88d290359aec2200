package provider

import (
	"context"
	"crypto/rand"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// objectNameKey has, in private state, the name of an object: a random one for
// each that is created or imported, since a provider cannot see addresses.
const objectNameKey = "object"

type privateReader interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

type privateState interface {
	privateReader
	privateWriter
}

// objectName is an object's; "" of what is new, and of what is tainted or
// deposed, whose private state Terraform keeps back.
func objectName(ctx context.Context, private privateReader) string {
	raw, _ := private.GetKey(ctx, objectNameKey)
	name, _ := strconv.Unquote(string(raw)) // of none it stays empty
	return name
}

// isNew tells an address that comes in from one that is replaced: of that,
// Terraform plans the new object with no prior state, but with what is private.
func isNew(ctx context.Context, private privateReader) bool { return objectName(ctx, private) == "" }

// nameObject gives an object a name.
func nameObject(ctx context.Context, private privateWriter) (string, diag.Diagnostics) {
	name := rand.Text()
	return name, private.SetKey(ctx, objectNameKey, []byte(strconv.Quote(name)))
}

// namedObject is an object's name, which it gets where it has none.
func namedObject(ctx context.Context, private privateState) (string, diag.Diagnostics) {
	if name := objectName(ctx, private); name != "" {
		return name, nil
	}
	return nameObject(ctx, private)
}

package provider

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// refusesLoss reports whether such a plan of this type is an error.
func (r *base) refusesLoss() bool {
	return r.rail.refuse && !slices.Contains(r.rail.allowed, "guardian_"+r.typeName)
}

// loss is the diagnostic of a plan in which users lose protection. Nothing else
// decides whether that is a warning or an error.
func (r *base) loss(at path.Path, summary, detail string) diag.Diagnostic {
	name := "guardian_" + r.typeName
	if !r.refusesLoss() {
		return warningAt(at, summary, detail)
	}
	return errorAt(at, summary, detail+fmt.Sprintf(
		"\n\nThis is refused, since the provider's protection_loss is \"refuse\". If it is meant, allow it for this one change: "+
			"protection_loss_allowed = [%q], or GUARDIAN_PROTECTION_LOSS_ALLOWED=%s.", name, name))
}

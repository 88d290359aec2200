package provider

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A replacingItem is one whose create replaces what the tenant has.
type replacingItem interface {
	item
	// live says whether what was read is in use.
	live() bool
}

// planCreate warns before a first apply replaces what users get now. It asks
// the tenant for that; an error comes up again where it matters.
func (r *itemResource) planCreate(ctx context.Context, plan tfsdk.Plan) (diags diag.Diagnostics) {
	model, it := r.bind()
	replacing, ok := it.(replacingItem)
	want := valuesOf(plan.Raw)
	if !ok || r.claim(r.claimKey(want)).isHeld() {
		return nil
	}
	only := valuesOf(tftypes.NewValue(plan.Raw.Type(), nil)) // the rest of the plan may be unknown
	for _, key := range r.keys {
		if only[key] = want[key]; want.text(key) == "" {
			return nil
		}
	}
	known := tfsdk.Plan{Schema: plan.Schema, Raw: only.raw(plan.Raw.Type())}
	if !known.Get(ctx, model).HasError() && it.read(ctx, r.client) == nil && replacing.live() {
		diags.AddWarning("What is in use would be replaced: "+it.subject(), fmt.Sprintf(
			"The tenant %s has it already, and the first apply of this guardian_%s would overwrite it. To see what differs first, import it:\n\n  terraform import guardian_%s.NAME %q",
			r.client.Domain(), r.typeName, r.typeName, r.importID(want)))
	}
	return diags
}

// importID is what an item with known keys is imported by.
func (r *itemResource) importID(v values) string {
	parts := make([]string, len(r.keys))
	for i, key := range r.keys {
		parts[i] = v.text(key)
	}
	return strings.Join(parts, "::")
}

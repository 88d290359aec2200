package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A replacingItem is one whose create replaces what the tenant has.
type replacingItem interface {
	item
	// live says whether what was read is in use.
	live() bool
}

// ModifyPlan refuses another tenant's state and two addresses for one item, and
// warns of what users lose.
func (r *itemResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return // the provider's configuration is not known yet
	}
	if req.State.Raw.IsNull() {
		resp.Diagnostics.Append(r.planCreate(ctx, req)...)
		return
	}
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	have := valuesOf(req.State.Raw)
	r.claim(r.claimKey(have)).hold()
	if !req.Plan.Raw.IsNull() {
		if r.claimed(have, valuesOf(req.Plan.Raw)) {
			resp.Diagnostics.Append(r.twoAddresses())
		}
		return
	}
	if r.oneClaim(have).drop() {
		resp.Diagnostics.Append(r.twoAddresses())
	}
	model, it := r.bind()
	if r.loss == "" || req.State.Get(ctx, model).HasError() {
		return
	}
	if s, ok := it.(sparingItem); !ok || !s.spares() {
		resp.Diagnostics.AddWarning("Users lose "+it.subject(), fmt.Sprintf(
			"%s To leave the tenant %s as it is, use a removed block with destroy = false; to rename the resource, a moved block.", r.loss, r.client.Domain()))
	}
}

// claimed notes what an address goes on with, and says whether another has that:
// the item that it has, or another one that it is to stand for from now on.
func (r *itemResource) claimed(have, want values) bool {
	if r.knowsKeys(want) && r.importID(want) != r.importID(have) {
		return r.oneClaim(want).create()
	}
	return r.oneClaim(have).keep()
}

// oneClaim is of one item alone, by which two addresses in state are told to be
// the same. Two that are alike may be two all the same.
func (r *itemResource) oneClaim(v values) *claim {
	return r.claim("one " + r.typeName + "::" + r.importID(v))
}

// knowsKeys says whether it is known before the apply which item is meant.
func (r *itemResource) knowsKeys(v values) bool {
	return !slices.ContainsFunc(r.keys, func(a string) bool { return !v[a].IsKnown() })
}

// planCreate refuses a second address, and warns before a first apply replaces
// what users get now. It asks the tenant for that.
func (r *itemResource) planCreate(ctx context.Context, req resource.ModifyPlanRequest) (diags diag.Diagnostics) {
	want := valuesOf(req.Plan.Raw)
	claim := r.claim(r.claimKey(want))
	if r.knowsKeys(want) && r.isNew(ctx, req.Private) && r.oneClaim(want).create() {
		diags.Append(r.twoAddresses())
	}
	model, it := r.bind()
	if r.loss != "" && claim.isHeld() {
		diags.AddWarning("Users may lose it for a moment: guardian_"+r.typeName, fmt.Sprintf(
			"It is in the state already and would be created anew. Unless create_before_destroy is set, the old one is destroyed before. %s To give the resource a new name, use a moved block.", r.loss))
	}
	replacing, ok := it.(replacingItem)
	if !ok || claim.isHeld() || !r.knowsKeys(want) {
		return diags
	}
	only := valuesOf(tftypes.NewValue(req.Plan.Raw.Type(), nil)) // the rest of the plan may be unknown
	for _, key := range r.keys {
		only[key] = want[key]
	}
	known := tfsdk.Plan{Schema: req.Plan.Schema, Raw: only.raw(req.Plan.Raw.Type())}
	if diags.Append(known.Get(ctx, model)...); diags.HasError() {
		return diags
	}
	switch err := it.read(ctx, r.client); {
	case gone(err):
	case err != nil:
		diags.AddWarning("May replace what is in use: "+it.subject(), "Whether the tenant has it could not be read, and the first apply overwrites it.\n\n"+explain(err))
	case replacing.live():
		diags.AddWarning("What is in use would be replaced: "+it.subject(), fmt.Sprintf(
			"The tenant %s has it already, and the first apply of this guardian_%s would overwrite it. To see what differs first, import it:\n\n  terraform import guardian_%s.NAME %q",
			r.client.Domain(), r.typeName, r.typeName, r.importID(want)))
	}
	return diags
}

// unites are the attributes by which two addresses stand for one item.
func (r *itemResource) unites() []string {
	if r.alike != nil {
		return r.alike
	}
	return r.keys
}

// importID is what an item with known keys is imported by.
func (r *itemResource) importID(v values) string {
	parts := make([]string, len(r.keys))
	for i, key := range r.keys {
		parts[i] = v.text(key)
	}
	return strings.Join(parts, "::")
}

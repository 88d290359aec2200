package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ModifyPlan refuses another tenant's state and two addresses for one setting,
// and warns where a plan takes MFA away.
func (r *singletonResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	unready, diags := r.cannotLook()
	if resp.Diagnostics.Append(diags...); unready {
		return
	}
	if resp.Diagnostics.Append(r.planTenant(ctx, req, resp)...); resp.Diagnostics.HasError() {
		return
	}
	have, want, planned := valuesOf(req.State.Raw), valuesOf(req.Plan.Raw), r.planned.of(r.typeName)
	switch {
	case req.Plan.Raw.IsNull():
		resp.Diagnostics.Append(r.planDestroy(ctx, have, objectName(ctx, req.Private), planned)...)
	case !req.State.Raw.IsNull():
		resp.Diagnostics.Append(r.planUpdate(ctx, have, want, planned)...)
	default:
		if isNew(ctx, req.Private) && planned.create() {
			resp.Diagnostics.Append(r.twoAddresses())
		}
		resp.Diagnostics.Append(r.planCreate(ctx, want, planned)...)
	}
}

// planDestroy warns of what goes away, and refuses where another address goes on with the setting.
func (r *singletonResource) planDestroy(ctx context.Context, have values, object string, planned *addresses) (diags diag.Diagnostics) {
	if planned.drop() {
		diags.Append(r.twoAddresses())
	}
	g := r.guardIn(ctx, have)
	switch {
	case r.isReplaced(r.typeName, object, ""):
	case g == nil, r.guardByDefault():
		diags.Append(r.missed(ctx, have, nullValues(ctx, r.schema))...)
	case g.guard.on():
		// The subject is in the summary, since Terraform shows only one of several warnings with the same.
		diags.AddWarning(g.guard.protection+" goes away: "+g.subject, fmt.Sprintf(
			"Destroying guardian_%s %s of %s. %s "+
				"To leave the tenant as it is, use a removed block with destroy = false; to rename the resource, a moved block.",
			r.typeName, g.guard.loss, r.client.Tenant(), g.guard.consequence))
	}
	return diags
}

// planUpdate refuses a second address, and warns where what stays on
// loses what it needs.
func (r *singletonResource) planUpdate(ctx context.Context, have, want values, planned *addresses) (diags diag.Diagnostics) {
	diags.Append(r.keep(planned, have, want)...)
	if g := r.guardIn(ctx, want); g == nil || g.guard.on() {
		diags.Append(r.missed(ctx, have, want)...)
	}
	return diags
}

// missed warns of what is needed, no longer declared, and other than Auth0's default.
func (r *singletonResource) missed(ctx context.Context, have, want values) (diags diag.Diagnostics) {
	model, docs := r.bind()
	for _, d := range docs {
		a := d.needed.attribute
		if a == "" || have[a].IsNull() || !want[a].IsNull() {
			continue
		}
		if fresh := r.fresh(ctx, model, d); !have[a].Equal(fresh[a]) {
			diags.AddAttributeWarning(path.Root(a), "Reset to Auth0's default: "+d.subject, d.needed.says)
		}
	}
	return diags
}

// planCreate warns before the first apply of an address takes protection away.
// It asks the tenant only when the plan says off.
func (r *singletonResource) planCreate(ctx context.Context, want values, planned *addresses) (diags diag.Diagnostics) {
	g := r.guardIn(ctx, want)
	switch {
	case g == nil:
	case g.guard.on() && planned.isHeld() && !r.guardByDefault():
		diags.AddWarning(g.guard.protection+" may go away for a moment: "+g.subject, fmt.Sprintf(
			"guardian_%s is in the state already and would be created again. Unless create_before_destroy is set, "+
				"the old one is destroyed first, and in between the tenant is without %s. To rename the resource, use a moved block.",
			r.typeName, g.subject))
	case !g.guard.on():
		diags.Append(r.planSwitchOff(ctx, g)...)
	}
	return diags
}

// planSwitchOff asks the tenant whether what is to be off is on.
func (r *singletonResource) planSwitchOff(ctx context.Context, g *document) (diags diag.Diagnostics) {
	switch err := g.read(ctx, r.client); {
	case err != nil:
		diags.AddWarning("This may switch off "+g.subject, fmt.Sprintf(
			"The first apply of this guardian_%s switches it off, whatever it is now, and what it is now could not be read.\n\n%s",
			r.typeName, explain(err, nil)))
	case g.guard.on():
		diags.AddWarning("This would switch off "+g.subject, fmt.Sprintf(
			"The tenant %s has %s switched on. The first apply of this guardian_%s %s. %s "+
				"To start from what the tenant has, import the resource.",
			r.client.Tenant(), g.subject, r.typeName, g.guard.loss, g.guard.consequence))
	}
	return diags
}

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ModifyPlan refuses another tenant's state and two addresses for one setting,
// and warns where a plan takes MFA away.
func (r *tenantResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return // the provider's configuration is not known yet
	}
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	claim := r.claim(r.typeName)
	switch {
	case req.Plan.Raw.IsNull():
		resp.Diagnostics.Append(r.planDestroy(ctx, req, claim)...)
	case !req.State.Raw.IsNull():
		if claim.keep() {
			resp.Diagnostics.Append(r.twoAddresses())
		}
	default:
		resp.Diagnostics.Append(r.planFirstApply(ctx, req.Plan, claim)...)
	}
}

// planDestroy warns, and refuses where another address goes on with the setting.
func (r *tenantResource) planDestroy(ctx context.Context, req resource.ModifyPlanRequest, claim *claim) (diags diag.Diagnostics) {
	model, docs := r.bind()
	if claim.drop() {
		diags.Append(r.twoAddresses())
	}
	if g, ok := guardOf(docs); ok && !req.State.Get(ctx, model).HasError() && g.on() {
		// The subject is in the summary, since Terraform shows only one of several warnings with the same.
		diags.AddWarning("MFA protection goes away: "+g.subject(), fmt.Sprintf(
			"Destroying guardian_%s takes %s away from every user of %s. To leave the tenant as it is, use a removed block with destroy = false; to rename the resource, a moved block.",
			r.typeName, g.subject(), r.client.Domain()))
	}
	return diags
}

// twoAddresses refuses to destroy one of two resources in state that stand for
// the same setting: the other would say on, and the tenant be off.
func (r *base) twoAddresses() diag.Diagnostic {
	return diag.NewErrorDiagnostic("Two resources for one setting", fmt.Sprintf(
		"The state has more than one guardian_%s for the tenant %s, and the plan destroys one of them: that would reset what the other one manages. "+
			"Forget the one that is to go instead, with a removed block with destroy = false, or with terraform state rm.",
		r.typeName, r.client.Domain()))
}

// planFirstApply warns before the first apply of an address takes MFA away. It
// asks the tenant only when the plan says off.
func (r *tenantResource) planFirstApply(ctx context.Context, plan tfsdk.Plan, claim *claim) (diags diag.Diagnostics) {
	model, docs := r.bind()
	g, ok := guardOf(docs)
	want := valuesOf(plan.Raw)
	if !ok || !want.knows(g) {
		return nil
	}
	only := valuesOf(tftypes.NewValue(plan.Raw.Type(), nil)) // the rest of the plan may be unknown
	only.take(want, g)
	known := tfsdk.Plan{Schema: plan.Schema, Raw: only.raw(plan.Raw.Type())}
	if known.Get(ctx, model).HasError() {
		return nil // Terraform reports it at the attribute
	}
	switch {
	case g.on() && claim.isHeld():
		diags.AddWarning("MFA protection may go away for a moment: "+g.subject(), fmt.Sprintf(
			"guardian_%s is in the state already and would be created anew. Unless create_before_destroy is set, the old one is destroyed before, and %s is off in between. To give the resource a new name, use a moved block.",
			r.typeName, g.subject()))
	case g.on():
	case g.read(ctx, r.client) == nil && g.on(): // an error comes up again where it matters
		diags.AddWarning("What is on would be switched off: "+g.subject(), fmt.Sprintf(
			"In the tenant %s this is on now: %s. The first apply of this guardian_%s would take it away from every user. To start from what the tenant has, import the resource.",
			r.client.Domain(), g.subject(), r.typeName))
	}
	return diags
}

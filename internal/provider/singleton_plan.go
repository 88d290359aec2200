package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
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
		resp.Diagnostics.Append(r.planUpdate(ctx, req, claim)...)
	default:
		if r.isNew(ctx, req.Private) && claim.create() {
			resp.Diagnostics.Append(r.twoAddresses())
		}
		resp.Diagnostics.Append(r.planFirstApply(ctx, req.Plan, claim)...)
	}
}

// isNew tells an address that comes in from one that is replaced: of that,
// Terraform plans the new object with no prior state, but with what is private.
func (r *base) isNew(ctx context.Context, private privateReader) bool {
	tenant, _ := private.GetKey(ctx, tenantKey)
	return tenant == nil
}

// planDestroy warns, and refuses where another address goes on with the setting.
func (r *tenantResource) planDestroy(ctx context.Context, req resource.ModifyPlanRequest, claim *claim) (diags diag.Diagnostics) {
	if claim.drop() {
		diags.Append(r.twoAddresses())
	}
	have, none := valuesOf(req.State.Raw), valuesOf(req.Plan.Raw)
	g, ok := r.guardIn(ctx, have)
	switch {
	case !ok:
		diags.Append(r.missed(ctx, have, none)...)
	case g.on():
		// The subject is in the summary, since Terraform shows only one of several warnings with the same.
		diags.AddWarning("MFA protection goes away: "+g.subject(), fmt.Sprintf(
			"Destroying guardian_%s %s of %s. Where MFA is still enforced, users who have nothing else cannot log in. To leave the tenant as it is, use a removed block with destroy = false; to rename the resource, a moved block.",
			r.typeName, g.loss(), r.client.Domain()))
	}
	return diags
}

// planUpdate refuses a second address, and warns where a factor stays on
// without what it needs.
func (r *tenantResource) planUpdate(ctx context.Context, req resource.ModifyPlanRequest, claim *claim) (diags diag.Diagnostics) {
	if claim.keep() {
		diags.Append(r.twoAddresses())
	}
	want := valuesOf(req.Plan.Raw)
	if g, ok := r.guardIn(ctx, want); !ok || g.on() {
		diags.Append(r.missed(ctx, valuesOf(req.State.Raw), want)...)
	}
	return diags
}

// missed warns of what is needed, no longer declared, and other than Auth0's default.
func (r *tenantResource) missed(ctx context.Context, have, want values) (diags diag.Diagnostics) {
	model, docs := r.bind()
	for _, d := range docs {
		n, ok := d.(neededDocument)
		if !ok {
			continue
		}
		a, says := n.lack()
		d.defaults()
		fresh, _ := modelValues(ctx, r.schema, model)
		if !have[a].IsNull() && want[a].IsNull() && !have[a].Equal(fresh[a]) {
			diags.AddAttributeWarning(path.Root(a), "Goes back to Auth0's default: "+d.subject(), says)
		}
	}
	return diags
}

// guardIn is the guard as some values say, where they are known; the rest of
// them may be unknown.
func (r *tenantResource) guardIn(ctx context.Context, v values) (guard, bool) {
	model, docs := r.bind()
	g, ok := guardOf(docs)
	if !ok || !v.knows(g) {
		return nil, false
	}
	t := r.schema.Type().TerraformType(ctx)
	only := valuesOf(tftypes.NewValue(t, nil))
	only.take(v, g)
	state := tfsdk.State{Schema: r.schema, Raw: only.raw(t)}
	return g, !state.Get(ctx, model).HasError()
}

// twoAddresses refuses two resources that stand for the same setting: one would
// say on, and the tenant be off.
func (r *base) twoAddresses() diag.Diagnostic {
	return diag.NewErrorDiagnostic("Two resources for one setting", fmt.Sprintf(
		"More than one guardian_%s stands for the same setting of the tenant %s: each apply, and the destroy of one, would undo what the other says. "+
			"Keep one. What is in the state can be forgotten with a removed block with destroy = false, or with terraform state rm; what is not in it yet only has to go from the configuration. "+
			"Where the plan shows a deposed object, which a replacement has left over, terraform state rm its address and import it again.",
		r.typeName, r.client.Domain()))
}

// planFirstApply warns before the first apply of an address takes MFA away. It
// asks the tenant only when the plan says off.
func (r *tenantResource) planFirstApply(ctx context.Context, plan tfsdk.Plan, claim *claim) (diags diag.Diagnostics) {
	g, ok := r.guardIn(ctx, valuesOf(plan.Raw))
	switch {
	case !ok:
	case g.on() && claim.isHeld():
		diags.AddWarning("MFA protection may go away for a moment: "+g.subject(), fmt.Sprintf(
			"guardian_%s is in the state already and would be created anew. Unless create_before_destroy is set, the old one is destroyed before, and %s is off in between. To give the resource a new name, use a moved block.",
			r.typeName, g.subject()))
	case g.on():
	default:
		diags.Append(r.planSwitchOff(ctx, g)...)
	}
	return diags
}

// planSwitchOff asks the tenant whether what is to be off is on.
func (r *tenantResource) planSwitchOff(ctx context.Context, g guard) (diags diag.Diagnostics) {
	switch err := g.read(ctx, r.client); {
	case err != nil:
		diags.AddWarning("May switch off what is on: "+g.subject(), fmt.Sprintf(
			"The first apply of this guardian_%s switches it off, whatever it is now, and what it is now could not be read.\n\n%s", r.typeName, explain(err)))
	case g.on():
		diags.AddWarning("What is on would be switched off: "+g.subject(), fmt.Sprintf(
			"In the tenant %s this is on now: %s. The first apply of this guardian_%s would take it away from every user. To start from what the tenant has, import the resource.",
			r.client.Domain(), g.subject(), r.typeName))
	}
	return diags
}

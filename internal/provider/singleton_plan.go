package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ModifyPlan refuses another tenant's state and two addresses for one setting,
// and tells what users lose. Terraform calls it once more just before it applies,
// when more is known.
func (r *singletonResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	unready, diags := r.cannotLook(ctx, resp)
	if resp.Diagnostics.Append(diags...); unready {
		return
	}
	if resp.Diagnostics.Append(r.planTenant(ctx, req, resp)...); resp.Diagnostics.HasError() {
		return
	}
	have, want, planned := valuesOf(req.State.Raw), valuesOf(req.Plan.Raw), r.planned.of(r.typeName)
	if resp.Diagnostics.Append(r.undone(ctx, want)...); resp.Diagnostics.HasError() {
		return
	}
	if resp.Diagnostics.Append(r.needs(ctx, req.Config, have, want)...); resp.Diagnostics.HasError() {
		return
	}
	switch {
	case req.Plan.Raw.IsNull():
		resp.Diagnostics.Append(r.planDestroy(ctx, have, objectName(ctx, req.Private), planned)...)
	case !req.State.Raw.IsNull():
		resp.Diagnostics.Append(r.planUpdate(ctx, have, want, planned)...)
	default:
		if isNew(ctx, req.Private) && planned.create() {
			resp.Diagnostics.Append(r.twoAddresses())
		}
		if planned.isHeld() {
			resp.Diagnostics.Append(r.planReplacement(ctx, want)...)
		} else {
			resp.Diagnostics.Append(r.planFirstApply(ctx, want)...)
		}
	}
}

// planDestroy tells what goes away, and refuses where another address goes on with the setting.
func (r *singletonResource) planDestroy(ctx context.Context, have values, object string, planned *addresses) (diags diag.Diagnostics) {
	if planned.drop() {
		diags.Append(r.twoAddresses())
	}
	if r.isReplaced(r.typeName, object, "") {
		return diags
	}
	g := r.guardIn(ctx, have)
	if g == nil {
		return append(diags, r.missed(ctx, have, nullValues(ctx, r.schema))...)
	}
	return append(diags, r.assess(ctx, g, transition{from: g.guard.strength(), to: off, destroys: true})...)
}

// planUpdate refuses a second address, and tells what goes away, or goes on
// without what it needs.
func (r *singletonResource) planUpdate(ctx context.Context, have, want values, planned *addresses) (diags diag.Diagnostics) {
	diags.Append(r.keep(planned, have, want)...)
	is, willBe := r.guardIn(ctx, have), r.guardIn(ctx, want)
	switch {
	case is == nil: // there is none
	case willBe == nil:
		r.planUnknown(is.guard)
	default:
		t := transition{from: is.guard.strength(), to: willBe.guard.strength(), had: have[is.attributes[0]]}
		if diags.Append(r.assess(ctx, willBe, t)...); t.to == off {
			return diags
		}
	}
	return append(diags, r.missed(ctx, have, want)...)
}

// planReplacement tells that what is created again is destroyed first. Of a
// replacement that is asked for, with -replace or replace_triggered_by, Terraform
// shows only errors.
func (r *singletonResource) planReplacement(ctx context.Context, want values) (diags diag.Diagnostics) {
	g := r.guardIn(ctx, want)
	if g == nil {
		return nil
	}
	if !g.guard.on() {
		return r.planFirstGuard(ctx, g)
	}
	s := g.guard.strength()
	r.protection.plan(g.guard.factor, s, s, false)
	return diag.Diagnostics{r.loss(path.Empty(), "MFA protection may go away for a moment: "+g.subject, fmt.Sprintf(
		"guardian_%s is in the state already and would be created again. Unless create_before_destroy is set, "+
			"the old one is destroyed first, and in between the tenant is without %s. To rename the resource, use a moved block.",
		r.typeName, g.subject))}
}

// missed tells of what is needed, no longer declared, and other than Auth0's default.
func (r *singletonResource) missed(ctx context.Context, have, want values) (diags diag.Diagnostics) {
	model, docs := r.bind()
	for _, d := range docs {
		a := d.needed.attribute
		if a == "" || have[a].IsNull() || !want[a].IsNull() || r.isOutdated(d) {
			continue
		}
		if fresh := r.fresh(ctx, model, d); !have[a].Equal(fresh[a]) {
			diags.Append(r.loss(path.Root(a), "Reset to Auth0's default: "+d.subject, d.needed.says))
		}
	}
	return diags
}

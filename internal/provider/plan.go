package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// ModifyPlan refuses another tenant's state and warns where a plan takes MFA
// away: on destroy, and on a first apply that would switch off what is on.
func (r *tenantResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.session == nil {
		return // the provider's configuration is not known yet
	}
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	model, docs := r.bind()
	g, ok := guardOf(docs)
	if !ok {
		return
	}
	switch {
	case req.Plan.Raw.IsNull():
		if diags := req.State.Get(ctx, model); !diags.HasError() && g.on() {
			// The subject is in the summary, since Terraform shows only one of several warnings with the same.
			resp.Diagnostics.AddWarning("MFA protection goes away: "+g.subject(), fmt.Sprintf(
				"Destroying guardian_%s takes %s away from every user of %s. To stop managing it and leave it as it is, use a removed block with destroy = false.",
				r.typeName, g.subject(), r.client.Domain()))
		}
	case req.State.Raw.IsNull():
		r.warnBeforeFirstApply(ctx, req.Plan, model, g, resp)
	}
}

// warnBeforeFirstApply asks the tenant only when the plan says off.
func (r *tenantResource) warnBeforeFirstApply(ctx context.Context, plan tfsdk.Plan, model any, g guard, resp *resource.ModifyPlanResponse) {
	want := valuesOf(plan.Raw)
	if !want.knows(g) {
		return
	}
	only := valuesOf(tftypes.NewValue(plan.Raw.Type(), nil)) // the rest of the plan may be unknown
	only.take(want, g)
	known := tfsdk.Plan{Schema: plan.Schema, Raw: only.raw(plan.Raw.Type())}
	if diags := known.Get(ctx, model); diags.HasError() || g.on() {
		return
	}
	if err := g.read(ctx, r.client); err == nil && g.on() { // an error comes up again where it matters
		resp.Diagnostics.AddWarning("What is on would be switched off: "+g.subject(), fmt.Sprintf(
			"In the tenant %s, %s is on now. This first apply of guardian_%s would take it away from every user. To start from what the tenant has, import it.",
			r.client.Domain(), g.subject(), r.typeName))
	}
}

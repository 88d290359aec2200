package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ModifyPlan refuses another tenant's state and two addresses for one item, and
// warns of what users lose.
func (r *itemResource[M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	unready, diags := r.cannotLook(ctx, resp)
	if resp.Diagnostics.Append(diags...); unready {
		return
	}
	if resp.Diagnostics.Append(r.planTenant(ctx, req, resp)...); resp.Diagnostics.HasError() {
		return
	}
	have, want := valuesOf(req.State.Raw), valuesOf(req.Plan.Raw)
	if req.State.Raw.IsNull() {
		if resp.Diagnostics.Append(r.needs(ctx, req.Config, nil, want)...); !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(r.planCreate(ctx, want, isNew(ctx, req.Private))...)
		}
		return
	}
	r.planned.of(r.settingKey(have)).hold()
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(r.planDestroy(ctx, have, objectName(ctx, req.Private))...)
		return
	}
	if resp.Diagnostics.Append(r.needs(ctx, req.Config, have, want)...); !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.planUpdate(ctx, have, want)...)
	}
}

// planUpdate refuses where another address has the item, and passes on what stands in the way of a change.
func (r *itemResource[M]) planUpdate(ctx context.Context, have, want values) (diags diag.Diagnostics) {
	if r.knowsObject(want) && r.objectKey(want) != r.objectKey(have) { // it is to stand for another from now on
		if r.planned.of(r.objectKey(want)).create() {
			diags.Append(r.twoAddresses())
		}
	} else {
		diags.Append(r.keep(r.planned.of(r.objectKey(have)), have, want)...)
	}
	prior, was, unread := r.modelOf(ctx, have)
	_, it, unknown := r.modelOf(ctx, want)
	if unread.HasError() || unknown.HasError() {
		return diags
	}
	if it.advice != nil {
		diags.Append(it.advice(ctx, r.client, prior)...)
	}
	if r.matters(was) && !r.matters(it) {
		diags.Append(r.base.loss(path.Empty(), "Users lose "+it.subject(), r.loss))
	}
	return diags
}

// planDestroy refuses where another address goes on with the item, and warns of what users lose.
func (r *itemResource[M]) planDestroy(ctx context.Context, have values, object string) (diags diag.Diagnostics) {
	if r.planned.of(r.objectKey(have)).drop() {
		diags.Append(r.twoAddresses())
	}
	_, it, failed := r.modelOf(ctx, have)
	if failed.HasError() || !r.matters(it) || r.isReplaced(r.settingKey(have), object, r.importID(have)) {
		return diags
	}
	return append(diags, r.lost(it))
}

// matters reports whether users lose anything with an item.
func (r *itemResource[M]) matters(it item[M]) bool {
	return r.loss != "" && (it.spares == nil || !it.spares())
}

// lost tells what users lose with an item that is destroyed.
func (r *itemResource[M]) lost(it item[M]) diag.Diagnostic {
	return r.base.loss(path.Empty(), "Users lose "+it.subject(), fmt.Sprintf(
		"%s To leave the tenant %s as it is, use a removed block with destroy = false; to rename the resource, a moved block.",
		r.loss, r.client.Tenant()))
}

// planCreate refuses a second address, and warns before a first apply replaces
// what users get now. It asks the tenant for that.
func (r *itemResource[M]) planCreate(ctx context.Context, want values, isNew bool) (diags diag.Diagnostics) {
	known := r.knowsObject(want)
	if known && isNew && r.planned.of(r.objectKey(want)).create() {
		diags.Append(r.twoAddresses())
	}
	held := r.planned.of(r.settingKey(want)).isHeld()
	if held && !isNew && r.inPlace != "" {
		diags.AddError("Not to be replaced: guardian_"+r.typeName, r.inPlace+
			"Leave out -replace and replace_triggered_by: it is changed in place.")
		return diags
	}
	if !held && want.knows(r.setting(want)) {
		diags.Append(r.planAdvice(ctx, want)...)
		diags.Append(r.planExisting(ctx, want)...)
	}
	switch {
	case held && r.loss != "":
		diags.Append(r.base.loss(path.Empty(), "Users may lose it for a moment: guardian_"+r.typeName, fmt.Sprintf(
			"It is in the state already and would be created again. Unless create_before_destroy is set, the old one is destroyed first. "+
				"%s To rename the resource, use a moved block.", r.loss)))
	case !held && known:
		diags.Append(r.planReplace(ctx, want)...)
	}
	return diags
}

// planAdvice asks for advice on what is to be created, of which not all is known.
func (r *itemResource[M]) planAdvice(ctx context.Context, want values) diag.Diagnostics {
	_, it, diags := r.modelOf(ctx, want)
	if it.advice == nil || diags.HasError() {
		return nil
	}
	return it.advice(ctx, r.client, nil)
}

// planExisting refuses a second one of what Auth0 takes only once, unless it is
// there just as it is declared.
func (r *itemResource[M]) planExisting(ctx context.Context, want values) diag.Diagnostics {
	_, it, diags := r.modelOf(ctx, want)
	if it.existing == nil || diags.HasError() {
		return nil
	}
	look, done := r.look.bounded(ctx)
	defer done()
	var id string
	var err error
	inTheWay := func(ctx context.Context) bool {
		id, err = it.existing(ctx, r.client)
		return err == nil && id != "" && !r.adopts(ctx, new(M), want, id)
	}
	switch inTheWay := inTheWay(look) && persists(ctx, func() bool { return inTheWay(ctx) }); {
	case inTheWay && it.guesses:
		d := r.second(it, id, "")
		return diag.Diagnostics{diag.NewWarningDiagnostic("This may exist already: "+it.subject(),
			"Auth0 shows what the tenant has masked, and that can be it. Where it is, the apply ends with this error:\n\n"+d.Detail())}
	case inTheWay:
		return diag.Diagnostics{r.second(it, id, "")}
	case err != nil && !withheld(err):
		return r.unseen(err)
	}
	return nil
}

// planReplace asks the tenant for an item that a create would replace, and warns where it is in use.
func (r *itemResource[M]) planReplace(ctx context.Context, want values) (diags diag.Diagnostics) {
	only := nullValues(ctx, r.schema) // the rest of the plan may be unknown
	only.take(want, r.keys)
	_, it, diags := r.modelOf(ctx, only)
	if it.live == nil {
		return nil
	}
	if diags.HasError() {
		return diags
	}
	switch err := it.read(ctx, r.client); {
	case inexistent(err):
	case err != nil:
		diags.AddWarning("This may replace "+it.subject(),
			"The provider could not read whether the tenant has one. If it does, the first apply overwrites it.\n\n"+explain(err, nil))
	case it.live():
		diags.AddWarning("This would replace "+it.subject(), fmt.Sprintf(
			"The tenant %s has one already, and the first apply of this guardian_%s would overwrite it. "+
				"To see the differences first, import it:\n\n  terraform import guardian_%s.NAME %q",
			r.client.Tenant(), r.typeName, r.typeName, r.importID(want)))
	}
	return diags
}

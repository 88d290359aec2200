package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Create leaves nothing in state when it fails, as every resource here.
func (r *itemResource[M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	if resp.Diagnostics.Append(r.sameTenant(req.Plan.Raw)...); resp.Diagnostics.HasError() {
		return
	}
	name, diags := nameObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	t := r.turn(r.settingKey(valuesOf(req.Plan.Raw)))
	defer t.end()
	t.note(note{Object: name, Failed: true}) // until it is known to be written
	model, it := r.model()
	got, diags := r.write(ctx, model, it, req.Plan, req.Config, func() diag.Diagnostics {
		if err := it.create(ctx, r.client); err != nil {
			return diag.Diagnostics{r.createError(ctx, it, err)}
		}
		return nil
	})
	failed := diags.HasError()
	t.note(note{Object: name, Item: r.importID(got), Failed: failed})
	if resp.Diagnostics.Append(diags...); failed {
		return
	}
	resp.State.Raw = r.object(got, req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, got)...)
}

// Update keeps the prior state when it fails, so that the next plan shows the change again.
func (r *itemResource[M]) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if resp.Diagnostics.Append(r.sameTenant(req.State.Raw)...); resp.Diagnostics.HasError() {
		return
	}
	have := valuesOf(req.State.Raw)
	prior, _, diags := r.modelOf(ctx, have)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	name, diags := namedObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	t := r.turn(r.settingKey(have))
	defer t.end()
	t.note(note{Object: name, Item: r.importID(have), Failed: true}) // until it is known to be written
	model, it := r.model()
	got, diags := r.write(ctx, model, it, req.Plan, req.Config, func() diag.Diagnostics {
		if err := it.update(ctx, r.client, prior); err != nil {
			return diag.Diagnostics{r.apiError("change "+it.subject(), path.Empty(), err, it.secret)}
		}
		return nil
	})
	if resp.Diagnostics.Append(diags...); got == nil {
		got = have
	}
	t.note(note{Object: name, Item: r.importID(got), Failed: diags.HasError()})
	resp.State.Raw = r.object(got, req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, got)...)
}

// write fills the model from the plan, and the secret from the configuration,
// sends it and returns what the tenant answered; nil where it was not written.
func (r *itemResource[M]) write(
	ctx context.Context, model *M, it item[M], plan tfsdk.Plan, config tfsdk.Config, send func() diag.Diagnostics,
) (values, diag.Diagnostics) {
	want := valuesOf(plan.Raw)
	diags := want.fill(ctx, r.schema, model)
	if diags.Append(it.secret.take(ctx, config)...); diags.HasError() {
		return nil, diags
	}
	if diags.Append(send()...); diags.HasError() {
		return nil, diags
	}
	got, more := modelValues(ctx, r.schema, model)
	diags.Append(more...)
	for name := range got {
		if want[name].IsFullyKnown() && !want[name].Equal(got[name]) {
			diags.AddAttributeError(path.Root(name), "Auth0 stored something else", fmt.Sprintf(
				"Auth0 accepted %s, but its answer differs from what was sent. "+
					"Check what the tenant %s has now before you apply again.", it.subject(), r.client.Tenant()))
		}
	}
	return got, diags
}

// createError says more where what Auth0 takes only once is there already.
func (r *itemResource[M]) createError(ctx context.Context, it item[M], err error) diag.Diagnostic {
	if it.existing != nil && conflict(err) {
		if id, e := it.existing(ctx, r.client); e == nil && id != "" {
			return diag.NewErrorDiagnostic(capital(it.subject())+" already exists", fmt.Sprintf(
				"The tenant %s has one already, and Auth0 allows only one. To manage it here, import it:\n\n  terraform import guardian_%s.NAME %q\n\n"+
					"To replace it, destroy it first where it is managed; to rename a resource, use a moved block.\n\n%s",
				r.client.Tenant(), r.typeName, id, it.secret.hide(explain(err))))
		}
	}
	d := r.apiError("create "+it.subject(), path.Empty(), err, it.secret)
	if unanswered(err) {
		d = diag.NewErrorDiagnostic(d.Summary(), d.Detail()+
			"\n\nIt may have been created nevertheless: check the tenant before the next apply.")
	}
	return d
}

// Delete takes what is gone already for done.
func (r *itemResource[M]) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	if resp.Diagnostics.Append(r.sameTenant(req.State.Raw)...); resp.Diagnostics.HasError() {
		return
	}
	have := valuesOf(req.State.Raw)
	t := r.turn(r.settingKey(have))
	defer t.end()
	name := objectName(ctx, req.Private)
	kept, diags := r.superseded(t, name, r.importID(have))
	if resp.Diagnostics.Append(diags...); kept {
		return
	}
	_, it, diags := r.modelOf(ctx, have)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	if err := it.remove(ctx, r.client); err != nil && !gone(err) {
		resp.Diagnostics.Append(r.apiError("remove "+it.subject(), path.Empty(), err, it.secret))
		return
	}
	if t.last.Object == name {
		t.note(note{})
	}
}

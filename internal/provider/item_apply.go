package provider

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Create leaves nothing in state when it fails, as every resource here, unless
// the state has to remember what may have been done.
func (r *itemResource[M]) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	if resp.Diagnostics.Append(r.sameTenant(req.Plan.Raw)...); resp.Diagnostics.HasError() {
		return
	}
	name, diags := nameObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	t := r.turn(r.settingKey(valuesOf(req.Plan.Raw)))
	defer t.end()
	taken, removed := t.last.Object != "", t.last.Removed // by another address, in this run
	if resp.Diagnostics.Append(t.announce(note{Object: name})...); resp.Diagnostics.HasError() {
		return
	}
	model, it := r.model()
	want := valuesOf(req.Plan.Raw)
	got, diags := r.write(ctx, model, it, want, nil, req.Config, func() (diag.Diagnostics, error) {
		if removed && it.settle != nil {
			it.settle(ctx, r.client)
		}
		return r.create(ctx, model, it, want, taken)
	})
	t.note(note{Object: name, Item: r.importID(got), Failed: diags.HasError()})
	if resp.Diagnostics.Append(diags...); got == nil {
		return
	}
	resp.State.Raw = r.object(got, req.Plan.Raw.Type())
	resp.Diagnostics.Append(it.beside.save(ctx, resp.Private)...)
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
	if resp.Diagnostics.Append(t.announce(note{Object: name, Item: r.importID(have)})...); resp.Diagnostics.HasError() {
		return
	}
	model, it := r.model()
	it.beside.load(ctx, resp.Private)
	got, diags := r.write(ctx, model, it, valuesOf(req.Plan.Raw), have, req.Config, func() (diag.Diagnostics, error) {
		return nil, it.update(ctx, r.client, prior)
	})
	if resp.Diagnostics.Append(diags...); got == nil {
		got = have
	}
	resp.Diagnostics.Append(it.beside.save(ctx, resp.Private)...)
	t.note(note{Object: name, Item: r.importID(got), Failed: diags.HasError()})
	resp.State.Raw = r.object(got, req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, got)...)
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
	resp.Diagnostics.Append(diags...)
	_, it, diags := r.modelOf(ctx, have)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	if kept {
		if it.left != nil && !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(it.left()...)
		}
		return
	}
	if r.matters(it) && r.refusesLoss() { // Terraform does not plan a destroy once more
		resp.Diagnostics.Append(r.lost(it))
		return
	}
	it.beside.load(ctx, req.Private)
	err := it.remove(ctx, r.client)
	if gone(err) && errors.Is(r.read(ctx, it), errGone) {
		err = nil
	}
	if err != nil {
		resp.Diagnostics.Append(r.apiError("remove "+it.subject(), path.Empty(), err, it.secret))
		return
	}
	if t.last.Object == name || t.last.Object == "" {
		t.note(note{Removed: true})
	}
}

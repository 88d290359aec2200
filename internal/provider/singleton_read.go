package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Read reads what is declared; just after an import or a move, everything.
func (r *singletonResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	moved, diags := r.arrived(ctx, resp.Private)
	if !moved {
		diags.Append(r.sameTenant(req.State.Raw)...)
	}
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	r.planned.of(r.typeName).hold()
	if imported, _ := req.Private.GetKey(ctx, importedKey); imported != nil || moved {
		resp.Diagnostics.Append(r.readAll(ctx, &resp.State, resp.Private)...)
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, nil)...)
	} else {
		resp.Diagnostics.Append(r.readDeclared(ctx, req.State, &resp.State, resp.Private)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	_, diags = namedObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, nil)...)
}

// readDeclared reads the documents that the state has, all at once. A setting
// of a tenant always exists: whatever the answer, nothing is taken for removed.
func (r *singletonResource) readDeclared(ctx context.Context, have tfsdk.State, out *tfsdk.State, private privateWriter) diag.Diagnostics {
	model, docs := r.bind()
	declared := valuesOf(have.Raw)
	diags := declared.fill(ctx, r.schema, model)
	if diags.HasError() {
		return diags
	}
	docs = slices.DeleteFunc(docs, func(d document) bool { return !declared.sets(d.attributes) })
	errs := readTogether(ctx, r.client, docs)
	got, more := modelValues(ctx, r.schema, model)
	diags.Append(more...)
	for i, err := range errs {
		switch d := docs[i]; {
		case retired(err):
			got.take(declared, d.attributes)
			r.outdated.Store(d.subject, true)
			diags.AddWarning("Not read: "+d.subject, "The tenant no longer has this setting: remove it from the configuration.\n\n"+explain(err, nil))
		case err != nil:
			diags.Append(r.docError("read", d, err))
		}
	}
	for _, d := range docs {
		diags.Append(d.beside.save(ctx, private)...)
	}
	if !diags.HasError() {
		out.Raw = r.object(got, have.Raw.Type())
	}
	return diags
}

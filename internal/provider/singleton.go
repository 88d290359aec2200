package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"golang.org/x/sync/errgroup"
)

// tenantResource is every resource of which a tenant has exactly one: an ordered
// list of documents, of which the last may be a guard, a factor's switch.
type tenantResource struct {
	base
	bind func() (model any, docs []document) // a fresh model and its documents
}

// Create leaves nothing in state when it fails: what is tainted would be destroyed, that is, switched off.
func (r *tenantResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	got := valuesOf(resp.State.Raw)
	if resp.Diagnostics.Append(r.apply(ctx, req.Plan, req.Config, got)...); resp.Diagnostics.HasError() {
		return
	}
	resp.State.Raw = got.raw(req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, nil)...)
}

// Update keeps what was written also when it fails on the way: the framework
// saves the state beside an error, and the next plan shows the rest.
func (r *tenantResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	got := valuesOf(req.State.Raw)
	resp.Diagnostics.Append(r.apply(ctx, req.Plan, req.Config, got)...)
	resp.State.Raw = got.raw(req.Plan.Raw.Type())
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, nil)...)
}

// Read reads what is declared; just after an import, everything.
func (r *tenantResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	r.claim(r.typeName).hold()
	if imported, _ := req.Private.GetKey(ctx, importedKey); imported != nil {
		resp.Diagnostics.Append(r.readAll(ctx, &resp.State)...)
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, nil)...)
	} else {
		resp.Diagnostics.Append(r.readDeclared(ctx, req.State, &resp.State)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, nil)...)
}

// readDeclared reads the documents that the state has, all at once. A setting
// of a tenant always exists: whatever the answer, nothing is taken for removed.
func (r *tenantResource) readDeclared(ctx context.Context, have tfsdk.State, out *tfsdk.State) diag.Diagnostics {
	model, docs := r.bind()
	diags := have.Get(ctx, model)
	if diags.HasError() {
		return diags
	}
	declared := valuesOf(have.Raw)
	docs = slices.DeleteFunc(docs, func(d document) bool { return !declared.declares(d) })
	errs := r.readTogether(ctx, docs)
	got, more := modelValues(ctx, r.schema, model)
	diags.Append(more...)
	for i, err := range errs {
		switch d := docs[i]; {
		case retired(err):
			got.take(declared, d)
			diags.AddWarning("Not read: "+d.subject(), "The tenant does not have this setting any more: remove it from the configuration.\n\n"+explain(err))
		case err != nil:
			diags.Append(r.docError("read", d, err))
		}
	}
	if !diags.HasError() {
		out.Raw = got.raw(have.Raw.Type())
	}
	return diags
}

// readTogether reads documents at the same time, which fill different fields; each has its own error.
func (r *tenantResource) readTogether(ctx context.Context, docs []document) []error {
	errs := make([]error, len(docs))
	var readers errgroup.Group
	for i, d := range docs {
		readers.Go(func() error { errs[i] = d.read(ctx, r.client); return nil })
	}
	_ = readers.Wait() // each error is kept
	return errs
}

// Delete puts Auth0's defaults back, the guard's first, and keeps in state what it did not get to.
func (r *tenantResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	if resp.Diagnostics.Append(r.sameTenant(ctx, req.Private)...); resp.Diagnostics.HasError() {
		return
	}
	claim := r.claim(r.typeName)
	claim.Lock()
	defer claim.Unlock()
	if diags, kept := r.superseded(claim); kept {
		resp.Diagnostics.Append(diags...)
		return
	}
	model, docs := r.bind()
	c := change{model: model, want: valuesOf(tftypes.NewValue(req.State.Raw.Type(), nil)), got: valuesOf(req.State.Raw)}
	resp.Diagnostics.Append(req.State.Get(ctx, model)...)
	for _, d := range slices.Backward(docs) {
		if resp.Diagnostics.HasError() {
			break
		}
		if c.got.declares(d) {
			resp.Diagnostics.Append(r.put(ctx, c, d)...)
		}
	}
	if resp.Diagnostics.HasError() {
		resp.State.Raw = c.got.raw(req.State.Raw.Type())
	}
}

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// importedKey marks, in private state, what was imported and not yet read.
const importedKey = "imported"

// ImportState only checks the tenant; the Read that always follows does the reading.
func (r *singletonResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.unready != nil {
		resp.Diagnostics.Append(r.unready)
		return
	}
	domain := req.ID
	if domain == "" && !req.Identity.Raw.IsNull() {
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(tenantKey), &domain)...)
	}
	if !r.isTenant(domain) {
		resp.Diagnostics.AddError("Wrong domain", fmt.Sprintf(
			"guardian_%s is imported by the domain of its tenant. %q is not the domain that the provider is configured for, which is %q.",
			r.typeName, domain, r.client.Tenant()))
		return
	}
	resp.State.Raw = r.object(nullValues(ctx, r.schema), resp.State.Raw.Type()) // which Terraform takes as some state
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte("true"))...)
	_, diags := nameObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, nil)...)
}

// readAll reads every document and keeps those that are always declared or differ
// from Auth0's defaults, so that the first plan shows the truth.
func (r *singletonResource) readAll(ctx context.Context, state *tfsdk.State, private privateWriter) diag.Diagnostics {
	got := nullValues(ctx, r.schema)
	model, docs := r.bind()
	errs := readTogether(ctx, r.client, docs)
	live, diags := modelValues(ctx, r.schema, model)
	for i, d := range docs {
		always := r.alwaysDeclared(d)
		switch err := errs[i]; {
		case err != nil && (always || !withheld(err)):
			diags.Append(r.docError("read", d, err))
		case err != nil:
			diags.AddWarning("Not imported: "+d.subject,
				"The tenant does not let the provider read it, so that it is left out of the state.\n\n"+explain(err, nil))
		case always || !live.same(r.fresh(ctx, model, d), d.attributes):
			got.take(live, d.attributes)
		}
	}
	for _, d := range docs {
		diags.Append(d.beside.save(ctx, private)...)
	}
	if !diags.HasError() {
		state.Raw = r.object(got, state.Raw.Type())
	}
	return diags
}

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

// readAll reads what an import takes over.
func (r *singletonResource) readAll(ctx context.Context, state *tfsdk.State, private privateWriter) diag.Diagnostics {
	a := r.adopt(ctx)
	for _, d := range a.docs {
		a.diags.Append(d.beside.save(ctx, private)...)
	}
	if a.subjects == nil && !a.diags.HasError() {
		a.diags.AddError("Nothing to import: guardian_"+r.typeName, "Of all its settings, the tenant lets the provider read none.")
	}
	if !a.diags.HasError() {
		state.Raw = r.object(a.has, state.Raw.Type())
	}
	return a.diags
}

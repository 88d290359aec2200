package provider

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// importedKey marks, in private state, what was imported and not yet read.
const importedKey = "imported"

// ImportState only checks the tenant; the Read that always follows does the reading.
func (r *tenantResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	domain := req.ID
	if domain == "" && !req.Identity.Raw.IsNull() {
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root("domain"), &domain)...)
	}
	if !r.isTenant(domain) {
		resp.Diagnostics.AddError("Not this tenant", fmt.Sprintf(
			"guardian_%s is imported by the domain of its tenant. %q is not the domain that the provider is configured for, which is %q.",
			r.typeName, domain, r.client.Domain()))
		return
	}
	model, _ := r.bind()
	resp.Diagnostics.Append(resp.State.Set(ctx, model)...) // all null, which Terraform takes as some state
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte("true"))...)
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, resp.Private, nil)...)
}

// isTenant takes a domain in all the spellings that the provider's attribute takes.
func (r *base) isTenant(domain string) bool {
	base, err := auth0.ParseDomain(domain)
	return err == nil && base.Host == r.client.Domain()
}

// readAll reads every document and keeps those that are always declared or differ
// from Auth0's defaults, so that the first plan shows the truth.
func (r *tenantResource) readAll(ctx context.Context, state *tfsdk.State) diag.Diagnostics {
	var diags diag.Diagnostics
	t := r.schema.Type().TerraformType(ctx)
	got := valuesOf(tftypes.NewValue(t, nil))
	model, docs := r.bind()
	errs := r.readTogether(ctx, docs)
	live, more := modelValues(ctx, r.schema, model)
	diags.Append(more...)
	for i, d := range docs {
		required := slices.ContainsFunc(d.attributes(), func(a string) bool { return r.schema.Attributes[a].IsRequired() || r.schema.Attributes[a].IsComputed() })
		switch err := errs[i]; {
		case err != nil && (required || !withheld(err)):
			diags.Append(r.docError("read", d, err))
		case err != nil:
			diags.AddWarning("Not imported: "+d.subject(), "The tenant does not let the provider read it, so that it is left out of the state.\n\n"+explain(err))
		case required || differs(ctx, r, model, d, live):
			got.take(live, d)
		}
	}
	if !diags.HasError() {
		state.Raw = got.raw(t)
	}
	return diags
}

// differs says whether a document is other than a new tenant's; it leaves the model with the defaults.
func differs(ctx context.Context, r *tenantResource, model any, d document, live values) bool {
	d.defaults()
	fresh, _ := modelValues(ctx, r.schema, model)
	return !live.same(fresh, d)
}

// withheld says whether a tenant lacks an optional setting, or keeps it back:
// some are newer than many tenants, or belong to other plans.
func withheld(err error) bool {
	var e *auth0.Error
	return gone(err) || errors.As(err, &e) && e.Status == http.StatusForbidden
}

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// object puts an object of the provider's tenant together.
func (r *base) object(v values, t tftypes.Type) tftypes.Value {
	v[tenantKey] = tftypes.NewValue(tftypes.String, r.client.Tenant())
	r.derive(v)
	return v.raw(t)
}

// derive fills in what follows from the other attributes.
func (r *base) derive(v values) {
	for name, d := range r.derived {
		v[name] = d.of(v)
	}
}

// sign notes the tenant in the identity; v has the keys.
func (r *base) sign(ctx context.Context, id *tfsdk.ResourceIdentity, v values) diag.Diagnostics {
	diags := id.SetAttribute(ctx, path.Root(tenantKey), r.client.Tenant())
	for _, key := range r.keys {
		diags.Append(id.SetAttribute(ctx, path.Root(key), v.text(key))...)
	}
	return diags
}

// sameTenant refuses a state or a plan that is another tenant's, or nobody's: to
// apply or destroy it here would switch off the wrong tenant's factor. Only of
// what is planned while the provider's configuration is not known yet is the
// tenant unknown, too.
func (r *base) sameTenant(object tftypes.Value) (diags diag.Diagnostics) {
	if r.unready != nil {
		return diag.Diagnostics{r.unready}
	}
	v := valuesOf(object)
	if v[tenantKey].IsNull() {
		diags.AddError("The state does not say which tenant it belongs to", fmt.Sprintf(
			"The tenant of guardian_%s is null, and nothing was read or changed. "+
				"If it has just been moved from a resource of another provider, plan without -refresh=false: the refresh says which tenant it is. Where the old or the new resource has count or for_each, "+
				"the moved block needs the instance on that side, such as guardian_%s.this[0]; otherwise it would be destroyed.",
			r.typeName, r.typeName))
		return diags
	}
	if was := v.text(tenantKey); v[tenantKey].IsKnown() && was != r.client.Tenant() {
		diags.AddError("The state belongs to another tenant", fmt.Sprintf(
			"The state or the plan holds guardian_%s of the tenant %q, but the provider is configured for %q. Nothing was read or changed.\n\n"+
				"If the domain is a typing mistake, correct it (domain or AUTH0_DOMAIN). "+
				"If %s is a custom domain of that tenant, set the provider's audience (AUTH0_AUDIENCE) to \"https://%s/api/v2/\". "+
				"Otherwise use the workspace and the credentials that belong together.",
			r.typeName, was, r.client.Tenant(), r.client.Domain(), was))
	}
	return diags
}

// cannotLook reports whether a plan has to do without the tenant, and says so. It
// is made for one tenant all the same, where that is known.
func (r *base) cannotLook(ctx context.Context, resp *resource.ModifyPlanResponse) (unready bool, diags diag.Diagnostics) {
	switch {
	case r.session == nil:
		return true, nil
	case r.unready == nil:
		return false, nil
	}
	if r.tenant != "" && !resp.Plan.Raw.IsNull() {
		diags.Append(resp.Plan.SetAttribute(ctx, path.Root(tenantKey), r.tenant)...)
	}
	diags.AddWarning("The tenant could not be looked at: guardian_"+r.typeName, fmt.Sprintf(
		"The provider's configuration is known only after apply, so that this plan does not say what the tenant has, or whether "+
			"guardian_%s would take protection away.", r.typeName))
	return true, diags
}

// planTenant refuses another tenant's state, and writes the tenant into the
// plan, so that nothing can be applied to another.
func (r *base) planTenant(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) (diags diag.Diagnostics) {
	if !req.State.Raw.IsNull() {
		diags.Append(r.sameTenant(req.State.Raw)...)
	}
	if !diags.HasError() && !req.Plan.Raw.IsNull() {
		diags.Append(resp.Plan.SetAttribute(ctx, path.Root(tenantKey), r.client.Tenant())...)
	}
	return diags
}

// isTenant takes a domain in all the spellings that the provider's attribute
// takes, and the tenant's own as well as the custom one.
func (r *base) isTenant(domain string) bool {
	base, err := auth0.ParseDomain(domain)
	return err == nil && (base.Host == r.client.Domain() || base.Host == r.client.Tenant())
}

package provider

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Read forgets what the tenant does not have any more.
func (r *itemResource[M]) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	moved, diags := r.arrived(ctx, resp.Private)
	if !moved {
		diags.Append(r.sameTenant(req.State.Raw)...)
	}
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	have := valuesOf(req.State.Raw)
	model, it, diags := r.modelOf(ctx, have)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	switch err := r.read(ctx, it); {
	case errors.Is(err, errGone):
		// Before 1.12, Terraform sends no identity, and the framework wants one also of what is gone.
		resp.Diagnostics.Append(r.sign(ctx, resp.Identity, have)...)
		resp.State.RemoveResource(ctx)
		return
	case err != nil:
		resp.Diagnostics.Append(r.apiError("read "+it.subject(), path.Empty(), err, it.secret))
		return
	}
	r.planned.of(r.settingKey(have)).hold()
	got, diags := modelValues(ctx, r.schema, model)
	resp.State.Raw = r.object(got, req.State.Raw.Type())
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(it.beside.save(ctx, resp.Private)...)
	_, diags = namedObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, got)...)
}

// ImportState only takes the keys apart; the Read that always follows does the reading.
func (r *itemResource[M]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.unready != nil {
		resp.Diagnostics.Append(r.unready)
		return
	}
	domain, keys := r.client.Tenant(), r.keysOf(req.ID)
	if req.ID == "" && !req.Identity.Raw.IsNull() {
		keys = make([]string, len(r.keys))
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(tenantKey), &domain)...)
		for i, key := range r.keys {
			resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root(key), &keys[i])...)
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	switch {
	case !r.isTenant(domain):
		resp.Diagnostics.AddError("Wrong domain", fmt.Sprintf(
			"%q is not the domain that the provider is configured for, which is %q.", domain, r.client.Tenant()))
		return
	case len(keys) != len(r.keys) || slices.Contains(keys, ""):
		resp.Diagnostics.AddError("Not an import ID", fmt.Sprintf(
			"guardian_%s is imported by its %s. %q is not of that form.", r.typeName, strings.Join(r.keys, "::"), req.ID))
		return
	}
	if r.imported != nil {
		r.imported(ctx, r.client, keys)
	}
	got := nullValues(ctx, r.schema)
	for i, key := range r.keys {
		got[key] = tftypes.NewValue(tftypes.String, keys[i])
	}
	resp.State.Raw = r.object(got, resp.State.Raw.Type())
	_, diags := nameObject(ctx, resp.Private)
	resp.Diagnostics.Append(diags...)
	resp.Diagnostics.Append(r.sign(ctx, resp.Identity, got)...)
}

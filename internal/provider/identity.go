package provider

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// tenantKey holds the tenant's domain in private state: identity came only with Terraform 1.12.
const tenantKey = "tenant"

type identity struct {
	Domain types.String `tfsdk:"domain"`
}

func (r *tenantResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"domain": identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       "Domain of the tenant that the setting belongs to, as the provider's domain without https://.",
		},
	}}
}

type privateReader interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

// sign notes the tenant in the identity and in private state.
func (r *tenantResource) sign(ctx context.Context, id *tfsdk.ResourceIdentity, private privateWriter) diag.Diagnostics {
	diags := id.Set(ctx, identity{types.StringValue(r.client.Domain())})
	return append(diags, private.SetKey(ctx, tenantKey, []byte(strconv.Quote(r.client.Domain())))...)
}

// sameTenant refuses a state that holds another tenant's settings: to apply or
// destroy it here would switch off the wrong tenant's factor.
func (r *tenantResource) sameTenant(ctx context.Context, private privateReader) diag.Diagnostics {
	was, diags := private.GetKey(ctx, tenantKey)
	if was != nil && string(was) != strconv.Quote(r.client.Domain()) {
		diags.AddError("The state belongs to another tenant", fmt.Sprintf(
			"The state holds guardian_%s of the tenant %s, but the provider is configured for %q. Nothing was read or changed.\n\n"+
				"Use the workspace or the credentials that belong together. If the tenant has only got another domain, forget the resource (terraform state rm) and import it again.",
			r.typeName, was, r.client.Domain()))
	}
	return diags
}

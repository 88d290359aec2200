package provider

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// tenantKey holds the tenant's domain in private state: identity came only with Terraform 1.12.
const tenantKey = "tenant"

// base is what every resource has: a name, a schema, and the tenant that it belongs to.
type base struct {
	typeName   string // without the provider's prefix
	schema     schema.Schema
	validators []resource.ConfigValidator // what an attribute alone does not show
	keys       []string                   // the attributes that tell one of several apart
	*session
}

func (r *base) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.typeName
}

func (r *base) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.schema
}

// ConfigValidators refuses, before any request, what Auth0 would refuse or misunderstand.
func (r *base) ConfigValidators(context.Context) []resource.ConfigValidator { return r.validators }

func (r *base) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.session, resp.Diagnostics = sessionOf(req.ProviderData)
}

func (r *base) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"domain": identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       "Domain of the tenant that the setting belongs to, as the provider's domain without https://.",
		},
	}}
	for _, key := range r.keys {
		resp.IdentitySchema.Attributes[key] = identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       fmt.Sprintf("As the attribute %s.", key),
		}
	}
}

type privateReader interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

// sign notes the tenant in the identity and in private state; v has the keys.
func (r *base) sign(ctx context.Context, id *tfsdk.ResourceIdentity, private privateWriter, v values) diag.Diagnostics {
	diags := id.SetAttribute(ctx, path.Root("domain"), r.client.Domain())
	for _, key := range r.keys {
		diags.Append(id.SetAttribute(ctx, path.Root(key), v.text(key))...)
	}
	return append(diags, private.SetKey(ctx, tenantKey, []byte(strconv.Quote(r.client.Domain())))...)
}

// sameTenant refuses a state that holds another tenant's settings: to apply or
// destroy it here would switch off the wrong tenant's factor.
func (r *base) sameTenant(ctx context.Context, private privateReader) diag.Diagnostics {
	was, diags := private.GetKey(ctx, tenantKey)
	if was != nil && string(was) != strconv.Quote(r.client.Domain()) {
		diags.AddError("The state belongs to another tenant", fmt.Sprintf(
			"The state holds guardian_%s of the tenant %s, but the provider is configured for %q. Nothing was read or changed.\n\n"+
				"Use the workspace or the credentials that belong together. If the tenant has only got another domain, forget the resource (terraform state rm) and import it again.",
			r.typeName, was, r.client.Domain()))
	}
	return diags
}

// superseded says whether another address, which stands for the same setting,
// was applied in this process, so that this one must not reset it.
func (r *base) superseded(c *claim) (diags diag.Diagnostics, kept bool) {
	switch c.outcome {
	case written:
		diags.AddWarning("Left as it is",
			fmt.Sprintf("Another resource of type guardian_%s was written in this apply and stands for the same setting of %s, so that this one is only forgotten. To give it a new name, use a moved block.", r.typeName, r.client.Domain()))
	case failed:
		diags.AddError("Not destroyed",
			fmt.Sprintf("Another resource of type guardian_%s, which stands for the same setting of %s, could not be written in this apply. This one is kept until it can be.", r.typeName, r.client.Domain()))
	case untouched:
	}
	return diags, c.outcome != untouched
}

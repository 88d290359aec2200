package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// base is what every resource has: a name, a schema, and the session with its tenant.
type base struct {
	typeName   string                     // without the provider's prefix
	schema     schema.Schema              // without the tenant, which no model has
	validators []resource.ConfigValidator // what an attribute alone does not show
	keys       []string                   // the attributes that tell one of several apart
	sources    []source                   // what a moved block can make one of
	derived    map[string]derived         // what the state has beside what the models have
	*session
}

// A derived attribute follows from the others of an object: while they change, it
// is unknown. No model has it, and no plan is compared by it.
type derived struct {
	schema schema.Attribute
	of     func(values) tftypes.Value
}

// A source is a resource of the provider auth0/auth0 that can become one of ours.
type source struct {
	typeName string
	// takes are attributes of ours by those of the source that say which thing it
	// is; all else is read from the tenant.
	takes map[string]string
}

func (r *base) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.typeName
}

func (r *base) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.schema
	resp.Schema.Attributes = maps.Clone(r.schema.Attributes)
	resp.Schema.Attributes[tenantKey] = tenantAttribute
	for name, d := range r.derived {
		resp.Schema.Attributes[name] = d.schema
	}
}

// ConfigValidators refuses, before any request, what Auth0 would refuse or misunderstand.
func (r *base) ConfigValidators(context.Context) []resource.ConfigValidator { return r.validators }

func (r *base) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.session, resp.Diagnostics = sessionOf(req.ProviderData)
}

func (r *base) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		tenantKey: identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       "Domain of the tenant, as in the attribute tenant.",
		},
	}}
	for _, key := range r.keys {
		resp.IdentitySchema.Attributes[key] = identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       fmt.Sprintf("Same as the attribute %s.", key),
		}
	}
}

// keep notes that an address goes on with its setting. It refuses where another
// stands in its way, and warns where another has it as well.
func (r *base) keep(planned *addresses, have, want values) (diags diag.Diagnostics) {
	changes := !want.same(have, slices.Collect(maps.Keys(r.schema.Attributes)))
	clash, refusal := planned.keep(changes), r.twoAddresses()
	switch {
	case clash:
		diags.Append(refusal)
	case planned.isTwice():
		diags.AddWarning(refusal.Summary(), refusal.Detail())
	}
	return diags
}

// twoAddresses refuses two resources that stand for the same setting: one would
// say on, and the tenant be off.
func (r *base) twoAddresses() diag.Diagnostic {
	return diag.NewErrorDiagnostic("Two resources for one setting", fmt.Sprintf(
		"More than one guardian_%s manages the same setting of the tenant %s: each apply, and the destroy of either, would undo the other. "+
			"Keep one. To forget one that is in the state, use a removed block with destroy = false, or terraform state rm; "+
			"one that is not in the state yet only has to go from the configuration. "+
			"If the plan shows a deposed object that a replacement has left over, run terraform state rm for its address and import it again.",
		r.typeName, r.client.Tenant()))
}

// isReplaced reports whether another object was written in this run in the place
// of one: then nothing is lost with it. Terraform plans the destroy of what is
// deposed once more while it applies.
func (r *base) isReplaced(key, object, item string) bool {
	t := r.turn(key)
	defer t.end()
	return t.last.concerning(object, item) == succeeded
}

// superseded reports whether another object, which stands for the same setting,
// was written in this run, so that this one must not reset it; or may have been,
// which nobody can tell.
func (r *base) superseded(t *turn, object, item string) (kept bool, diags diag.Diagnostics) {
	if t.blind != nil {
		diags.AddError("Not destroyed", cannotNote+t.blind.Error())
		return true, diags
	}
	switch t.last.concerning(object, item) {
	case untouched:
		return false, nil
	case failed:
		diags.AddError("Not destroyed", fmt.Sprintf(
			"Another guardian_%s, which manages the same setting of %s, could not be written in this apply. "+
				"This one stays in the state until it can be.", r.typeName, r.client.Tenant()))
	case succeeded:
		diags.AddWarning("Left as it is", fmt.Sprintf(
			"Another guardian_%s was written in this apply and manages the same setting of %s, "+
				"so that this one is only removed from the state. To rename a resource, use a moved block.", r.typeName, r.client.Tenant()))
	}
	return true, diags
}

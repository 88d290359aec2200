package provider

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const includeDefaults = "include_defaults"

// ListResourceConfigSchema is what a list block can say.
func (r *singletonResource) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = listschema.Schema{
		MarkdownDescription: "Finds what `guardian_" + r.typeName + "` would import: one result, or none where the tenant has what a new tenant has. " + r.reads(),
		Attributes: map[string]listschema.Attribute{
			includeDefaults: listschema.BoolAttribute{
				Optional:            true,
				MarkdownDescription: "Whether there is a result also where all is as in a new tenant. Default: `false`.",
			},
		},
	}
}

// List has one result at most.
func (r *singletonResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var all types.Bool
	if diags := req.Config.GetAttribute(ctx, path.Root(includeDefaults), &all); diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		if r.unready != nil {
			push(onlySaying(r.unready))
			return
		}
		a := r.adopt(ctx)
		switch {
		case a.diags.HasError() || a.subjects == nil:
			if len(a.diags) > 0 {
				push(onlySaying(a.diags...))
			}
		case a.changed || all.ValueBool():
			result := r.result(ctx, req, strings.Join(a.subjects, ", "), a.has, req.ResourceSchema.Type().TerraformType(ctx))
			result.Diagnostics.Append(a.diags...)
			push(result)
		}
	}
}

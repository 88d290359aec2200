package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// ListResourceConfigSchema is what a list block can say.
func (r *itemResource[M]) ListResourceConfigSchema(
	_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse,
) {
	resp.Schema = listschema.Schema{MarkdownDescription: r.listing.finds + " " + r.reads(), Attributes: r.listing.attributes}
}

// List asks the tenant for no more than Terraform takes.
func (r *itemResource[M]) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	stream.Results = func(push func(list.ListResult) bool) {
		if r.unready != nil {
			push(onlySaying(r.unready))
			return
		}
		n := int64(0)
		for m, err := range r.listing.each(ctx, r.client, valuesOf(req.Config.Raw)) {
			if err != nil {
				push(onlySaying(r.apiError("list guardian_"+r.typeName, path.Empty(), err, nil)))
				return
			}
			has, diags := modelValues(ctx, r.schema, m)
			if diags.HasError() {
				push(onlySaying(diags...))
				return
			}
			n++
			name := r.bind(m).subject()
			if !push(r.result(ctx, req, name, has, req.ResourceSchema.Type().TerraformType(ctx))) || n == req.Limit {
				return
			}
		}
	}
}

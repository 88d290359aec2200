package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// singletonDataSource reads what a resource stands for of which a tenant has
// exactly one, without managing it.
type singletonDataSource struct {
	dataBase
	of func() resource.Resource // a singletonResource, whose model it has
}

func (d *singletonDataSource) Read(ctx context.Context, _ datasource.ReadRequest, resp *datasource.ReadResponse) {
	model, docs := d.of().(*singletonResource).bind() //nolint:forcetypeassert // of gives nothing else
	for i, err := range readTogether(ctx, d.client, docs) {
		if err != nil {
			resp.Diagnostics.Append(d.docError("read", docs[i], err))
		}
	}
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, model)...)
	}
}

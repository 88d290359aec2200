package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// dataBase is what a data source has beside its Read: a name, a schema and the tenant.
type dataBase struct {
	typeName string // without the provider's prefix
	schema   schema.Schema
	*session
}

func (d *dataBase) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.typeName
}

func (d *dataBase) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = d.schema
}

func (d *dataBase) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.session, resp.Diagnostics = readySessionOf(req.ProviderData)
}

// objectOf is an object of texts. What is listed in a data source consists of such
// objects, and not of nested attributes, which Terraform cannot mock.
func objectOf(texts []string) types.ObjectType {
	o := types.ObjectType{AttrTypes: map[string]attr.Type{}}
	for _, name := range texts {
		o.AttrTypes[name] = types.StringType
	}
	return o
}

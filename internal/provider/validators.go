package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// anyOf takes a set of some of these words, or of none.
func anyOf(words ...string) []validator.Set {
	return []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.OneOf(words...))}
}

// someOf takes a set of at least one of these words.
func someOf(words ...string) []validator.Set {
	return append(anyOf(words...), setvalidator.SizeAtLeast(1))
}

// isNull says that an attribute is certainly not set.
func isNull(ctx context.Context, config tfsdk.Config, at path.Path) bool {
	var v attr.Value
	return !config.GetAttribute(ctx, at, &v).HasError() && v.IsNull()
}

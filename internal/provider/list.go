package provider

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var readScope = regexp.MustCompile("`read:[a-z_]+`")

// reads are, as a sentence, the scopes that a list needs: those of the resource that only read.
func (r *base) reads() string {
	text := r.schema.MarkdownDescription
	for _, a := range r.schema.Attributes {
		text += a.GetMarkdownDescription()
	}
	scopes := readScope.FindAllString(text, -1)
	slices.Sort(scopes)
	return "Scopes: " + strings.Join(slices.Compact(scopes), ", ") + "."
}

// result is something that the tenant has, for terraform query.
func (r *base) result(ctx context.Context, req list.ListRequest, name string, has values, t tftypes.Type) list.ListResult {
	result := req.NewListResult(ctx)
	result.DisplayName = name
	result.Resource.Raw = r.object(has, t)
	result.Diagnostics.Append(r.sign(ctx, result.Identity, has)...)
	return result
}

// onlySaying is a result that is nothing but what has to be said.
func onlySaying(diags ...diag.Diagnostic) list.ListResult { return list.ListResult{Diagnostics: diags} }

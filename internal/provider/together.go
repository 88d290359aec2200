package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// together refuses some of several attributes without the others, and says which
// are missing. The error is at the whole resource, since one of them may be secret.
type together struct {
	subject    string // what they declare
	attributes []string
}

func (v together) Description(context.Context) string {
	return fmt.Sprintf("%s is declared with all of %s, or with none", v.subject, strings.Join(v.attributes, ", "))
}

func (v together) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (v together) ValidateResource(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	has := valuesOf(req.Config.Raw)
	missing := slices.DeleteFunc(slices.Clone(v.attributes), func(a string) bool { return !has[a].IsNull() })
	if len(missing) > 0 && len(missing) < len(v.attributes) {
		resp.Diagnostics.AddError("Incomplete: "+v.subject, fmt.Sprintf(
			"Missing: %s. %s.", strings.Join(missing, ", "), capital(v.Description(ctx))))
	}
}

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// deed is every action. M is its configuration.
type deed[M any] struct {
	typeName string // without the provider's prefix
	schema   schema.Schema
	// do does it, and says what it has done.
	do func(ctx context.Context, s *session, m M, say func(format string, a ...any)) diag.Diagnostics
	*session
}

func (d *deed[M]) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.typeName
}

func (d *deed[M]) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = d.schema
}

func (d *deed[M]) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	d.session, resp.Diagnostics = sessionOf(req.ProviderData)
}

// Invoke does it. An error ends the run, and no later plan does it again.
func (d *deed[M]) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	if d.unready != nil {
		resp.Diagnostics.Append(d.unready)
		return
	}
	var m M
	if resp.Diagnostics.Append(req.Config.Get(ctx, &m)...); resp.Diagnostics.HasError() {
		return
	}
	say := func(format string, a ...any) {
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf(format, a...)})
	}
	say("On the tenant %s:", d.client.Tenant()) // no state says which one it is
	resp.Diagnostics.Append(d.do(ctx, d.session, m, say)...)
}

// whoseAttribute is the user whom an action is about.
var whoseAttribute = schema.StringAttribute{
	Required:            true,
	Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
	MarkdownDescription: "ID of the user, such as `auth0|5f7c8ec7c33c6c004bbafe82`.",
}

// userError is the error of a call about a user.
func (s *session) userError(doing, userID string, err error) diag.Diagnostics {
	d := s.apiError(doing+" "+userID, path.Root("user_id"), err, nil)
	if inexistent(err) {
		d = diag.NewAttributeErrorDiagnostic(path.Root("user_id"), "No such user: "+userID,
			"Nothing was done. Check the ID, and whether the provider is configured for the user's tenant, "+s.client.Tenant()+".\n\n"+
				explain(err, nil))
	}
	return diag.Diagnostics{perhapsDone(d, err)}
}

// perhapsDone adds that to a diagnostic whose error leaves it open.
func perhapsDone(d diag.Diagnostic, err error) diag.Diagnostic {
	if !unanswered(err) {
		return d
	}
	return diag.NewErrorDiagnostic(d.Summary(), d.Detail()+"\n\nIt may have been done nevertheless.")
}

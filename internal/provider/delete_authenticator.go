package provider

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type deleteModel struct {
	UserID types.String `tfsdk:"user_id"`
	ID     types.String `tfsdk:"id"`
}

func newDeleteAuthenticator() action.Action {
	return &deed[deleteModel]{
		typeName: "delete_authenticator",
		schema: schema.Schema{
			MarkdownDescription: "Deletes one authenticator that a user has enrolled. One that is not there is a warning, which lists what the user has. Where it was the only one and MFA is enforced, the user enrolls anew at the next login. " +
				"Scopes: `read:authentication_methods`, `delete:authentication_methods`.",
			Attributes: map[string]schema.Attribute{
				"user_id": whoseAttribute,
				"id": schema.StringAttribute{
					Required:            true,
					Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					MarkdownDescription: "ID of the authenticator, as `guardian_authenticators` or `guardian_user_enrollments` shows it, such as `totp|dev_hdkmORJuqOmjRRQU`.",
				},
			},
		},
		do: deleteAuthenticator,
	}
}

func deleteAuthenticator(ctx context.Context, s *session, m deleteModel, say func(string, ...any)) diag.Diagnostics {
	user, id := m.UserID.ValueString(), m.ID.ValueString()
	list, err := secondFactors(ctx, s.client, user)
	if err != nil {
		return s.userError("list the authenticators of", user, err)
	}
	var has []string
	var called []auth0.AuthenticationMethod
	for _, a := range list {
		has = append(has, described(a))
		if isCalled(a, id) {
			called = append(called, a)
		}
	}
	switch {
	case len(called) > 1:
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("id"), "More than one authenticator is called "+id,
			"Nothing was deleted. The user "+user+" has "+strings.Join(has, ", ")+": write the whole ID.")}
	case len(called) == 0:
		return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("id"), "No such authenticator: "+id,
			"Nothing was deleted: it is gone already, or the ID is wrong. The user "+user+" has "+cmp.Or(strings.Join(has, ", "), "none")+".")}
	}
	return s.deleteMethods(ctx, user, called, func(m auth0.AuthenticationMethod) bool { return m.ID == called[0].ID }, say)
}

// isCalled reports whether an ID stands for a method: its own, one of its
// channels', as the MFA API has it, or that of its enrollment.
func isCalled(m auth0.AuthenticationMethod, id string) bool {
	return m.ID == id || strings.HasSuffix(m.ID, "|"+id) ||
		slices.ContainsFunc(m.Methods, func(c auth0.ChannelMethod) bool { return c.ID == id })
}

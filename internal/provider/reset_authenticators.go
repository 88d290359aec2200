package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type resetModel struct {
	UserID types.String `tfsdk:"user_id"`
}

func newResetAuthenticators() action.Action {
	return &deed[resetModel]{
		typeName: "reset_authenticators",
		schema: schema.Schema{
			MarkdownDescription: "Deletes every authenticator that a user has enrolled, such as after a lost phone; passwords and passkeys stay. Where MFA is enforced, the user enrolls anew at the next login, and until then **a password alone leads to the enrollment**: be sure who asks for it. " +
				"A verified email address stays a way to prove who the user is while the email factor is on. With nothing enrolled, nothing is done. " +
				"Scopes: `read:authentication_methods`, `delete:authentication_methods`.",
			Attributes: map[string]schema.Attribute{"user_id": whoseAttribute},
		},
		do: resetAuthenticators,
	}
}

func resetAuthenticators(ctx context.Context, s *session, m resetModel, say func(string, ...any)) diag.Diagnostics {
	user := m.UserID.ValueString()
	list, err := secondFactors(ctx, s.client, user)
	if err != nil {
		return s.userError("list the authenticators of", user, err)
	}
	if len(list) == 0 {
		persists(ctx, func() bool { // a list can be from a moment ago
			list, err = secondFactors(ctx, s.client, user)
			return err == nil && len(list) == 0
		})
		if err == nil {
			err = ctx.Err() // an interruption has seen nothing
		}
	}
	if err != nil {
		return s.userError("list the authenticators of", user, err)
	}
	if len(list) == 0 {
		say("The user %s has enrolled nothing: there is nothing to reset.", user)
		return nil
	}
	diags := s.deleteMethods(ctx, user, list, func(auth0.AuthenticationMethod) bool { return true }, say)
	if !diags.HasError() {
		say("Where MFA is enforced, the user %s is asked to enroll at the next login; "+
			"a verified email address counts as long as the email factor is on.", user)
	}
	return diags
}

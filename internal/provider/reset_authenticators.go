package provider

import (
	"context"
	"slices"
	"strings"

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
		say("The user %s has enrolled nothing: there is nothing to reset.", user)
		return nil
	}
	diags := s.deleteMethods(ctx, user, list, say)
	if !diags.HasError() {
		say("Where MFA is enforced, the user %s is asked to enroll at the next login; "+
			"a verified email address counts as long as the email factor is on.", user)
	}
	return diags
}

// deleteMethods deletes all of a user's methods that it can, and is done only when
// the tenant shows none of them any more: what is left may be what was stolen.
func (s *session) deleteMethods(
	ctx context.Context, user string, methods []auth0.AuthenticationMethod, say func(string, ...any),
) (diags diag.Diagnostics) {
	for _, m := range methods {
		if err := s.client.DeleteAuthenticationMethod(ctx, user, m.ID); err != nil && !gone(err) {
			diags.Append(s.userError("delete "+described(m)+" of", user, err)...)
			continue
		}
		say("Deleted %s.", described(m))
	}
	var left []string
	var err error
	remain := func() bool {
		left, err = s.remaining(ctx, user, methods)
		return err != nil || left != nil
	}
	switch remains := remain() && persists(ctx, remain); {
	case err != nil:
		diags.Append(s.userError("see what is left of the authenticators of", user, err)...)
	case remains && left != nil:
		diags.AddError("Left: "+strings.Join(left, ", "), "The user "+user+" still has them, and can sign in with them. Invoke the action again, or delete them in the Dashboard.")
	}
	return diags
}

// remaining are those of some methods that the user has.
func (s *session) remaining(ctx context.Context, user string, methods []auth0.AuthenticationMethod) (left []string, err error) {
	now, err := secondFactors(ctx, s.client, user)
	for _, m := range now {
		if slices.ContainsFunc(methods, func(was auth0.AuthenticationMethod) bool { return was.ID == m.ID }) {
			left = append(left, described(m))
		}
	}
	return left, err
}

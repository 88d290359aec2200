package provider

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
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
	for _, a := range list {
		if err := s.client.DeleteAuthenticationMethod(ctx, user, a.ID); err != nil && !gone(err) {
			return s.userError("delete "+described(a)+" of", user, err)
		}
		say("Deleted %s.", described(a))
	}
	if len(list) == 0 {
		say("The user %s has enrolled nothing: there is nothing to reset.", user)
		return nil
	}
	var left []string
	if list, err = secondFactors(ctx, s.client, user); err != nil {
		say("What is left could not be read.")
		return nil
	}
	for _, a := range list {
		left = append(left, described(a))
	}
	if left != nil {
		say("Left, or not gone yet: %s.", strings.Join(left, ", "))
	}
	say("Where MFA is enforced, the user %s is asked to enroll at the next login; "+
		"a verified email address counts as long as the email factor is on.", user)
	return nil
}

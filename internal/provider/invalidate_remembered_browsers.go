package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

func newInvalidateRememberedBrowsers() action.Action {
	return &deed[resetModel]{
		typeName: "invalidate_remembered_browsers",
		schema: schema.Schema{
			MarkdownDescription: "Has every browser in which a user has ticked \"Remember me\" ask for the second factor again at the next login, such as after a stolen laptop. Sessions that are open stay open. Scope: `update:users`.",
			Attributes:          map[string]schema.Attribute{"user_id": whoseAttribute},
		},
		do: func(ctx context.Context, s *session, m resetModel, say func(string, ...any)) diag.Diagnostics {
			if err := s.client.InvalidateRememberedBrowsers(ctx, m.UserID.ValueString()); err != nil {
				return s.userError("invalidate the remembered browsers of", m.UserID.ValueString(), err)
			}
			say("No browser of the user %s is remembered any more.", m.UserID.ValueString())
			return nil
		},
	}
}

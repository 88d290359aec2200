package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// secondFactors are a user's, without passwords and passkeys, which are none.
func secondFactors(ctx context.Context, c *auth0.Client, userID string) ([]auth0.AuthenticationMethod, error) {
	methods, err := c.AuthenticationMethods(ctx, userID)
	return slices.DeleteFunc(methods, func(m auth0.AuthenticationMethod) bool {
		return m.Type == "password" || m.Type == "passkey"
	}), err
}

// described is a second factor in words.
func described(m auth0.AuthenticationMethod) string {
	words := m.Type
	if address := m.Email + m.PhoneNumber; address != "" { // masked
		words += ", " + address
	}
	return fmt.Sprintf("%s (%s)", m.ID, words)
}

// deleteMethods deletes all of a user's methods that it can, and is done only when
// the tenant shows none any more that is to go: what is left may be what was
// stolen, or what a thief has enrolled meanwhile.
func (s *session) deleteMethods(
	ctx context.Context, user string, methods []auth0.AuthenticationMethod, toGo func(auth0.AuthenticationMethod) bool,
	say func(string, ...any),
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
		left, err = s.remaining(ctx, user, toGo)
		return err != nil || left != nil
	}
	if remain() {
		persists(ctx, remain)
	}
	switch {
	case err != nil:
		diags.Append(s.userError("see what is left of the authenticators of", user, err)...)
	case left != nil:
		diags.AddError("Left: "+strings.Join(left, ", "), "The user "+user+" still has them, and can sign in with them. "+
			"Invoke the action again, or delete them in the Dashboard.")
	}
	return diags
}

// remaining are those of a user's methods that are to go.
func (s *session) remaining(ctx context.Context, user string, toGo func(auth0.AuthenticationMethod) bool) (left []string, err error) {
	now, err := secondFactors(ctx, s.client, user)
	for _, m := range now {
		if toGo(m) {
			left = append(left, described(m))
		}
	}
	return left, err
}

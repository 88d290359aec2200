package provider

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// methodsOfAUser finds what one user has enrolled.
var methodsOfAUser = listing[authenticationMethodModel]{
	finds: "Finds what one user has enrolled of the types that `guardian_authentication_method` manages: `email`, `phone` and `totp`.",
	attributes: map[string]listschema.Attribute{
		"user_id": listschema.StringAttribute{
			Required:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "ID of the user, such as `auth0|5f7c8ec7c33c6c004bbafe82`.",
		},
	},
	each: manageableMethods,
}

// manageableMethods are a user's, without those that only the user can enroll.
func manageableMethods(ctx context.Context, c *auth0.Client, config values) iter.Seq2[*authenticationMethodModel, error] {
	list, err := c.AuthenticationMethods(ctx, config.text("user_id"))
	list = slices.DeleteFunc(list, func(a auth0.AuthenticationMethod) bool { return methodAttributes[a.Type] == nil })
	return models(list, err, func(m *authenticationMethodModel, a auth0.AuthenticationMethod, _ error) error {
		m.UserID = types.StringValue(config.text("user_id"))
		m.set(a)
		return nil
	})
}

// asManaged makes an ID the one that the Management API takes for a method. The
// MFA API names a phone by its channels, and an enrollment has the ID without the
// method's type.
func asManaged(ctx context.Context, c *auth0.Client, keys []string) {
	for _, channel := range []string{"sms|", "voice|"} {
		if id, ok := strings.CutPrefix(keys[1], channel); ok {
			keys[1] = "phone|" + id
		}
	}
	if strings.Contains(keys[1], "|") {
		return
	}
	list, _ := c.AuthenticationMethods(ctx, keys[0]) // without it, the read that follows says what is wrong
	for _, m := range list {
		if methodAttributes[m.Type] != nil && strings.HasSuffix(m.ID, "|"+keys[1]) {
			keys[1] = m.ID
		}
	}
}

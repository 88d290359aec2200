package provider

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// authenticatorModel is an authenticator in the terms of the MFA API.
type authenticatorModel struct {
	ID                types.String `tfsdk:"id"`
	AuthenticatorType types.String `tfsdk:"authenticator_type"`
	OOBChannel        types.String `tfsdk:"oob_channel"`
	Name              types.String `tfsdk:"name"`
	Active            types.Bool   `tfsdk:"active"`
	CreatedAt         types.String `tfsdk:"created_at"`
	EnrolledAt        types.String `tfsdk:"enrolled_at"`
	LastAuthAt        types.String `tfsdk:"last_auth_at"`
}

// String describes a candidate in an error.
func (m authenticatorModel) String() string {
	words := []string{m.AuthenticatorType.ValueString()}
	for _, s := range []types.String{m.OOBChannel, m.Name} {
		if s.ValueString() != "" {
			words = append(words, s.ValueString())
		}
	}
	if !m.Active.ValueBool() {
		words = append(words, "not active")
	}
	return fmt.Sprintf("%s (%s)", m.ID.ValueString(), strings.Join(words, ", "))
}

// ownerAttributes say whose authenticators are read, and through which API.
var ownerAttributes = map[string]schema.Attribute{
	"user_id": schema.StringAttribute{
		Optional:   true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		MarkdownDescription: "ID of the user, such as `auth0|5f7c8ec7c33c6c004bbafe82`, to read through the Management API with the provider's credentials. Scope: `read:authentication_methods`. " +
			"Exactly one of `user_id` and `token` is required.",
	},
	"token": schema.StringAttribute{
		Optional:   true,
		Sensitive:  true,
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		MarkdownDescription: "Token of the user, to read what the user sees through the MFA API: an `mfa_token`, or an access token for the audience `https://{domain}/mfa/` with the scope `read:authenticators`. " +
			"Both expire after about ten minutes. The token is stored in the state. The provider still needs credentials of its own.",
	},
}

// oneOfChannels takes the MFA API's channels.
var oneOfChannels = stringvalidator.OneOf(auth0.ChannelEmail, auth0.ChannelSMS, auth0.ChannelVoice, auth0.ChannelPush)

// authenticatorWords describe the members of an authenticator.
var authenticatorWords = map[string]string{
	"id":                 "ID of the authenticator, such as `email|dev_hdkmORJuqOmjRRQU`.",
	"authenticator_type": "`otp` (authenticator app), `oob` (a code or a prompt that is sent over `oob_channel`), `recovery-code`, or, through the Management API, `webauthn-roaming` or `webauthn-platform`.",
	"oob_channel":        "How an `oob` authenticator reaches its user: `email`, `sms`, `voice` or `auth0` (push notification).",
	"active":             "Whether the enrollment is confirmed. Only a confirmed authenticator can be used.",
	"name":               "Masked email address or phone number.",
	"created_at":         "When it was created (RFC 3339). Only through the Management API.",
	"enrolled_at":        "When the enrollment was confirmed (RFC 3339), where the Management API returns it.",
	"last_auth_at":       "When it was last used (RFC 3339), where the Management API returns it.",
}

// userDataSource is what both data sources of a user's authenticators share.
type userDataSource struct{ dataBase }

// ConfigValidators refuse both owners, or none.
func (d *userDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("user_id"), path.MatchRoot("token"))}
}

// authenticators reads all authenticators of a user, through the API that the owner's attribute stands for.
func (d *userDataSource) authenticators(ctx context.Context, userID, token types.String) ([]authenticatorModel, diag.Diagnostics) {
	if token.IsNull() {
		methods, err := d.client.AuthenticationMethods(ctx, userID.ValueString())
		if err != nil {
			return nil, diag.Diagnostics{d.apiError("read the authenticators of "+userID.ValueString(), path.Root("user_id"), err, nil)}
		}
		return fromMethods(methods), nil
	}
	list, err := d.client.Authenticators(ctx, token.ValueString())
	if err != nil {
		return nil, diag.Diagnostics{tokenError(err)}
	}
	models := make([]authenticatorModel, 0, len(list))
	for _, a := range list {
		models = append(models, authenticatorModel{
			ID:                types.StringValue(a.ID),
			AuthenticatorType: types.StringValue(a.AuthenticatorType),
			OOBChannel:        optional(a.OOBChannel),
			Name:              optional(a.Name),
			Active:            types.BoolValue(a.Active),
		})
	}
	return models, nil
}

// tokenError blames the user's token, where the provider's own is not involved.
func tokenError(err error) diag.Diagnostic {
	detail := explain(err, nil)
	if !concernsToken(err) {
		return diag.NewErrorDiagnostic("Could not read the authenticators of the token's user", detail)
	}
	return diag.NewAttributeErrorDiagnostic(path.Root("token"), "Could not read the authenticators of the token's user",
		detail+"\n\nIt must be an mfa_token or an access token for the MFA API. Both expire after about ten minutes: use a fresh one.")
}

// concernsToken reports whether the MFA API may have refused a token.
func concernsToken(err error) bool {
	var e *auth0.Error
	return !errors.As(err, &e) || e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests
}

// fromMethods translates the Management API's terms. What is no second factor
// is left out: passwords and passkeys, which the MFA API does not know.
func fromMethods(methods []auth0.AuthenticationMethod) []authenticatorModel {
	models := make([]authenticatorModel, 0, len(methods))
	for _, m := range methods {
		channels := m.Methods
		if len(channels) == 0 {
			channels = []auth0.ChannelMethod{{ID: m.ID, Type: m.Type}}
		}
		for _, c := range channels { // a phone is two authenticators of the MFA API: sms and voice
			if c.Type != "password" && c.Type != "passkey" {
				models = append(models, fromMethod(m, c))
			}
		}
	}
	return models
}

func fromMethod(m auth0.AuthenticationMethod, c auth0.ChannelMethod) authenticatorModel {
	model := authenticatorModel{
		ID:                types.StringValue(c.ID),
		AuthenticatorType: types.StringValue(c.Type),
		Name:              optional(m.Email + m.PhoneNumber), // never both
		Active:            types.BoolValue(m.Confirmed != nil && *m.Confirmed),
		CreatedAt:         optional(m.CreatedAt),
		EnrolledAt:        optional(m.EnrolledAt),
		LastAuthAt:        optional(m.LastAuthAt),
	}
	if known, ok := mfaTerms[c.Type]; ok {
		model.AuthenticatorType, model.OOBChannel = types.StringValue(known.authenticatorType), optional(known.channel)
	}
	return model
}

// mfaTerms are what the MFA API calls the Management API's types; the others are the same.
var mfaTerms = map[string]struct{ authenticatorType, channel string }{
	"totp":  {"otp", ""},
	"push":  {"oob", auth0.ChannelPush},
	"phone": {"oob", auth0.ChannelSMS}, // a phone that does not say how it is reached
	"sms":   {"oob", auth0.ChannelSMS},
	"voice": {"oob", auth0.ChannelVoice},
	"email": {"oob", auth0.ChannelEmail},

	"email-verification": {"oob", auth0.ChannelEmail},
	"guardian":           {"oob", auth0.ChannelPush}, // a device that does not say how it is reached
}

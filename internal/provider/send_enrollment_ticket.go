package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type enrollmentTicketModel struct {
	UserID        types.String `tfsdk:"user_id"`
	Email         types.String `tfsdk:"email"`
	Locale        types.String `tfsdk:"email_locale"`
	Factor        types.String `tfsdk:"factor"`
	AllowMultiple types.Bool   `tfsdk:"allow_multiple_enrollments"`
}

func newSendEnrollmentTicket() action.Action {
	some := []validator.String{stringvalidator.LengthAtLeast(1)}
	return &deed[enrollmentTicketModel]{
		typeName: "send_enrollment_ticket",
		schema: schema.Schema{
			MarkdownDescription: "Has Auth0 mail a user [the link to enroll](https://auth0.com/docs/secure/multi-factor-authentication/auth0-guardian/create-custom-enrollment-tickets) in MFA. Each time, another mail is sent. The link itself is shown to nobody else: whoever has it can enroll in the user's place. " +
				"Scope: `create:guardian_enrollment_tickets`.",
			Attributes: map[string]schema.Attribute{
				"user_id":      whoseAttribute,
				"email":        schema.StringAttribute{Optional: true, Validators: some, MarkdownDescription: "Address to mail it to. Default: the one of the user's profile."},
				"email_locale": schema.StringAttribute{Optional: true, Validators: some, MarkdownDescription: "Language of the mail, such as `de`. Default: the tenant's."},
				"factor": schema.StringAttribute{
					Optional: true,
					Validators: []validator.String{stringvalidator.OneOf(
						"push-notification", "phone", "email", "otp", "webauthn-roaming", "webauthn-platform",
					)},
					MarkdownDescription: "What the user has to enroll: `push-notification`, `phone`, `email`, `otp`, `webauthn-roaming` or `webauthn-platform`. Default: the user chooses. With Universal Login only.",
				},
				"allow_multiple_enrollments": schema.BoolAttribute{
					Optional:            true,
					MarkdownDescription: "Whether a user who has enrolled before can enroll once more. Default: `false`. With Universal Login only.",
				},
			},
		},
		do: func(ctx context.Context, s *session, m enrollmentTicketModel, say func(string, ...any)) diag.Diagnostics {
			err := s.client.SendEnrollmentTicket(ctx, auth0.EnrollmentTicket{
				UserID: m.UserID.ValueString(), Email: m.Email.ValueString(), Locale: m.Locale.ValueString(),
				Factor: m.Factor.ValueString(), AllowMultiple: m.AllowMultiple.ValueBool(),
			})
			if err != nil {
				return s.userError("send an enrollment ticket to", m.UserID.ValueString(), err)
			}
			say("Mailed the link to enroll to the user %s.", m.UserID.ValueString())
			return nil
		},
	}
}

package provider

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type emailTemplateModel struct {
	Template               types.String `tfsdk:"template"`
	Subject                types.String `tfsdk:"subject"`
	Body                   types.String `tfsdk:"body"`
	From                   types.String `tfsdk:"from"`
	Syntax                 types.String `tfsdk:"syntax"`
	Enabled                types.Bool   `tfsdk:"enabled"`
	ResultURL              types.String `tfsdk:"result_url"`
	URLLifetime            types.Int64  `tfsdk:"url_lifetime_in_seconds"`
	IncludeEmailInRedirect types.Bool   `tfsdk:"include_email_in_redirect"`
}

// The names of all email templates.
var emailTemplates = []string{
	auth0.EmailTemplateMFACode, auth0.EmailTemplateEnrollment,
	"verify_email", "verify_email_by_code", "auth_email_by_code", "reset_email", "reset_email_by_code", "welcome_email",
	"blocked_account", "stolen_credentials", "user_invitation", "change_password", "password_reset", "async_approval",
}

func newEmailTemplate() resource.Resource {
	return &itemResource{
		base: base{
			typeName: "email_template",
			schema: schema.Schema{
				MarkdownDescription: "A [mail](https://auth0.com/docs/customize/email/email-templates) that the tenant sends instead of Auth0's own, such as the one with the code of the email factor. Where the tenant has one of the name in use, the first apply replaces it, and the plan says so. " +
					"Auth0 has no way to delete a template: a destroy disables it, so that Auth0's own mail is sent again. A tenant without an email provider of its own sends Auth0's mails whatever the templates say. " +
					"Scopes: `read:email_templates`, `create:email_templates`, `update:email_templates`.",
				Attributes: map[string]schema.Attribute{
					"template": schema.StringAttribute{
						Required:      true,
						PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
						Validators:    []validator.String{stringvalidator.OneOf(emailTemplates...)},
						MarkdownDescription: "Name of the template: `mfa_oob_code` (the code of the email factor) and `enrollment_email` (the invitation to enroll in MFA) are those of multi-factor authentication; the others are `verify_email`, `verify_email_by_code`, `auth_email_by_code`, `reset_email`, `reset_email_by_code`, `welcome_email`, `blocked_account`, `stolen_credentials`, `user_invitation`, `async_approval`, and the older `change_password` and `password_reset`. " +
							"Another name is another template: a change disables the old one.",
					},
					"subject": requiredText("Subject of the mail, in Liquid."),
					"body":    requiredText("Body of the mail, HTML with Liquid, such as `{{ code }}`."),
					"from":    requiredText("Address that the mail comes from, such as `Example <mfa@example.com>`."),
					"syntax":  liquidAttribute,
					"enabled": schema.BoolAttribute{
						Optional:            true,
						Computed:            true,
						Default:             booldefault.StaticBool(true),
						MarkdownDescription: "Whether the template is used. While it is not, Auth0's own mail is sent. Default: `true`.",
					},
					"result_url": schema.StringAttribute{
						Optional:            true,
						Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
						MarkdownDescription: "Where the user ends up after following the link in the mail, for mails that have one.",
					},
					"url_lifetime_in_seconds": schema.Int64Attribute{
						Optional:            true,
						Validators:          []validator.Int64{int64validator.AtLeast(0)},
						MarkdownDescription: "How long the link in the mail is good, in seconds. Leave it out for Auth0's default.",
					},
					"include_email_in_redirect": schema.BoolAttribute{
						Optional:            true,
						MarkdownDescription: "Whether the user's address is added to `result_url`, in the mails `reset_email` and `verify_email`. Left out, Auth0 adds it.",
					},
				},
			},
			keys: []string{"template"},
		},
		bind: func() (any, item) {
			m := new(emailTemplateModel)
			return m, emailTemplate{m}
		},
	}
}

func requiredText(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Required:            true,
		Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
		MarkdownDescription: description,
	}
}

type emailTemplate struct{ *emailTemplateModel }

func (t emailTemplate) subject() string { return "the email template " + t.Template.ValueString() }

// create replaces the template that the tenant has, if only as a disabled one,
// and makes one where it has none.
func (t emailTemplate) create(ctx context.Context, c *auth0.Client) error {
	err := t.update(ctx, c, nil)
	var e *auth0.Error
	if errors.As(err, &e) && e.Code == auth0.CodeInexistentEmailTemplate {
		return t.take(c.CreateEmailTemplate(ctx, t.whole()))
	}
	return err
}

func (t emailTemplate) read(ctx context.Context, c *auth0.Client) error {
	return t.take(c.EmailTemplate(ctx, t.Template.ValueString()))
}

func (t emailTemplate) update(ctx context.Context, c *auth0.Client, _ item) error {
	return t.take(c.ReplaceEmailTemplate(ctx, t.whole()))
}

func (t emailTemplate) remove(ctx context.Context, c *auth0.Client) error {
	_, err := c.DisableEmailTemplate(ctx, t.Template.ValueString())
	return err
}

func (t emailTemplate) live() bool { return t.Enabled.ValueBool() }

// whole is the template as PUT and POST take it.
func (t emailTemplate) whole() auth0.EmailTemplate {
	return auth0.EmailTemplate{
		Template:               t.Template.ValueString(),
		Body:                   t.Body.ValueStringPointer(),
		From:                   t.From.ValueStringPointer(),
		Subject:                t.Subject.ValueStringPointer(),
		Syntax:                 t.Syntax.ValueStringPointer(),
		Enabled:                t.Enabled.ValueBoolPointer(),
		ResultURL:              t.ResultURL.ValueStringPointer(),
		URLLifetime:            t.URLLifetime.ValueInt64Pointer(),
		IncludeEmailInRedirect: t.IncludeEmailInRedirect.ValueBoolPointer(),
	}
}

// take fills the model with an answer. Where nothing is declared about the
// redirect, Auth0's default, true, is none of it.
func (t emailTemplate) take(answer auth0.EmailTemplate, err error) error {
	if err != nil {
		return err
	}
	redirect := types.BoolPointerValue(answer.IncludeEmailInRedirect)
	if !t.IncludeEmailInRedirect.IsNull() || !redirect.ValueBool() {
		t.IncludeEmailInRedirect = redirect
	}
	t.Template, t.Enabled = types.StringValue(answer.Template), types.BoolPointerValue(answer.Enabled)
	t.Subject, t.Body, t.From = types.StringPointerValue(answer.Subject), types.StringPointerValue(answer.Body), types.StringPointerValue(answer.From)
	t.Syntax, t.ResultURL = types.StringPointerValue(answer.Syntax), types.StringPointerValue(answer.ResultURL)
	t.URLLifetime = types.Int64PointerValue(answer.URLLifetime)
	return nil
}

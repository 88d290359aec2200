package provider

import (
	"context"
	"iter"

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
	URLLifetime            whole        `tfsdk:"url_lifetime_in_seconds"`
	IncludeEmailInRedirect types.Bool   `tfsdk:"include_email_in_redirect"`
}

// The names of all email templates.
var emailTemplates = []string{
	auth0.EmailTemplateMFACode, auth0.EmailTemplateEnrollment,
	"verify_email", "verify_email_by_code", "auth_email_by_code", "reset_email", "reset_email_by_code", "welcome_email",
	"blocked_account", "stolen_credentials", "user_invitation", "change_password", "password_reset", "async_approval",
}

func newEmailTemplate() resource.Resource {
	return &itemResource[emailTemplateModel]{
		base: base{
			typeName: "email_template",
			schema: schema.Schema{
				MarkdownDescription: "An [email template](https://auth0.com/docs/customize/email/email-templates) that the tenant uses instead of Auth0's own, such as the one for the code of the email factor. If the tenant already uses a template of that name, the first apply replaces it, and the plan warns of it. " +
					"Auth0 cannot delete a template: a destroy disables it, so that Auth0's own email is sent again. A tenant without an email provider of its own always sends Auth0's emails. " +
					"Scopes: `read:email_templates`, `create:email_templates`, `update:email_templates`.",
				Attributes: map[string]schema.Attribute{
					"template": schema.StringAttribute{
						Required:      true,
						PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
						Validators:    []validator.String{stringvalidator.OneOf(emailTemplates...)},
						MarkdownDescription: "Name of the template: `mfa_oob_code` (the code of the email factor) and `enrollment_email` (the invitation to enroll in MFA) belong to multi-factor authentication; the others are `verify_email`, `verify_email_by_code`, `auth_email_by_code`, `reset_email`, `reset_email_by_code`, `welcome_email`, `blocked_account`, `stolen_credentials`, `user_invitation`, `async_approval`, and the older `change_password` and `password_reset`. " +
							"Changing it disables the old template and writes another one.",
					},
					"subject": requiredText("Subject of the email, in Liquid."),
					"body":    requiredText("Body of the email, HTML with Liquid, such as `{{ code }}`."),
					"from":    requiredText("Address that the email is sent from, such as `Example <mfa@example.com>`. If it is empty, it is the default of the tenant's email provider."),
					"syntax":  liquidAttribute,
					"enabled": schema.BoolAttribute{
						Optional:            true,
						Computed:            true,
						Default:             booldefault.StaticBool(true),
						MarkdownDescription: "Whether the template is used. While it is not, Auth0's own email is sent. Default: `true`.",
					},
					"result_url": schema.StringAttribute{
						Optional:            true,
						MarkdownDescription: "URL that users are redirected to after following the link, for emails that have one.",
					},
					"url_lifetime_in_seconds": schema.Int64Attribute{
						CustomType:          wholeType{},
						Optional:            true,
						Validators:          []validator.Int64{int64validator.AtLeast(0)},
						MarkdownDescription: "How long the link in the email is valid, in seconds. Default: Auth0's own.",
					},
					"include_email_in_redirect": schema.BoolAttribute{
						Optional:            true,
						MarkdownDescription: "Whether the user's email address is added to `result_url`, for `reset_email` and `verify_email`. Auth0 adds it by default.",
					},
				},
			},
			keys:    []string{"template"},
			sources: []source{{"auth0_email_template", map[string]string{"template": "template"}}},
		},
		listing: listing[emailTemplateModel]{
			finds: "Finds the email templates that the tenant has, disabled ones as well. Auth0 has no list of them, so that each name is asked for.",
			each:  existingEmailTemplates,
		},
		bind: (*emailTemplateModel).item,
	}
}

// existingEmailTemplates asks for one name after the other.
func existingEmailTemplates(ctx context.Context, c *auth0.Client, _ values) iter.Seq2[*emailTemplateModel, error] {
	return func(yield func(*emailTemplateModel, error) bool) {
		for _, name := range emailTemplates {
			m := new(emailTemplateModel)
			err := m.take(c.EmailTemplate(ctx, name))
			if inexistent(err) {
				continue
			}
			if !yield(m, err) || err != nil {
				return
			}
		}
	}
}

func requiredText(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Required:            true,
		MarkdownDescription: description,
	}
}

func (m *emailTemplateModel) item() item[emailTemplateModel] {
	return item[emailTemplateModel]{
		subject: func() string { return "the email template " + m.Template.ValueString() },
		create:  m.create,
		read: func(ctx context.Context, c *auth0.Client) error {
			return m.take(c.EmailTemplate(ctx, m.Template.ValueString()))
		},
		update: func(ctx context.Context, c *auth0.Client, prior *emailTemplateModel) error {
			return m.take(c.ChangeEmailTemplate(ctx, prior.whole(), m.whole()))
		},
		remove: func(ctx context.Context, c *auth0.Client) error {
			_, err := c.DisableEmailTemplate(ctx, m.Template.ValueString())
			return err
		},
		live:   func() bool { return m.Enabled.ValueBool() },
		sparse: true,
	}
}

// create makes a template, or replaces the one that the tenant has, if only as a
// disabled one: that is harmless also where it may have been made just now.
func (m *emailTemplateModel) create(ctx context.Context, c *auth0.Client) error {
	err := m.take(c.CreateEmailTemplate(ctx, m.whole()))
	if !conflict(err) && !unanswered(err) {
		return err
	}
	again := m.take(c.ReplaceEmailTemplate(ctx, m.whole()))
	if gone(again) {
		return err
	}
	return again
}

// whole is the template as POST and PUT take it.
func (m *emailTemplateModel) whole() auth0.EmailTemplate {
	return auth0.EmailTemplate{
		Template:               m.Template.ValueString(),
		Body:                   m.Body.ValueStringPointer(),
		From:                   m.From.ValueStringPointer(),
		Subject:                m.Subject.ValueStringPointer(),
		Syntax:                 m.Syntax.ValueStringPointer(),
		Enabled:                m.Enabled.ValueBoolPointer(),
		ResultURL:              m.ResultURL.ValueStringPointer(),
		URLLifetime:            m.URLLifetime.ValueInt64Pointer(),
		IncludeEmailInRedirect: m.IncludeEmailInRedirect.ValueBoolPointer(),
	}
}

// take fills the model with an answer. Where nothing is declared about the
// redirect, Auth0's default, true, is none of it.
func (m *emailTemplateModel) take(answer auth0.EmailTemplate, err error) error {
	if err != nil {
		return err
	}
	redirect := types.BoolPointerValue(answer.IncludeEmailInRedirect)
	if !m.IncludeEmailInRedirect.IsNull() || !redirect.ValueBool() {
		m.IncludeEmailInRedirect = redirect
	}
	m.Template, m.Enabled = types.StringValue(answer.Template), types.BoolPointerValue(answer.Enabled)
	m.Subject, m.Body, m.From = orEmpty(answer.Subject), orEmpty(answer.Body), orEmpty(answer.From)
	m.Syntax = liquidUnless(answer.Syntax)
	if !m.ResultURL.Equal(types.StringPointerValue(answer.ResultURL)) {
		m.ResultURL = unlessEmpty(answer.ResultURL)
	}
	m.URLLifetime = whole{Int64Value: types.Int64PointerValue(answer.URLLifetime)}
	return nil
}

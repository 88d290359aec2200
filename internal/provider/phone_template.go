package provider

import (
	"context"
	"iter"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

type phoneTemplateModel struct {
	ID       types.String          `tfsdk:"id"`
	Type     types.String          `tfsdk:"type"`
	Disabled types.Bool            `tfsdk:"disabled"`
	Content  *phoneTemplateContent `tfsdk:"content"`
}

type phoneTemplateContent struct {
	Syntax types.String       `tfsdk:"syntax"`
	From   types.String       `tfsdk:"from"`
	Body   *phoneTemplateBody `tfsdk:"body"`
}

type phoneTemplateBody struct {
	Text  types.String `tfsdk:"text"`
	Voice types.String `tfsdk:"voice"`
}

func newPhoneTemplate() resource.Resource {
	return &itemResource[phoneTemplateModel]{
		base: base{
			typeName: "phone_template",
			schema: schema.Schema{
				MarkdownDescription: "The text of a message or voice call on a tenant with the Unified Phone Experience. A tenant has at most one template of each type: if it has another one already than is declared, the apply fails and says how to import it. " +
					"After a destroy, Auth0's own message is sent again. Tenants without the Unified Phone Experience use `guardian_legacy_phone` instead. " +
					"Scopes: `read:phone_templates`, `create:phone_templates`, `update:phone_templates`, `delete:phone_templates`.",
				Attributes: map[string]schema.Attribute{
					"id": idAttribute("ID of the template, `tem_…`."),
					"type": schema.StringAttribute{
						Required:      true,
						PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
						Validators: []validator.String{stringvalidator.OneOf(
							auth0.PhoneTemplateOTPVerify, auth0.PhoneTemplateOTPEnroll, "change_password", "blocked_account", "password_breach",
						)},
						MarkdownDescription: "What the message is for: `otp_verify` (the code of a login) and `otp_enroll` (the code of an enrollment) belong to the phone factor; the others are `change_password`, `blocked_account` and `password_breach`. " +
							"Changing it replaces the template.",
					},
					"disabled": disabledAttribute("Whether the template is disabled."),
					"content":  phoneContentAttribute,
				},
			},
			keys: []string{"id"},
			sources: []source{
				{"auth0_branding_phone_notification_template", map[string]string{"id": "template_id"}},
				{"auth0_phone_notification_template", map[string]string{"id": "template_id"}},
			},
		},
		standsFor: func(values) []string { return []string{"type"} },
		listing: listing[phoneTemplateModel]{
			finds: "Finds the tenant's phone templates, of which it has at most one of each type.",
			each: func(ctx context.Context, c *auth0.Client, _ values) iter.Seq2[*phoneTemplateModel, error] {
				list, err := c.PhoneTemplates(ctx)
				return models(list, err, (*phoneTemplateModel).take)
			},
		},
		bind: (*phoneTemplateModel).item,
	}
}

var phoneContentAttribute = schema.SingleNestedAttribute{
	Required:            true,
	MarkdownDescription: "The message itself.",
	Attributes: map[string]schema.Attribute{
		"syntax": liquidAttribute,
		"from": schema.StringAttribute{
			Optional:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
			MarkdownDescription: "Phone number that the message is sent from, such as `+12025550123`. Default: the sender of the phone provider.",
		},
		"body": schema.SingleNestedAttribute{
			Required: true,
			MarkdownDescription: "The message for each delivery method: `text`, `voice` or both. At least one is required. " +
				"Of the [variables](https://auth0.com/docs/customize/phone-messages/phone-templates/supported-liquid-syntax), " +
				"`{{ code }}` is the code, `{{ friendly_name }}` the tenant's name for users and `{{ locale }}` the language of the login.",
			Attributes: map[string]schema.Attribute{
				"text": schema.StringAttribute{
					Optional:            true,
					Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					MarkdownDescription: "Content of a text message, in Liquid, such as `Your code is {{ code }}`.",
				},
				"voice": schema.StringAttribute{
					Optional:            true,
					Validators:          []validator.String{stringvalidator.LengthAtLeast(1)},
					MarkdownDescription: "What is said in a voice call, in Liquid.",
				},
			},
		},
	},
}

// liquidAttribute is the language of a template, of which Auth0 has one.
var liquidAttribute = schema.StringAttribute{
	Optional:            true,
	Computed:            true,
	Default:             stringdefault.StaticString("liquid"),
	Validators:          []validator.String{stringvalidator.OneOf("liquid")},
	MarkdownDescription: "Language of the template. `liquid` is the default and the only one.",
}

// liquidUnless is the language of a template; liquid where the API does not say it.
func liquidUnless(syntax *string) types.String {
	if s := unlessEmpty(syntax); !s.IsNull() {
		return s
	}
	return types.StringValue("liquid")
}

func (m *phoneTemplateModel) item() item[phoneTemplateModel] {
	return item[phoneTemplateModel]{
		subject: m.subject,
		create: func(ctx context.Context, c *auth0.Client) error {
			change := m.change()
			change.Type = m.Type.ValueString()
			return m.take(c.CreatePhoneTemplate(ctx, change))
		},
		read: func(ctx context.Context, c *auth0.Client) error {
			return m.take(c.PhoneTemplate(ctx, m.ID.ValueString()))
		},
		update: func(ctx context.Context, c *auth0.Client, _ *phoneTemplateModel) error {
			return m.take(c.UpdatePhoneTemplate(ctx, m.ID.ValueString(), m.change()))
		},
		remove: func(ctx context.Context, c *auth0.Client) error {
			return c.DeletePhoneTemplate(ctx, m.ID.ValueString())
		},
		lacks:    m.withoutWords,
		existing: m.existing,
		listed: func(ctx context.Context, c *auth0.Client) (bool, error) {
			list, err := c.PhoneTemplates(ctx)
			return slices.ContainsFunc(list, func(t auth0.PhoneTemplate) bool { return t.ID == m.ID.ValueString() }), err
		},
	}
}

func (m *phoneTemplateModel) subject() string {
	if m.Type.ValueString() == "" {
		return "the phone template " + m.ID.ValueString() // just after an import
	}
	return "the phone template " + m.Type.ValueString()
}

// withoutWords tells that the message would be empty.
func (m *phoneTemplateModel) withoutWords(prior *phoneTemplateModel) string {
	if m.Content == nil || m.Content.Body == nil || prior != nil && prior.isEmpty() || !m.isEmpty() {
		return ""
	}
	return "Nobody would get a code: content.body needs text, voice or both."
}

func (m *phoneTemplateModel) isEmpty() bool {
	return m.Content != nil && m.Content.Body != nil && m.Content.Body.Text.IsNull() && m.Content.Body.Voice.IsNull()
}

// existing finds the template of the type, of which a tenant has one.
func (m *phoneTemplateModel) existing(ctx context.Context, c *auth0.Client) (string, error) {
	list, err := c.PhoneTemplates(ctx)
	for i := range list {
		if list[i].Type == m.Type.ValueString() {
			return list[i].ID, err
		}
	}
	return "", err
}

// change is the template whole, but for its type, which cannot change.
func (m *phoneTemplateModel) change() auth0.PhoneTemplateChange {
	return auth0.PhoneTemplateChange{
		Disabled: m.Disabled.ValueBoolPointer(),
		Content: &auth0.PhoneTemplateContent{
			Syntax: m.Content.Syntax.ValueStringPointer(),
			From:   m.Content.From.ValueStringPointer(),
			Body:   auth0.PhoneTemplateBody{Text: m.Content.Body.Text.ValueStringPointer(), Voice: m.Content.Body.Voice.ValueStringPointer()},
		},
	}
}

// take fills the model with an answer.
func (m *phoneTemplateModel) take(answer auth0.PhoneTemplate, err error) error {
	if err != nil {
		return err
	}
	m.ID, m.Type, m.Disabled = types.StringValue(answer.ID), types.StringValue(answer.Type), types.BoolPointerValue(answer.Disabled)
	m.Content = &phoneTemplateContent{
		Syntax: liquidUnless(answer.Content.Syntax),
		From:   unlessEmpty(answer.Content.From),
		Body:   &phoneTemplateBody{unlessEmpty(answer.Content.Body.Text), unlessEmpty(answer.Content.Body.Voice)},
	}
	return nil
}

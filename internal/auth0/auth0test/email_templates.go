package auth0test

import (
	"maps"
	"net/http"
)

const emailTemplatePath = " /api/v2/email-templates"

// emailTemplateRoutes manage the mails that the tenant sends instead of
// Auth0's own. What a template says has no effect on the mail that the
// emulated tenant sends.
func emailTemplateRoutes() []route {
	update := []string{"update:email_templates"}
	one := schema{properties: map[string]schema{"templateName": templateNameSchema()}}
	return []route{
		{pattern: "POST" + emailTemplatePath, scopes: []string{"create:email_templates"}, body: emailTemplateBody(true), handle: (*Tenant).createEmailTemplate},
		{pattern: "GET" + emailTemplatePath + "/{templateName}", scopes: []string{"read:email_templates"}, path: one, handle: (*Tenant).getEmailTemplate},
		{pattern: "PUT" + emailTemplatePath + "/{templateName}", scopes: update, path: one, body: emailTemplateBody(true), handle: (*Tenant).replaceEmailTemplate},
		{pattern: "PATCH" + emailTemplatePath + "/{templateName}", scopes: update, path: one, body: emailTemplateBody(false), handle: (*Tenant).changeEmailTemplate},
	}
}

func templateNameSchema() schema {
	return schema{
		kind: "string", required: true,
		enum: []string{
			"verify_email", "verify_email_by_code", "auth_email_by_code", "reset_email", "reset_email_by_code",
			"welcome_email", "blocked_account", "stolen_credentials", "enrollment_email", "mfa_oob_code",
			"user_invitation", "change_password", "password_reset", "async_approval",
		},
		description: "Template name. Can be `verify_email`, `verify_email_by_code`, `auth_email_by_code`, `reset_email`, " +
			"`reset_email_by_code`, `welcome_email`, `blocked_account`, `stolen_credentials`, `enrollment_email`, " +
			"`mfa_oob_code`, `user_invitation`, `async_approval`, `change_password` (legacy), or `password_reset` (legacy).",
	}
}

// emailTemplateBody is that of POST and PUT, and without anything required that of PATCH.
func emailTemplateBody(whole bool) *schema {
	text := func(required bool, description string) schema {
		return schema{kind: "string", nullable: true, required: required, description: description}
	}
	name := templateNameSchema()
	name.required = whole
	return &schema{properties: map[string]schema{
		"template":             name,
		"body":                 text(whole, "Body of the email template."),
		"from":                 text(whole, "Senders `from` email address."),
		"subject":              text(whole, "Subject line of the email."),
		"syntax":               text(whole, "Syntax of the template body."),
		"resultUrl":            text(false, "URL to redirect the user to after a successful action."),
		"urlLifetimeInSeconds": {kind: "integer", nullable: true, description: "Lifetime in seconds that the link within the email will be valid for."},
		"includeEmailInRedirect": {kind: "boolean", description: "Whether the `reset_email` and `verify_email` templates should include " +
			"the user's email address as the `email` parameter in the returnUrl (true) or whether no email address should be " +
			"included in the redirect (false). Defaults to true."},
		"enabled": {kind: "boolean", nullable: true, required: whole, description: "Whether the template is enabled (true) or disabled (false)."},
	}}
}

// createEmailTemplate answers POST, with 200.
func (t *Tenant) createEmailTemplate(c *call) (any, error) {
	name, _ := c.params["template"].(string)
	if _, ok := t.emailTemplates[name]; ok {
		return nil, boom(http.StatusConflict, "", "Template "+name+" already exists.")
	}
	t.emailTemplates[name] = withoutNulls(c.params)
	return t.emailTemplates[name], nil
}

// withoutNulls keeps the members that are not null. That Auth0 answers them as absent
// afterwards is a guess: it does so for what was never sent (recorded).
func withoutNulls(members map[string]any) map[string]any {
	object := map[string]any{}
	for name, value := range members {
		if value != nil {
			object[name] = value
		}
	}
	return object
}

func (t *Tenant) emailTemplateOf(c *call) (map[string]any, error) {
	template, ok := t.emailTemplates[c.request.PathValue("templateName")]
	if !ok {
		return nil, boom(http.StatusNotFound, "inexistent_email_template", "The template does not exist.")
	}
	return template, nil
}

// getEmailTemplate answers GET.
func (t *Tenant) getEmailTemplate(c *call) (any, error) {
	template, err := t.emailTemplateOf(c)
	if err != nil {
		return nil, err
	}
	return template, nil
}

// replaceEmailTemplate answers PUT.
func (t *Tenant) replaceEmailTemplate(c *call) (any, error) { return t.writeEmailTemplate(c, nil) }

// changeEmailTemplate answers PATCH.
func (t *Tenant) changeEmailTemplate(c *call) (any, error) {
	return t.writeEmailTemplate(c, t.emailTemplates[c.request.PathValue("templateName")])
}

// writeEmailTemplate sets members on top of others. A body that names another
// template than the path is refused: what Auth0 does with it is not known.
func (t *Tenant) writeEmailTemplate(c *call, kept map[string]any) (any, error) {
	if _, err := t.emailTemplateOf(c); err != nil {
		return nil, err
	}
	name := c.request.PathValue("templateName")
	if other, ok := c.params["template"].(string); ok && other != name {
		v := violations{templateNameSchema().fault("template", `Invalid value "`+other+`"`)}
		return nil, boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+v.text())
	}
	next := map[string]any{}
	maps.Copy(next, kept)
	maps.Copy(next, c.params)
	t.emailTemplates[name] = withoutNulls(next)
	return t.emailTemplates[name], nil
}

// EmailTemplate returns the members of a template as JSON has them, and
// whether the tenant has it.
func (t *Tenant) EmailTemplate(name string) (map[string]any, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	template, ok := t.emailTemplates[name]
	return maps.Clone(template), ok
}

// SetEmailTemplate replaces a template, or removes it when members is nil,
// which the API cannot. A new tenant has none.
func (t *Tenant) SetEmailTemplate(name string, members map[string]any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if members == nil {
		delete(t.emailTemplates, name)
		return
	}
	template := maps.Clone(members)
	template["template"] = name
	t.emailTemplates[name] = template
}

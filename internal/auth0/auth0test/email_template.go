package auth0test

import (
	"maps"
	"net/http"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

const emailTemplatePath = " /api/v2/email-templates"

// emailTemplates are the mails that the tenant sends instead of
// Auth0's own. What a template says has no effect on the mail that the
// emulated tenant sends.
type emailTemplates struct {
	world  *api.World
	byName map[string]map[string]any // their members
}

func newEmailTemplates(w *api.World) *emailTemplates {
	return &emailTemplates{world: w, byName: map[string]map[string]any{}}
}

func (e *emailTemplates) routes() []api.Route {
	update := []string{"update:email_templates"}
	one := api.Schema{Properties: map[string]api.Schema{"templateName": templateNameSchema()}}
	return []api.Route{
		{Pattern: "POST" + emailTemplatePath, Scopes: []string{"create:email_templates"}, Body: emailTemplateBody(true), Handle: e.post},
		{Pattern: "GET" + emailTemplatePath + "/{templateName}", Scopes: []string{"read:email_templates"}, Path: one, Handle: e.get},
		{Pattern: "PUT" + emailTemplatePath + "/{templateName}", Scopes: update, Path: one, Body: emailTemplateBody(true), Handle: e.put},
		{Pattern: "PATCH" + emailTemplatePath + "/{templateName}", Scopes: update, Path: one, Body: emailTemplateBody(false), Handle: e.patch},
	}
}

func templateNameSchema() api.Schema {
	return api.Schema{
		Kind: "string", Required: true,
		Enum: []string{
			"verify_email", "verify_email_by_code", "auth_email_by_code", "reset_email", "reset_email_by_code",
			"welcome_email", "blocked_account", "stolen_credentials", "enrollment_email", "mfa_oob_code",
			"user_invitation", "change_password", "password_reset", "async_approval",
		},
		Description: "Template name. Can be `verify_email`, `verify_email_by_code`, `auth_email_by_code`, `reset_email`, " +
			"`reset_email_by_code`, `welcome_email`, `blocked_account`, `stolen_credentials`, `enrollment_email`, " +
			"`mfa_oob_code`, `user_invitation`, `async_approval`, `change_password` (legacy), or `password_reset` (legacy).",
	}
}

// emailTemplateBody is that of POST and PUT, and without anything required that of PATCH.
func emailTemplateBody(whole bool) *api.Schema {
	text := func(required bool, description string) api.Schema {
		return api.Schema{Kind: "string", Nullable: true, Required: required, Description: description}
	}
	name := templateNameSchema()
	name.Required = whole
	return &api.Schema{Properties: map[string]api.Schema{
		"template":             name,
		"body":                 text(whole, "Body of the email template."),
		"from":                 text(whole, "Senders `from` email address."),
		"subject":              text(whole, "Subject line of the email."),
		"syntax":               text(whole, "Syntax of the template body."),
		"resultUrl":            text(false, "URL to redirect the user to after a successful action."),
		"urlLifetimeInSeconds": {Kind: "integer", Nullable: true, Description: "Lifetime in seconds that the link within the email will be valid for."},
		"includeEmailInRedirect": {Kind: "boolean", Description: "Whether the `reset_email` and `verify_email` templates should include " +
			"the user's email address as the `email` parameter in the returnUrl (true) or whether no email address should be " +
			"included in the redirect (false). Defaults to true."},
		"enabled": {Kind: "boolean", Nullable: true, Required: whole, Description: "Whether the template is enabled (true) or disabled (false)."},
	}}
}

// post answers POST, with 200.
func (e *emailTemplates) post(c *api.Call) (any, error) {
	name, _ := c.Params["template"].(string)
	if _, ok := e.byName[name]; ok {
		return nil, api.Boom(http.StatusConflict, "", "Template "+name+" already exists.")
	}
	e.byName[name] = withoutNulls(c.Params)
	return e.byName[name], nil
}

func (e *emailTemplates) find(c *api.Call) (map[string]any, error) {
	template, ok := e.byName[c.PathValue("templateName")]
	if !ok {
		return nil, api.Boom(http.StatusNotFound, "inexistent_email_template", "The template does not exist.")
	}
	return template, nil
}

// get answers GET.
func (e *emailTemplates) get(c *api.Call) (any, error) {
	template, err := e.find(c)
	if err != nil {
		return nil, err
	}
	return template, nil
}

// put answers PUT.
func (e *emailTemplates) put(c *api.Call) (any, error) { return e.write(c, nil) }

// patch answers PATCH.
func (e *emailTemplates) patch(c *api.Call) (any, error) {
	return e.write(c, e.byName[c.PathValue("templateName")])
}

// write sets members on top of others. A body that names another
// template than the path is refused: what Auth0 does with it is not known.
func (e *emailTemplates) write(c *api.Call, kept map[string]any) (any, error) {
	if _, err := e.find(c); err != nil {
		return nil, err
	}
	name := c.PathValue("templateName")
	if other, ok := c.Params["template"].(string); ok && other != name {
		return nil, templateNameSchema().Refuse("template", `Invalid value "`+other+`"`)
	}
	next := map[string]any{}
	maps.Copy(next, kept)
	maps.Copy(next, c.Params)
	e.byName[name] = withoutNulls(next)
	return e.byName[name], nil
}

// EmailTemplate returns the members of a template as JSON has them, and
// whether the tenant has it.
func (e *emailTemplates) EmailTemplate(name string) (map[string]any, bool) {
	e.world.Lock()
	defer e.world.Unlock()
	template, ok := e.byName[name]
	return maps.Clone(template), ok
}

// SetEmailTemplate replaces a template, or removes it when members is nil,
// which the API cannot. A new tenant has none.
func (e *emailTemplates) SetEmailTemplate(name string, members map[string]any) {
	e.world.Lock()
	defer e.world.Unlock()
	if members == nil {
		delete(e.byName, name)
		return
	}
	template := maps.Clone(members)
	template["template"] = name
	e.byName[name] = template
}

package auth0test

import (
	"maps"
	"net/http"
	"slices"
	"time"
)

type unifiedTemplate struct {
	id, kind         string
	disabled         bool
	content          map[string]any
	created, updated time.Time
}

const unifiedTemplatesPath = " /api/v2/branding/phone/templates"

func brandingPhoneTemplateRoutes() []route {
	one := unifiedPath("The ID of the phone notification template.")
	read, update := []string{"read:phone_templates"}, []string{"update:phone_templates"}
	create, remove := []string{"create:phone_templates"}, []string{"delete:phone_templates"}
	return []route{
		{pattern: "GET" + unifiedTemplatesPath, scopes: read, query: disabledQuery(), handle: (*Tenant).listUnifiedTemplates},
		{pattern: "POST" + unifiedTemplatesPath, status: http.StatusCreated, scopes: create, body: unifiedTemplateBody(true), handle: (*Tenant).createUnifiedTemplate},
		{pattern: "GET" + unifiedTemplatesPath + "/{id}", scopes: read, path: one, handle: (*Tenant).getUnifiedTemplate},
		{pattern: "PATCH" + unifiedTemplatesPath + "/{id}", scopes: update, path: one, body: unifiedTemplateBody(false), handle: (*Tenant).changeUnifiedTemplate},
		{pattern: "DELETE" + unifiedTemplatesPath + "/{id}", status: http.StatusNoContent, scopes: remove, path: one, handle: (*Tenant).deleteUnifiedTemplate},
	}
}

// unifiedTemplateBody is that of POST, or that of PATCH, which takes no type
// (recorded: none is sent) and nothing by need. The published schema requires
// nothing at all of a POST; a template without type or message would be none.
func unifiedTemplateBody(whole bool) *schema {
	message := schema{kind: "string", minLength: 1}
	s := &schema{properties: map[string]schema{
		"disabled": {kind: "boolean", description: "Whether the template is enabled (false) or disabled (true)."},
		"content": {required: whole, properties: map[string]schema{
			"syntax": {kind: "string", enum: []string{"liquid"}},
			"from":   {kind: "string", minLength: 1, description: "Default phone number to be used as 'from' when sending a phone notification"},
			"body":   {required: true, properties: map[string]schema{"text": message, "voice": message}},
		}},
	}}
	if whole {
		s.properties["type"] = schema{kind: "string", required: true, enum: []string{
			"otp_verify", "otp_enroll", "change_password", "blocked_account", "password_breach",
		}}
	}
	return s
}

func (t *Tenant) unifiedTemplateJSON(m *unifiedTemplate) map[string]any {
	return map[string]any{
		"id": m.id, "tenant": t.host, "channel": "phone", "type": m.kind, "disabled": m.disabled,
		"created_at": timestamp(m.created), "updated_at": timestamp(m.updated), "content": m.content,
	}
}

// listUnifiedTemplates answers GET.
func (t *Tenant) listUnifiedTemplates(c *call) (any, error) {
	list := []map[string]any{}
	for _, m := range t.brandingPhone.templates {
		if matchesDisabled(c, m.disabled) {
			list = append(list, t.unifiedTemplateJSON(m))
		}
	}
	return map[string]any{"templates": list}, nil
}

// createUnifiedTemplate answers POST. The words of the conflict are not known.
func (t *Tenant) createUnifiedTemplate(c *call) (any, error) {
	kind, _ := c.params["type"].(string)
	if slices.ContainsFunc(t.brandingPhone.templates, func(m *unifiedTemplate) bool { return m.kind == kind }) {
		return nil, boom(http.StatusConflict, "", "Template "+kind+" already exists.")
	}
	m := &unifiedTemplate{id: "tem_" + random(alphanumeric, 22), kind: kind, created: t.now()}
	if err := t.applyUnifiedTemplate(m, c.params); err != nil {
		return nil, err
	}
	t.brandingPhone.templates = append(t.brandingPhone.templates, m)
	return t.unifiedTemplateJSON(m), nil
}

// applyUnifiedTemplate changes what is given, the content whole. The syntax is
// filled in (recorded).
func (t *Tenant) applyUnifiedTemplate(m *unifiedTemplate, params map[string]any) error {
	if content, ok := params["content"].(map[string]any); ok {
		if body, _ := content["body"].(map[string]any); len(body) == 0 {
			v := violations{schema{}.fault("content.body", "Missing required property: text")}
			return boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+v.text())
		}
		m.content = maps.Clone(content)
		m.content["syntax"] = "liquid"
	}
	if disabled, ok := params["disabled"].(bool); ok {
		m.disabled = disabled
	}
	m.updated = t.now()
	return nil
}

func (t *Tenant) unifiedTemplateOf(c *call) (*unifiedTemplate, error) {
	id := c.request.PathValue("id")
	for _, m := range t.brandingPhone.templates {
		if m.id == id {
			return m, nil
		}
	}
	return nil, noNotificationResource()
}

// getUnifiedTemplate answers GET of one.
func (t *Tenant) getUnifiedTemplate(c *call) (any, error) {
	m, err := t.unifiedTemplateOf(c)
	if err != nil {
		return nil, err
	}
	return t.unifiedTemplateJSON(m), nil
}

// changeUnifiedTemplate answers PATCH.
func (t *Tenant) changeUnifiedTemplate(c *call) (any, error) {
	m, err := t.unifiedTemplateOf(c)
	if err == nil {
		err = t.applyUnifiedTemplate(m, c.params)
	}
	if err != nil {
		return nil, err
	}
	return t.unifiedTemplateJSON(m), nil
}

// deleteUnifiedTemplate answers DELETE.
func (t *Tenant) deleteUnifiedTemplate(c *call) (any, error) {
	m, err := t.unifiedTemplateOf(c)
	if err != nil {
		return nil, err
	}
	t.removeUnifiedTemplates(func(other *unifiedTemplate) bool { return other == m })
	return nil, nil
}

package auth0test

import (
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

type wording struct {
	id, kind         string
	disabled         bool
	content          map[string]any
	created, updated time.Time
}

// phoneTemplates are the messages of the Unified Phone Experience, at most one
// of each type.
type phoneTemplates struct {
	world    *api.World
	host     string
	messages *messages
	all      []*wording
}

const phoneTemplatesPath = " /api/v2/branding/phone/templates"

func (p *phoneTemplates) routes() []api.Route {
	one := brandingPhonePath("The ID of the phone notification template.")
	read, update := []string{"read:phone_templates"}, []string{"update:phone_templates"}
	create, remove := []string{"create:phone_templates"}, []string{"delete:phone_templates"}
	return []api.Route{
		{Pattern: "GET" + phoneTemplatesPath, Scopes: read, Query: disabledQuery(), Handle: p.list},
		{Pattern: "POST" + phoneTemplatesPath, Status: http.StatusCreated, Scopes: create, Body: phoneTemplateBody(true), Handle: p.post},
		{Pattern: "GET" + phoneTemplatesPath + "/{id}", Scopes: read, Path: one, Handle: p.get},
		{Pattern: "PATCH" + phoneTemplatesPath + "/{id}", Scopes: update, Path: one, Body: phoneTemplateBody(false), Handle: p.patch},
		{Pattern: "DELETE" + phoneTemplatesPath + "/{id}", Status: http.StatusNoContent, Scopes: remove, Path: one, Handle: p.remove},
		{Pattern: "POST" + phoneTemplatesPath + "/{id}/try", Status: http.StatusAccepted, Scopes: create, Path: one, Body: tryBody(), Handle: p.try},
		{Pattern: "PATCH" + phoneTemplatesPath + "/{id}/reset", Scopes: update, Path: one, Handle: p.reset},
	}
}

// phoneTemplateBody is that of POST, or that of PATCH, which takes no type
// (recorded: none is sent) and nothing by need. The published schema requires
// nothing at all of a POST; a template without type or message would be none.
func phoneTemplateBody(whole bool) *api.Schema {
	message := api.Schema{Kind: "string", MinLength: 1}
	s := &api.Schema{Properties: map[string]api.Schema{
		"disabled": {Kind: "boolean", Description: "Whether the template is enabled (false) or disabled (true)."},
		"content": {Required: whole, Properties: map[string]api.Schema{
			"syntax": {Kind: "string", Enum: []string{"liquid"}},
			"from":   {Kind: "string", MinLength: 1, Description: "Default phone number to be used as 'from' when sending a phone notification"},
			"body":   {Required: true, Properties: map[string]api.Schema{"text": message, "voice": message}},
		}},
	}}
	if whole {
		s.Properties["type"] = api.Schema{Kind: "string", Required: true, Enum: []string{
			"otp_verify", "otp_enroll", "change_password", "blocked_account", "password_breach",
		}}
	}
	return s
}

func (p *phoneTemplates) json(m *wording) map[string]any {
	return map[string]any{
		"id": m.id, "tenant": p.host, "channel": "phone", "type": m.kind, "disabled": m.disabled,
		"created_at": api.Timestamp(m.created), "updated_at": api.Timestamp(m.updated), "content": m.content,
	}
}

// list answers GET.
func (p *phoneTemplates) list(c *api.Call) (any, error) {
	list := []map[string]any{}
	for _, m := range p.all {
		if matches(c, "disabled", m.disabled) {
			list = append(list, p.json(m))
		}
	}
	return map[string]any{"templates": list}, nil
}

// post answers POST. The words of the conflict are not known.
func (p *phoneTemplates) post(c *api.Call) (any, error) {
	kind, _ := c.Params["type"].(string)
	if slices.ContainsFunc(p.all, func(m *wording) bool { return m.kind == kind }) {
		return nil, api.Boom(http.StatusConflict, "", "Template "+kind+" already exists.")
	}
	m := &wording{id: "tem_" + random(alphanumeric, 22), kind: kind, created: p.world.Now()}
	if err := p.apply(m, c.Params); err != nil {
		return nil, err
	}
	p.all = append(p.all, m)
	return p.json(m), nil
}

// apply changes what is given, the content whole. The syntax is
// filled in (recorded).
func (p *phoneTemplates) apply(m *wording, params map[string]any) error {
	if content, ok := params["content"].(map[string]any); ok {
		if body, _ := content["body"].(map[string]any); len(body) == 0 {
			return api.Schema{}.Refuse("content.body", "Missing required property: text")
		}
		m.content = maps.Clone(content)
		m.content["syntax"] = "liquid"
	}
	if disabled, ok := params["disabled"].(bool); ok {
		m.disabled = disabled
	}
	m.updated = p.world.Now()
	return nil
}

func (p *phoneTemplates) find(c *api.Call) (*wording, error) {
	id := c.PathValue("id")
	for _, m := range p.all {
		if m.id == id {
			return m, nil
		}
	}
	return nil, noNotificationResource()
}

// get answers GET of one.
func (p *phoneTemplates) get(c *api.Call) (any, error) {
	m, err := p.find(c)
	if err != nil {
		return nil, err
	}
	return p.json(m), nil
}

// patch answers PATCH.
func (p *phoneTemplates) patch(c *api.Call) (any, error) {
	m, err := p.find(c)
	if err == nil {
		err = p.apply(m, c.Params)
	}
	if err != nil {
		return nil, err
	}
	return p.json(m), nil
}

// try answers POST of a test message; what the answer says is a guess.
func (p *phoneTemplates) try(c *api.Call) (any, error) {
	if _, err := p.find(c); err != nil {
		return nil, err
	}
	p.messages.test(c)
	return map[string]any{"message": "Accepted"}, nil
}

// reset gives a template Auth0's own words back. They are not published: these
// are the phone factor's.
func (p *phoneTemplates) reset(c *api.Call) (any, error) {
	m, err := p.find(c)
	if err != nil {
		return nil, err
	}
	text := defaultVerification
	if m.kind == "otp_enroll" {
		text = defaultEnrollment
	}
	m.content = map[string]any{"syntax": "liquid", "body": map[string]any{"text": text, "voice": text}}
	m.updated = p.world.Now()
	return p.json(m), nil
}

// remove answers DELETE.
func (p *phoneTemplates) remove(c *api.Call) (any, error) {
	m, err := p.find(c)
	if err != nil {
		return nil, err
	}
	p.removeAll(func(other *wording) bool { return other == m })
	return nil, nil
}

// PhoneTemplate is a message of the Unified Phone Experience; what is
// empty is absent.
type PhoneTemplate struct {
	ID, Type, From, Text, Voice string
	Disabled                    bool
}

// PhoneTemplates returns the tenant's templates in the order of their creation.
func (p *phoneTemplates) PhoneTemplates() []PhoneTemplate {
	p.world.Lock()
	defer p.world.Unlock()
	var found []PhoneTemplate
	for _, m := range p.all {
		body, _ := m.content["body"].(map[string]any)
		text := func(object map[string]any, name string) string { s, _ := object[name].(string); return s }
		found = append(found, PhoneTemplate{
			ID: m.id, Type: m.kind, Disabled: m.disabled,
			From: text(m.content, "from"), Text: text(body, "text"), Voice: text(body, "voice"),
		})
	}
	return found
}

// SetPhoneTemplate adds a template, or replaces that of the same type,
// and returns its id. It makes one up where none is given.
func (p *phoneTemplates) SetPhoneTemplate(m PhoneTemplate) string {
	p.world.Lock()
	defer p.world.Unlock()
	if m.ID == "" {
		m.ID = "tem_" + random(alphanumeric, 22)
	}
	content := nonEmpty(map[string]string{"syntax": "liquid", "from": m.From})
	content["body"] = nonEmpty(map[string]string{"text": m.Text, "voice": m.Voice})
	p.removeAll(func(other *wording) bool { return other.kind == m.Type })
	p.all = append(p.all, &wording{
		id: m.ID, kind: m.Type, disabled: m.Disabled, content: content, created: p.world.Now(), updated: p.world.Now(),
	})
	return m.ID
}

// RemovePhoneTemplate deletes a template by its id.
func (p *phoneTemplates) RemovePhoneTemplate(id string) {
	p.world.Lock()
	defer p.world.Unlock()
	p.removeAll(func(m *wording) bool { return m.id == id })
}

func (p *phoneTemplates) removeAll(which func(*wording) bool) {
	p.all = slices.DeleteFunc(p.all, which)
}

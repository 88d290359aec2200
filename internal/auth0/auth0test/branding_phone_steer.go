package auth0test

import "slices"

// UnifiedPhoneProvider is the tenant's phone provider on the Unified Phone
// Experience; what is empty is absent.
type UnifiedPhoneProvider struct {
	ID, Name                string
	Disabled                bool
	DefaultFrom, MSSID, SID string
	DeliveryMethods         []string
	AuthToken               string
}

// UnifiedPhoneProvider returns the tenant's provider with its secret, and
// whether it has one.
func (t *Tenant) UnifiedPhoneProvider() (UnifiedPhoneProvider, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.brandingPhone.provider
	if p == nil {
		return UnifiedPhoneProvider{}, false
	}
	text := func(name string) string { s, _ := p.configuration[name].(string); return s }
	found := UnifiedPhoneProvider{
		ID: p.id, Name: p.name, Disabled: p.disabled, AuthToken: p.token,
		DefaultFrom: text("default_from"), MSSID: text("mssid"), SID: text("sid"),
	}
	methods, _ := p.configuration["delivery_methods"].([]any)
	for _, method := range methods {
		if name, ok := method.(string); ok {
			found.DeliveryMethods = append(found.DeliveryMethods, name)
		}
	}
	return found, true
}

// SetUnifiedPhoneProvider replaces the tenant's provider, whatever the API
// would say to it, and returns its id. It makes one up where none is given.
func (t *Tenant) SetUnifiedPhoneProvider(p UnifiedPhoneProvider) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	configuration := nonEmpty(map[string]string{"default_from": p.DefaultFrom, "mssid": p.MSSID, "sid": p.SID})
	methods := []any{}
	for _, method := range p.DeliveryMethods {
		methods = append(methods, method)
	}
	configuration["delivery_methods"] = methods
	if p.ID == "" {
		p.ID = "pro_" + random(alphanumeric, 22)
	}
	t.brandingPhone.provider = &unifiedProvider{
		id: p.ID, name: p.Name, disabled: p.Disabled, configuration: configuration,
		token: t.secret(p.AuthToken), created: t.now(), updated: t.now(),
	}
	return p.ID
}

// RemoveUnifiedPhoneProvider deletes the tenant's provider.
func (t *Tenant) RemoveUnifiedPhoneProvider() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.brandingPhone.provider = nil
}

// UnifiedPhoneTemplate is a message of the Unified Phone Experience; what is
// empty is absent.
type UnifiedPhoneTemplate struct {
	ID, Type, From, Text, Voice string
	Disabled                    bool
}

// UnifiedPhoneTemplates returns the tenant's templates in the order of their creation.
func (t *Tenant) UnifiedPhoneTemplates() []UnifiedPhoneTemplate {
	t.mu.Lock()
	defer t.mu.Unlock()
	var found []UnifiedPhoneTemplate
	for _, m := range t.brandingPhone.templates {
		body, _ := m.content["body"].(map[string]any)
		text := func(object map[string]any, name string) string { s, _ := object[name].(string); return s }
		found = append(found, UnifiedPhoneTemplate{
			ID: m.id, Type: m.kind, Disabled: m.disabled,
			From: text(m.content, "from"), Text: text(body, "text"), Voice: text(body, "voice"),
		})
	}
	return found
}

// SetUnifiedPhoneTemplate adds a template, or replaces that of the same type,
// and returns its id. It makes one up where none is given.
func (t *Tenant) SetUnifiedPhoneTemplate(m UnifiedPhoneTemplate) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m.ID == "" {
		m.ID = "tem_" + random(alphanumeric, 22)
	}
	content := nonEmpty(map[string]string{"syntax": "liquid", "from": m.From})
	content["body"] = nonEmpty(map[string]string{"text": m.Text, "voice": m.Voice})
	t.removeUnifiedTemplates(func(other *unifiedTemplate) bool { return other.kind == m.Type })
	t.brandingPhone.templates = append(t.brandingPhone.templates, &unifiedTemplate{
		id: m.ID, kind: m.Type, disabled: m.Disabled, content: content, created: t.now(), updated: t.now(),
	})
	return m.ID
}

// RemoveUnifiedPhoneTemplate deletes a template by its id.
func (t *Tenant) RemoveUnifiedPhoneTemplate(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.removeUnifiedTemplates(func(m *unifiedTemplate) bool { return m.id == id })
}

func (t *Tenant) removeUnifiedTemplates(which func(*unifiedTemplate) bool) {
	t.brandingPhone.templates = slices.DeleteFunc(t.brandingPhone.templates, which)
}

package auth0test

import (
	"net/http"
	"slices"
	"time"
)

// brandingPhone is the Unified Phone Experience: one provider, and a template
// of each type.
type brandingPhone struct {
	provider  *unifiedProvider // nil when there is none
	templates []*unifiedTemplate
}

type unifiedProvider struct {
	id, name         string
	disabled         bool
	configuration    map[string]any
	token            string // secret, and never answered
	created, updated time.Time
}

const unifiedProvidersPath = " /api/v2/branding/phone/providers"

func brandingPhoneRoutes() []route {
	one := unifiedPath("The ID of the phone provider.")
	read, update := []string{"read:phone_providers"}, []string{"update:phone_providers"}
	create, remove := []string{"create:phone_providers"}, []string{"delete:phone_providers"}
	return slices.Concat(brandingPhoneTemplateRoutes(), []route{
		{pattern: "GET" + unifiedProvidersPath, scopes: read, query: disabledQuery(), handle: (*Tenant).listUnifiedProviders},
		{pattern: "POST" + unifiedProvidersPath, status: http.StatusCreated, scopes: create, body: unifiedProviderBody(true), handle: (*Tenant).createUnifiedProvider},
		{pattern: "GET" + unifiedProvidersPath + "/{id}", scopes: read, path: one, handle: (*Tenant).getUnifiedProvider},
		{pattern: "PATCH" + unifiedProvidersPath + "/{id}", scopes: update, path: one, body: unifiedProviderBody(false), handle: (*Tenant).changeUnifiedProvider},
		{pattern: "DELETE" + unifiedProvidersPath + "/{id}", status: http.StatusNoContent, scopes: remove, path: one, handle: (*Tenant).deleteUnifiedProvider},
	})
}

func unifiedPath(description string) schema {
	return schema{properties: map[string]schema{"id": {kind: "string", required: true, maxLength: 255, description: description}}}
}

func disabledQuery() schema {
	return schema{properties: map[string]schema{"disabled": {kind: "boolean"}}}
}

// unifiedProviderBody is that of POST, and without anything required that of PATCH.
func unifiedProviderBody(whole bool) *schema {
	text := schema{kind: "string", minLength: 1}
	return &schema{properties: map[string]schema{
		"name":     {kind: "string", required: whole, enum: []string{"twilio", "custom"}, description: "Name of the phone notification provider"},
		"disabled": {kind: "boolean", description: "Whether the provider is enabled (false) or disabled (true)."},
		"configuration": {required: whole, properties: map[string]schema{
			"default_from": text, "mssid": text, "sid": text,
			"delivery_methods": {kind: "array", required: true, unique: true, items: &schema{
				kind: "string", enum: []string{"text", "voice"},
			}},
		}},
		"credentials": {
			required: whole, properties: map[string]schema{"auth_token": text},
			description: "Provider credentials required to use authenticate to the provider.",
		},
	}}
}

// listUnifiedProviders answers GET, the only one that mentions credentials, as null (recorded).
func (t *Tenant) listUnifiedProviders(c *call) (any, error) {
	list := []map[string]any{}
	if p := t.brandingPhone.provider; p != nil && matchesDisabled(c, p.disabled) {
		body := t.unifiedProviderJSON(p)
		body["credentials"] = nil
		list = append(list, body)
	}
	return map[string]any{"providers": list}, nil
}

// matchesDisabled applies the query's disabled.
func matchesDisabled(c *call, disabled bool) bool {
	filter, ok := c.query["disabled"]
	return !ok || filter == disabled
}

func (t *Tenant) unifiedProviderJSON(p *unifiedProvider) map[string]any {
	return map[string]any{
		"id": p.id, "tenant": t.host, "name": p.name, "channel": "phone", "disabled": p.disabled,
		"configuration": p.configuration, "created_at": timestamp(p.created), "updated_at": timestamp(p.updated),
	}
}

// createUnifiedProvider answers POST. The words of the conflict are not known:
// that there is at most one provider is documented.
func (t *Tenant) createUnifiedProvider(c *call) (any, error) {
	if t.brandingPhone.provider != nil {
		return nil, boom(http.StatusConflict, "", "A phone provider is already configured.")
	}
	p := &unifiedProvider{id: "pro_" + random(alphanumeric, 22), created: t.now()}
	if err := t.applyUnifiedProvider(p, c.params); err != nil {
		return nil, err
	}
	t.brandingPhone.provider = p
	return t.unifiedProviderJSON(p), nil
}

// applyUnifiedProvider changes what is given: the configuration whole, and the
// credentials likewise.
func (t *Tenant) applyUnifiedProvider(p *unifiedProvider, params map[string]any) error {
	next := *p
	if name, ok := params["name"].(string); ok {
		next.name = name
	}
	if disabled, ok := params["disabled"].(bool); ok {
		next.disabled = disabled
	}
	if configuration, ok := params["configuration"].(map[string]any); ok {
		next.configuration = configuration
	}
	if credentials, ok := params["credentials"].(map[string]any); ok {
		next.token, _ = credentials["auth_token"].(string)
	}
	if err := next.check(); err != nil {
		return err
	}
	t.secret(next.token)
	next.updated = t.now()
	*p = next
	return nil
}

// check is what the schema cannot say: what Twilio needs. Auth0 documents the
// account, its token and a sender, a number or a messaging service; the words
// are the validator's. A custom provider needs none of them, and may have them.
func (p *unifiedProvider) check() error {
	methods, _ := p.configuration["delivery_methods"].([]any)
	lacks := func(path, name string) error {
		v := violations{schema{}.fault(path, "Missing required property: "+name)}
		return boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+v.text())
	}
	_, hasFrom := p.configuration["default_from"]
	_, hasService := p.configuration["mssid"]
	_, hasAccount := p.configuration["sid"]
	switch {
	case len(methods) == 0:
		v := violations{schema{}.fault("configuration.delivery_methods", "Array is too short (0), minimum 1")}
		return boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+v.text())
	case p.name != "twilio":
		return nil
	case !hasAccount:
		return lacks("configuration", "sid")
	case !hasFrom && !hasService:
		return lacks("configuration", "default_from")
	case p.token == "":
		return lacks("credentials", "auth_token")
	}
	return nil
}

// unifiedProviderOf finds the provider that the path names; the words are
// those of the templates, whose 404 is known.
func (t *Tenant) unifiedProviderOf(c *call) (*unifiedProvider, error) {
	p := t.brandingPhone.provider
	if p == nil || p.id != c.request.PathValue("id") {
		return nil, noNotificationResource()
	}
	return p, nil
}

func noNotificationResource() *refusal {
	return boom(http.StatusNotFound, "", "Notification Resource not found")
}

// getUnifiedProvider answers GET of one.
func (t *Tenant) getUnifiedProvider(c *call) (any, error) {
	p, err := t.unifiedProviderOf(c)
	if err != nil {
		return nil, err
	}
	return t.unifiedProviderJSON(p), nil
}

// changeUnifiedProvider answers PATCH.
func (t *Tenant) changeUnifiedProvider(c *call) (any, error) {
	p, err := t.unifiedProviderOf(c)
	if err == nil {
		err = t.applyUnifiedProvider(p, c.params)
	}
	if err != nil {
		return nil, err
	}
	return t.unifiedProviderJSON(p), nil
}

// deleteUnifiedProvider answers DELETE.
func (t *Tenant) deleteUnifiedProvider(c *call) (any, error) {
	if _, err := t.unifiedProviderOf(c); err != nil {
		return nil, err
	}
	t.brandingPhone.provider = nil
	return nil, nil
}

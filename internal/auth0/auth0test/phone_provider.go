package auth0test

import (
	"net/http"
	"slices"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

type sender struct {
	id, name         string
	disabled         bool
	configuration    map[string]any
	token            string // secret, and never answered
	created, updated time.Time
}

// phoneProvider is the one provider of the Unified Phone Experience.
type phoneProvider struct {
	world    *api.World
	host     string
	messages *messages
	now      *sender // nil when there is none
	// needed are the message types that the phone factor sends now.
	needed func() []string
}

// deliveryMethods are what a provider calls the message types.
var deliveryMethods = map[string]string{channelSMS: "text", channelVoice: "voice"}

// delivers reports whether the tenant's provider, if it has one, sends all message types.
func (p *phoneProvider) delivers(types []string) bool { return p.now == nil || p.now.delivers(types) }

func (u *sender) methods() []any {
	methods, _ := u.configuration["delivery_methods"].([]any)
	return methods
}

func (u *sender) delivers(types []string) bool {
	methods := u.methods()
	return !slices.ContainsFunc(types, func(t string) bool { return !slices.Contains(methods, any(deliveryMethods[t])) })
}

func undeliverable() *api.Refusal {
	return api.Boom(http.StatusConflict, "", "Message Type is not supported by the configured phone provider")
}

const phoneProvidersPath = " /api/v2/branding/phone/providers"

func (p *phoneProvider) routes() []api.Route {
	one := brandingPhonePath("The ID of the phone provider.")
	read, update := []string{"read:phone_providers"}, []string{"update:phone_providers"}
	create, remove := []string{"create:phone_providers"}, []string{"delete:phone_providers"}
	return []api.Route{
		{Pattern: "GET" + phoneProvidersPath, Scopes: read, Query: disabledQuery(), Handle: p.list},
		{Pattern: "POST" + phoneProvidersPath, Status: http.StatusCreated, Scopes: create, Body: phoneProviderBody(true), Handle: p.post},
		{Pattern: "GET" + phoneProvidersPath + "/{id}", Scopes: read, Path: one, Handle: p.get},
		{Pattern: "PATCH" + phoneProvidersPath + "/{id}", Scopes: update, Path: one, Body: phoneProviderBody(false), Handle: p.patch},
		{Pattern: "DELETE" + phoneProvidersPath + "/{id}", Status: http.StatusNoContent, Scopes: remove, Path: one, Handle: p.remove},
		{Pattern: "POST" + phoneProvidersPath + "/{id}/try", Status: http.StatusAccepted, Scopes: create, Path: one, Body: tryBody(), Handle: p.try},
	}
}

// phoneProviderBody is that of POST, and without anything required that of PATCH.
func phoneProviderBody(whole bool) *api.Schema {
	text := api.Schema{Kind: "string", MinLength: 1}
	return &api.Schema{Properties: map[string]api.Schema{
		"name":     {Kind: "string", Required: whole, Enum: []string{"twilio", "custom"}, Description: "Name of the phone notification provider"},
		"disabled": {Kind: "boolean", Description: "Whether the provider is enabled (false) or disabled (true)."},
		"configuration": {Required: whole, Properties: map[string]api.Schema{
			"default_from": text, "mssid": text, "sid": text,
			"delivery_methods": {Kind: "array", Required: true, Unique: true, Items: &api.Schema{
				Kind: "string", Enum: []string{"text", "voice"},
			}},
		}},
		"credentials": {
			Required: whole, Properties: map[string]api.Schema{"auth_token": text},
			Description: "Provider credentials required to use authenticate to the provider.",
		},
	}}
}

// list answers GET, the only one that mentions credentials, as null (recorded).
func (p *phoneProvider) list(c *api.Call) (any, error) {
	list := []map[string]any{}
	if u := p.now; u != nil && matches(c, "disabled", u.disabled) {
		body := p.json(u)
		body["credentials"] = nil
		list = append(list, body)
	}
	return map[string]any{"providers": list}, nil
}

func (p *phoneProvider) json(u *sender) map[string]any {
	return map[string]any{
		"id": u.id, "tenant": p.host, "name": u.name, "channel": "phone", "disabled": u.disabled,
		"configuration": u.configuration, "created_at": api.Timestamp(u.created), "updated_at": api.Timestamp(u.updated),
	}
}

// post answers POST. The words of the conflict are not known:
// that there is at most one provider is documented.
func (p *phoneProvider) post(c *api.Call) (any, error) {
	if p.now != nil {
		return nil, api.Boom(http.StatusConflict, "", "A phone provider is already configured.")
	}
	u := &sender{id: "pro_" + random(alphanumeric, 22), created: p.world.Now()}
	if err := p.apply(u, c.Params); err != nil {
		return nil, err
	}
	p.now = u
	return p.json(u), nil
}

// apply changes what is given: the configuration whole, and the
// credentials likewise.
func (p *phoneProvider) apply(u *sender, params map[string]any) error {
	next := *u
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
	// That message types have to be narrowed before the provider is documented;
	// that it is refused like this is a guess.
	if needed := p.needed(); u.delivers(needed) && !next.delivers(needed) {
		return undeliverable()
	}
	p.world.Secret(next.token)
	next.updated = p.world.Now()
	*u = next
	return nil
}

// check is what the schema cannot say: what Twilio needs. Auth0 documents the
// account, its token and a sender, a number or a messaging service; the words
// are the validator's. A custom provider needs none of them, and may have them.
func (u *sender) check() error {
	methods := u.methods()
	lacks := func(path, name string) error {
		return api.Schema{}.Refuse(path, "Missing required property: "+name)
	}
	_, hasFrom := u.configuration["default_from"]
	_, hasService := u.configuration["mssid"]
	_, hasAccount := u.configuration["sid"]
	switch {
	case len(methods) == 0:
		return api.Schema{}.Refuse("configuration.delivery_methods", "Array is too short (0), minimum 1")
	case u.name != "twilio":
		return nil
	case !hasAccount:
		return lacks("configuration", "sid")
	case !hasFrom && !hasService:
		return api.Boom(http.StatusBadRequest, "", "Bad Operation on Notification Resource") // recorded
	case u.token == "":
		return lacks("credentials", "auth_token")
	}
	return nil
}

// find finds the provider that the path names; the words are
// those of the templates, whose 404 is known.
func (p *phoneProvider) find(c *api.Call) (*sender, error) {
	u := p.now
	if u == nil || u.id != c.PathValue("id") {
		return nil, noNotificationResource()
	}
	return u, nil
}

// get answers GET of one.
func (p *phoneProvider) get(c *api.Call) (any, error) {
	u, err := p.find(c)
	if err != nil {
		return nil, err
	}
	return p.json(u), nil
}

// patch answers PATCH.
func (p *phoneProvider) patch(c *api.Call) (any, error) {
	u, err := p.find(c)
	if err == nil {
		err = p.apply(u, c.Params)
	}
	if err != nil {
		return nil, err
	}
	return p.json(u), nil
}

// try answers POST of a test message; what the answer says is a guess.
func (p *phoneProvider) try(c *api.Call) (any, error) {
	u, err := p.find(c)
	if err != nil {
		return nil, err
	}
	if method, ok := c.Params["delivery_method"].(string); ok && !slices.Contains(u.methods(), any(method)) {
		return nil, undeliverable()
	}
	p.messages.test(c)
	return map[string]any{"code": http.StatusAccepted, "message": "Accepted"}, nil
}

// remove answers DELETE.
func (p *phoneProvider) remove(c *api.Call) (any, error) {
	if _, err := p.find(c); err != nil {
		return nil, err
	}
	p.now = nil
	return nil, nil
}

// PhoneProvider is the tenant's phone provider on the Unified Phone
// Experience; what is empty is absent.
type PhoneProvider struct {
	ID, Name                string
	Disabled                bool
	DefaultFrom, MSSID, SID string
	DeliveryMethods         []string
	AuthToken               string
}

// PhoneProvider returns the tenant's provider with its secret, and
// whether it has one.
func (p *phoneProvider) PhoneProvider() (PhoneProvider, bool) {
	p.world.Lock()
	defer p.world.Unlock()
	u := p.now
	if u == nil {
		return PhoneProvider{}, false
	}
	text := func(name string) string { s, _ := u.configuration[name].(string); return s }
	found := PhoneProvider{
		ID: u.id, Name: u.name, Disabled: u.disabled, AuthToken: u.token,
		DefaultFrom: text("default_from"), MSSID: text("mssid"), SID: text("sid"),
	}
	for _, method := range u.methods() {
		if name, ok := method.(string); ok {
			found.DeliveryMethods = append(found.DeliveryMethods, name)
		}
	}
	return found, true
}

// SetPhoneProvider replaces the tenant's provider, whatever the API
// would say to it, and returns its id. It makes one up where none is given.
func (p *phoneProvider) SetPhoneProvider(u PhoneProvider) string {
	p.world.Lock()
	defer p.world.Unlock()
	configuration := nonEmpty(map[string]string{"default_from": u.DefaultFrom, "mssid": u.MSSID, "sid": u.SID})
	methods := []any{}
	for _, method := range u.DeliveryMethods {
		methods = append(methods, method)
	}
	configuration["delivery_methods"] = methods
	if u.ID == "" {
		u.ID = "pro_" + random(alphanumeric, 22)
	}
	p.now = &sender{
		id: u.ID, name: u.Name, disabled: u.Disabled, configuration: configuration,
		token: p.world.Secret(u.AuthToken), created: p.world.Now(), updated: p.world.Now(),
	}
	return u.ID
}

// RemovePhoneProvider deletes the tenant's provider.
func (p *phoneProvider) RemovePhoneProvider() {
	p.world.Lock()
	defer p.world.Unlock()
	p.now = nil
}

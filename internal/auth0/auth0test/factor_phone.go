package auth0test

import (
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// messageTypes are the kinds of message that the phone factor sends, with and
// without the Unified Phone Experience (recorded).
type messageTypes struct {
	world    *api.World
	factors  *factors
	settings *tenantSettings
	provider *phoneProvider
	channels []string // "sms" and "voice"
}

func newMessageTypes(w *api.World, f *factors, settings *tenantSettings, provider *phoneProvider) *messageTypes {
	return &messageTypes{world: w, factors: f, settings: settings, provider: provider, channels: []string{}}
}

func (m *messageTypes) routes() []api.Route {
	const path = " /api/v2/guardian/factors/phone/message-types"
	return []api.Route{
		{Pattern: "GET" + path, Scopes: []string{"read:guardian_factors"}, Handle: m.get},
		{Pattern: "PUT" + path, Scopes: []string{"update:guardian_factors"}, Body: messageTypesBody(), Handle: m.put},
	}
}

// messageTypesBody allows none at all (recorded). That a type must not come
// twice is the policies' rule, taken over as the strict one.
func messageTypesBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{"message_types": {
		Kind: "array", Required: true, Unique: true, Items: &api.Schema{Kind: "string", Enum: []string{"sms", "voice"}},
		Description: "The list of phone factors to enable on the tenant. Can include `sms` and `voice`.",
	}}}
}

// get works while the factor is off (recorded), so that the 404 of
// the API's description, "The phone factor does not exist.", never comes.
func (m *messageTypes) get(*api.Call) (any, error) {
	return map[string]any{"message_types": append([]string{}, m.channels...)}, nil
}

// put refuses, on the Unified Phone Experience, what the phone provider does not
// deliver (documented). That a tenant without a provider takes all is a guess.
func (m *messageTypes) put(c *api.Call) (any, error) {
	list, _ := c.Params["message_types"].([]any)
	next := []string{}
	for _, item := range list {
		text, _ := item.(string)
		next = append(next, text)
	}
	if m.settings.unifiedPhone && !m.provider.delivers(next) {
		return nil, undeliverable()
	}
	m.channels = next
	return m.get(c)
}

// needed are the message types that a phone provider has to deliver: none while
// the factor is off.
func (m *messageTypes) needed() []string {
	if !m.settings.unifiedPhone || !m.factors.on["sms"] {
		return nil
	}
	return m.channels
}

// MessageTypes returns which of "sms" and "voice" the phone factor sends.
func (m *messageTypes) MessageTypes() []string {
	m.world.Lock()
	defer m.world.Unlock()
	return slices.Clone(m.channels)
}

// SetMessageTypes says which of "sms" and "voice" the phone factor sends; a
// new tenant sends none (recorded of two tenants).
func (m *messageTypes) SetMessageTypes(types ...string) {
	m.world.Lock()
	defer m.world.Unlock()
	m.channels = slices.Clone(types)
}

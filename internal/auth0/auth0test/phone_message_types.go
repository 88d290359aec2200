package auth0test

import "slices"

// messageTypeRoutes read and replace how the phone factor sends codes; both
// work while the factor is off (recorded), so that the 404 of the API's
// description, "The phone factor does not exist.", never comes.
func messageTypeRoutes() []route {
	const path = " /api/v2/guardian/factors/phone/message-types"
	return []route{
		{pattern: "GET" + path, scopes: []string{"read:guardian_factors"}, handle: (*Tenant).getMessageTypes},
		{
			pattern: "PUT" + path, scopes: []string{"update:guardian_factors"},
			body: messageTypesBody(), handle: (*Tenant).putMessageTypes,
		},
	}
}

// messageTypesBody allows none at all (recorded). That a type must not come
// twice is the policies' rule, taken over as the strict one.
func messageTypesBody() *schema {
	return &schema{properties: map[string]schema{"message_types": {
		kind: "array", required: true, unique: true, items: &schema{kind: "string", enum: []string{"sms", "voice"}},
		description: "The list of phone factors to enable on the tenant. Can include `sms` and `voice`.",
	}}}
}

func (t *Tenant) getMessageTypes(*call) (any, error) {
	return map[string]any{"message_types": append([]string{}, t.messageTypes...)}, nil
}

func (t *Tenant) putMessageTypes(c *call) (any, error) {
	list, _ := c.params["message_types"].([]any)
	t.messageTypes = []string{}
	for _, item := range list {
		if text, ok := item.(string); ok {
			t.messageTypes = append(t.messageTypes, text)
		}
	}
	return t.getMessageTypes(c)
}

// MessageTypes returns which of "sms" and "voice" the phone factor sends.
func (t *Tenant) MessageTypes() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.messageTypes)
}

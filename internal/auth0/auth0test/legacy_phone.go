package auth0test

import (
	"maps"
	"net/http"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// legacyPhone is how the phone factor sends its messages without the Unified
// Phone Experience.
type legacyPhone struct {
	world     *api.World
	settings  *tenantSettings
	provider  string
	twilio    map[string]any // nil when it was never set
	templates map[string]any
	channels  []string // the kinds of message, "sms" and "voice"
}

func newLegacyPhone(w *api.World, settings *tenantSettings) *legacyPhone {
	return &legacyPhone{world: w, settings: settings, provider: "auth0", channels: []string{channelSMS}, templates: map[string]any{
		"enrollment_message": "{{code}} is your verification code for {{tenant.friendly_name}}. " +
			"Please enter this code to verify your enrollment.",
		"verification_message": "{{code}} is your verification code for {{tenant.friendly_name}}",
	}}
}

const legacyPhonePath = " /api/v2/guardian/factors/phone/"

// routes are the phone factor's settings that have a newer twin below
// /branding/phone/. On the Unified Phone Experience they are refused; that this
// comes before a look at the body is a guess.
func (p *legacyPhone) routes() []api.Route {
	read, update := []string{"read:guardian_factors"}, []string{"update:guardian_factors"}
	disabled := p.refused("voice_mfa_not_allowed", "This endpoint is disabled for your tenant.")
	deprecated := p.refused("legacy_mfa_phone_provider_not_allowed", "Insufficient privileges to use this "+
		"deprecated feature. To handle Phone Provider/Templates refer to Tenant Phone Settings")
	return []api.Route{
		{Pattern: "GET" + legacyPhonePath + "selected-provider", Scopes: read, Gate: disabled, Handle: p.getProvider},
		{Pattern: "PUT" + legacyPhonePath + "selected-provider", Scopes: update, Gate: disabled, Body: legacyPhoneProviderBody(), Handle: p.putProvider},
		{Pattern: "GET" + legacyPhonePath + "message-types", Scopes: read, Gate: disabled, Handle: p.getMessageTypes},
		{Pattern: "PUT" + legacyPhonePath + "message-types", Scopes: update, Gate: disabled, Body: messageTypesBody(), Handle: p.putMessageTypes},
		{Pattern: "GET" + legacyPhonePath + "providers/twilio", Scopes: read, Gate: deprecated, Handle: p.getTwilio},
		{Pattern: "PUT" + legacyPhonePath + "providers/twilio", Scopes: update, Gate: deprecated, Body: legacyPhoneTwilioBody(), Handle: p.putTwilio},
		{Pattern: "GET" + legacyPhonePath + "templates", Scopes: read, Gate: deprecated, Handle: p.getTemplates},
		{Pattern: "PUT" + legacyPhonePath + "templates", Scopes: update, Gate: deprecated, Body: legacyPhoneTemplatesBody(), Handle: p.putTemplates},
	}
}

// refused is what a tenant on the Unified Phone Experience says.
func (p *legacyPhone) refused(code, message string) func() error {
	return func() error {
		if !p.settings.unifiedPhone {
			return nil
		}
		return api.Boom(http.StatusForbidden, code, message)
	}
}

func legacyPhoneProviderBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"provider": {Kind: "string", Required: true, Enum: []string{"auth0", "twilio", "phone-message-hook"}},
	}}
}

func legacyPhoneTwilioBody() *api.Schema {
	long := func(description string) api.Schema {
		return api.Schema{Kind: "string", Nullable: true, MinLength: 1, MaxLength: 1000, Description: description}
	}
	return &api.Schema{Properties: map[string]api.Schema{
		"from":                  {Kind: "string", Nullable: true, MaxLength: 64, Description: "From number"},
		"messaging_service_sid": long("Copilot SID"),
		"auth_token":            long("Twilio Authentication token"),
		"sid":                   long("Twilio SID"),
	}}
}

func legacyPhoneTemplatesBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"enrollment_message": {
			Kind: "string", Required: true,
			Description: "Message sent to the user when they are invited to enroll with a phone number.",
		},
		"verification_message": {
			Kind: "string", Required: true,
			Description: "Message sent to the user when they are prompted to verify their account.",
		},
	}}
}

// getProvider answers GET selected-provider.
func (p *legacyPhone) getProvider(*api.Call) (any, error) {
	return map[string]any{"provider": p.provider}, nil
}

// putProvider answers PUT selected-provider.
func (p *legacyPhone) putProvider(c *api.Call) (any, error) {
	p.provider, _ = c.Params["provider"].(string)
	return c.Params, nil
}

// getTwilio answers GET providers/twilio, the secret included (recorded): an
// empty object when nothing was ever set, and otherwise null for what is absent.
func (p *legacyPhone) getTwilio(*api.Call) (any, error) {
	body := map[string]any{}
	if p.twilio == nil {
		return body, nil
	}
	for name := range legacyPhoneTwilioBody().Properties {
		body[name] = p.twilio[name]
	}
	return body, nil
}

// putTwilio answers PUT providers/twilio, which echoes the body (recorded).
func (p *legacyPhone) putTwilio(c *api.Call) (any, error) {
	p.keepTwilio(c.Params)
	return c.Params, nil
}

func (p *legacyPhone) keepTwilio(account map[string]any) {
	token, _ := account["auth_token"].(string)
	p.world.Secret(token)
	p.twilio = maps.Clone(account)
}

// getTemplates answers GET templates.
func (p *legacyPhone) getTemplates(*api.Call) (any, error) { return p.templates, nil }

// putTemplates answers PUT templates.
func (p *legacyPhone) putTemplates(c *api.Call) (any, error) {
	for _, name := range slices.Sorted(maps.Keys(legacyPhoneTemplatesBody().Properties)) {
		text, _ := c.Params[name].(string)
		if fault := brokenLiquid(text); fault != "" {
			return nil, api.Boom(http.StatusBadRequest, "", "Invalid "+name+" template: "+fault+".")
		}
	}
	p.templates = maps.Clone(c.Params)
	return c.Params, nil
}

// messageTypesBody allows none at all (recorded). That a type must not come
// twice is the policies' rule, taken over as the strict one.
func messageTypesBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{"message_types": {
		Kind: "array", Required: true, Unique: true, Items: &api.Schema{Kind: "string", Enum: []string{"sms", "voice"}},
		Description: "The list of phone factors to enable on the tenant. Can include `sms` and `voice`.",
	}}}
}

// getMessageTypes works while the factor is off (recorded), so that the 404 of
// the API's description, "The phone factor does not exist.", never comes.
func (p *legacyPhone) getMessageTypes(*api.Call) (any, error) {
	return map[string]any{"message_types": append([]string{}, p.channels...)}, nil
}

func (p *legacyPhone) putMessageTypes(c *api.Call) (any, error) {
	list, _ := c.Params["message_types"].([]any)
	p.channels = []string{}
	for _, item := range list {
		if text, ok := item.(string); ok {
			p.channels = append(p.channels, text)
		}
	}
	return p.getMessageTypes(c)
}

// MessageTypes returns which of "sms" and "voice" the phone factor sends.
func (p *legacyPhone) MessageTypes() []string {
	p.world.Lock()
	defer p.world.Unlock()
	return slices.Clone(p.channels)
}

// SetMessageTypes says which of "sms" and "voice" the phone factor sends; a
// new tenant sends sms.
func (p *legacyPhone) SetMessageTypes(types ...string) {
	p.world.Lock()
	defer p.world.Unlock()
	p.channels = slices.Clone(types)
}

// LegacyPhoneProvider returns who sends the phone factor's messages.
func (p *legacyPhone) LegacyPhoneProvider() string {
	p.world.Lock()
	defer p.world.Unlock()
	return p.provider
}

// SetLegacyPhoneProvider selects "auth0", "twilio" or "phone-message-hook".
func (p *legacyPhone) SetLegacyPhoneProvider(provider string) {
	p.world.Lock()
	defer p.world.Unlock()
	p.provider = provider
}

// LegacyPhoneTwilio is the phone factor's Twilio account; what is empty is absent.
type LegacyPhoneTwilio struct {
	From, MessagingServiceSID, AuthToken, SID string
}

// LegacyPhoneTwilio returns the phone factor's Twilio account.
func (p *legacyPhone) LegacyPhoneTwilio() LegacyPhoneTwilio {
	p.world.Lock()
	defer p.world.Unlock()
	text := func(name string) string { s, _ := p.twilio[name].(string); return s }
	return LegacyPhoneTwilio{text("from"), text("messaging_service_sid"), text("auth_token"), text("sid")}
}

// SetLegacyPhoneTwilio replaces the phone factor's Twilio account.
func (p *legacyPhone) SetLegacyPhoneTwilio(account LegacyPhoneTwilio) {
	p.world.Lock()
	defer p.world.Unlock()
	p.keepTwilio(nonEmpty(map[string]string{
		"from": account.From, "messaging_service_sid": account.MessagingServiceSID,
		"auth_token": account.AuthToken, "sid": account.SID,
	}))
}

// LegacyPhoneTemplates returns the phone factor's messages.
func (p *legacyPhone) LegacyPhoneTemplates() (enrollment, verification string) {
	p.world.Lock()
	defer p.world.Unlock()
	enrollment, _ = p.templates["enrollment_message"].(string)
	verification, _ = p.templates["verification_message"].(string)
	return enrollment, verification
}

// SetLegacyPhoneTemplates replaces the phone factor's messages.
func (p *legacyPhone) SetLegacyPhoneTemplates(enrollment, verification string) {
	p.world.Lock()
	defer p.world.Unlock()
	p.templates = map[string]any{"enrollment_message": enrollment, "verification_message": verification}
}

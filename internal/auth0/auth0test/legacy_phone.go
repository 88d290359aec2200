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
}

func newLegacyPhone(w *api.World, settings *tenantSettings) *legacyPhone {
	return &legacyPhone{world: w, settings: settings, provider: "auth0", templates: map[string]any{
		"enrollment_message": defaultEnrollment, "verification_message": defaultVerification,
	}}
}

// The messages of a new tenant.
const (
	defaultVerification = "{{code}} is your verification code for {{tenant.friendly_name}}"
	defaultEnrollment   = defaultVerification + ". Please enter this code to verify your enrollment."
)

// legacyPhonePaths lead to the same settings: the second is the older one.
var legacyPhonePaths = []string{" /api/v2/guardian/factors/phone/", " /api/v2/guardian/factors/sms/"}

// routes are the phone factor's settings that have a newer twin below
// /branding/phone/. On the Unified Phone Experience they are refused; that this
// comes before a look at the body is a guess.
func (p *legacyPhone) routes() []api.Route {
	read, update := []string{"read:guardian_factors"}, []string{"update:guardian_factors"}
	var routes []api.Route
	for _, path := range legacyPhonePaths {
		routes = append(routes,
			api.Route{Pattern: "GET" + path + "selected-provider", Scopes: read, Handle: p.getProvider},
			api.Route{Pattern: "PUT" + path + "selected-provider", Scopes: update, Body: legacyPhoneProviderBody(), Handle: p.putProvider},
			api.Route{Pattern: "GET" + path + "providers/twilio", Scopes: read, Handle: p.getTwilio},
			api.Route{Pattern: "PUT" + path + "providers/twilio", Scopes: update, Body: legacyPhoneTwilioBody(), Handle: p.putTwilio},
			api.Route{Pattern: "GET" + path + "templates", Scopes: read, Handle: p.getTemplates},
			api.Route{Pattern: "PUT" + path + "templates", Scopes: update, Body: legacyPhoneTemplatesBody(), Handle: p.putTemplates},
		)
	}
	for i := range routes {
		routes[i].Gate = p.refuseUnified
	}
	return routes
}

// refuseUnified is what a tenant on the Unified Phone Experience says.
func (p *legacyPhone) refuseUnified() error {
	if !p.settings.unifiedPhone {
		return nil
	}
	return api.Boom(http.StatusForbidden, "legacy_mfa_phone_provider_not_allowed", "Insufficient privileges to use this "+
		"deprecated feature. To handle Phone Provider/Templates refer to Tenant Phone Settings")
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

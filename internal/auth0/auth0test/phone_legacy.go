package auth0test

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
)

// legacyPhone is how the phone factor sends its messages without the Unified
// Phone Experience.
type legacyPhone struct {
	provider  string
	twilio    map[string]any // nil when it was never set
	templates map[string]any
	// unified: the tenant is on the Unified Phone Experience, and refuses all this.
	unified bool
}

func newLegacyPhone() legacyPhone {
	return legacyPhone{provider: "auth0", templates: map[string]any{
		"enrollment_message": "{{code}} is your verification code for {{tenant.friendly_name}}. " +
			"Please enter this code to verify your enrollment.",
		"verification_message": "{{code}} is your verification code for {{tenant.friendly_name}}",
	}}
}

const legacyPhonePath = " /api/v2/guardian/factors/phone/"

// legacyPhoneRoutes are the phone factor's settings that have a newer twin
// below /branding/phone/.
func legacyPhoneRoutes() []route {
	read, update := []string{"read:guardian_factors"}, []string{"update:guardian_factors"}
	return []route{
		{pattern: "GET" + legacyPhonePath + "selected-provider", scopes: read, handle: (*Tenant).getPhoneProvider},
		{pattern: "PUT" + legacyPhonePath + "selected-provider", scopes: update, body: phoneProviderBody(), handle: (*Tenant).setPhoneProvider},
		{pattern: "GET" + legacyPhonePath + "providers/twilio", scopes: read, handle: (*Tenant).getTwilio},
		{pattern: "PUT" + legacyPhonePath + "providers/twilio", scopes: update, body: twilioBody(), handle: (*Tenant).setTwilio},
		{pattern: "GET" + legacyPhonePath + "templates", scopes: read, handle: (*Tenant).getPhoneTemplates},
		{pattern: "PUT" + legacyPhonePath + "templates", scopes: update, body: phoneTemplatesBody(), handle: (*Tenant).setPhoneTemplates},
	}
}

func phoneProviderBody() *schema {
	return &schema{properties: map[string]schema{
		"provider": {kind: "string", required: true, enum: []string{"auth0", "twilio", "phone-message-hook"}},
	}}
}

func twilioBody() *schema {
	long := func(description string) schema {
		return schema{kind: "string", nullable: true, minLength: 1, maxLength: 1000, description: description}
	}
	return &schema{properties: map[string]schema{
		"from":                  {kind: "string", nullable: true, maxLength: 64, description: "From number"},
		"messaging_service_sid": long("Copilot SID"),
		"auth_token":            long("Twilio Authentication token"),
		"sid":                   long("Twilio SID"),
	}}
}

func phoneTemplatesBody() *schema {
	return &schema{properties: map[string]schema{
		"enrollment_message": {
			kind: "string", required: true,
			description: "Message sent to the user when they are invited to enroll with a phone number.",
		},
		"verification_message": {
			kind: "string", required: true,
			description: "Message sent to the user when they are prompted to verify their account.",
		},
	}}
}

// refuseLegacyPhone is what a tenant on the Unified Phone Experience says to
// this file's endpoints, and to message-types. That it says so before it looks
// at the body is a guess.
func (t *Tenant) refuseLegacyPhone(rt route) error {
	_, path, legacy := strings.Cut(rt.pattern, legacyPhonePath)
	switch {
	case !t.legacyPhone.unified || !legacy:
		return nil
	case path == "providers/twilio", path == "templates":
		return boom(http.StatusForbidden, "legacy_mfa_phone_provider_not_allowed", "Insufficient privileges to use this "+
			"deprecated feature. To handle Phone Provider/Templates refer to Tenant Phone Settings")
	case path == "selected-provider", path == "message-types":
		return boom(http.StatusForbidden, "voice_mfa_not_allowed", "This endpoint is disabled for your tenant.")
	}
	return nil // the settings of the codes go with both
}

// getPhoneProvider answers GET selected-provider.
func (t *Tenant) getPhoneProvider(*call) (any, error) {
	return map[string]any{"provider": t.legacyPhone.provider}, nil
}

// setPhoneProvider answers PUT selected-provider.
func (t *Tenant) setPhoneProvider(c *call) (any, error) {
	t.legacyPhone.provider, _ = c.params["provider"].(string)
	return c.params, nil
}

// getTwilio answers GET providers/twilio, the secret included (recorded): an
// empty object when nothing was ever set, and otherwise null for what is absent.
func (t *Tenant) getTwilio(*call) (any, error) {
	body := map[string]any{}
	if t.legacyPhone.twilio == nil {
		return body, nil
	}
	for name := range twilioBody().properties {
		body[name] = t.legacyPhone.twilio[name]
	}
	return body, nil
}

// setTwilio answers PUT providers/twilio, which echoes the body (recorded).
func (t *Tenant) setTwilio(c *call) (any, error) {
	t.keepTwilio(c.params)
	return c.params, nil
}

func (t *Tenant) keepTwilio(account map[string]any) {
	token, _ := account["auth_token"].(string)
	t.secret(token)
	t.legacyPhone.twilio = maps.Clone(account)
}

// getPhoneTemplates answers GET templates.
func (t *Tenant) getPhoneTemplates(*call) (any, error) { return t.legacyPhone.templates, nil }

// setPhoneTemplates answers PUT templates.
func (t *Tenant) setPhoneTemplates(c *call) (any, error) {
	for _, name := range sortedKeys(phoneTemplatesBody().properties) {
		text, _ := c.params[name].(string)
		if fault := brokenLiquid(text); fault != "" {
			return nil, boom(http.StatusBadRequest, "", "Invalid "+name+" template: "+fault+".")
		}
	}
	t.legacyPhone.templates = maps.Clone(c.params)
	return c.params, nil
}

// brokenLiquid finds an output or a tag that is not closed, of all that can be
// wrong with a template; "" when there is none. The words are those of
// LiquidJS: Auth0's own are not known.
func brokenLiquid(text string) string {
	for rest := text; ; {
		start := strings.IndexAny(rest, "{")
		if start < 0 || start+1 >= len(rest) {
			return ""
		}
		closing, kind := "}}", "output"
		switch rest[start+1] {
		case '{':
		case '%':
			closing, kind = "%}", "tag"
		default:
			rest = rest[start+1:]
			continue
		}
		inner, after, closed := strings.Cut(rest[start+2:], closing)
		if !closed || strings.Contains(inner, "{{") || strings.Contains(inner, "{%") {
			column := len(text) - len(rest) + start + 1
			return kind + ` "` + rest[start:min(start+16, len(rest))] + `" not closed, line:1, col:` + strconv.Itoa(column)
		}
		rest = after
	}
}

package auth0test

import (
	"regexp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// WebAuthnSettings are the settings of "webauthn-roaming" or, without
// UserVerification, of "webauthn-platform".
type WebAuthnSettings struct {
	UserVerification     string
	OverrideRelyingParty bool
	// RelyingPartyIdentifier is empty unless it is overridden.
	RelyingPartyIdentifier string
}

type webAuthn struct {
	world   *api.World
	licence licence
	of      map[string]WebAuthnSettings // by factor
}

// newWebAuthn is what a new tenant has (recorded; "Never" is the default of
// user verification in the documentation too).
func newWebAuthn(w *api.World, l licence) *webAuthn {
	return &webAuthn{w, l, map[string]WebAuthnSettings{
		"webauthn-roaming":  {UserVerification: "discouraged"},
		"webauthn-platform": {},
	}}
}

// routes read and replace the settings of both WebAuthn factors, which
// works while they are off.
func (w *webAuthn) routes() []api.Route {
	var routes []api.Route
	for _, factor := range []string{"webauthn-roaming", "webauthn-platform"} {
		path := " /api/v2/guardian/factors/" + factor + "/settings"
		routes = append(routes,
			api.Route{
				Pattern: "GET" + path, Scopes: []string{"read:guardian_factors"},
				Handle: func(*api.Call) (any, error) { return w.of[factor].json(), nil },
			},
			api.Route{
				Pattern: "PUT" + path, Scopes: []string{"update:guardian_factors"}, Body: webAuthnBody(factor),
				Gate:   func() error { return w.licence.refuse(WebAuthn) },
				Handle: func(c *api.Call) (any, error) { return w.put(factor, c) },
			})
	}
	return routes
}

// domainName is what a relying party is called: neither scheme nor port nor path.
var domainName = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)

// webAuthnBody demands what every recorded request has.
func webAuthnBody(factor string) *api.Schema {
	roaming := factor == "webauthn-roaming"
	s := &api.Schema{Properties: map[string]api.Schema{
		"overrideRelyingParty":   {Kind: "boolean", Required: !roaming},
		"relyingPartyIdentifier": {Kind: "string", MaxLength: 253, Pattern: domainName},
	}}
	if roaming {
		s.Properties["userVerification"] = api.Schema{
			Kind: "string", Required: true, Enum: []string{"discouraged", "preferred", "required"},
		}
	}
	return s
}

// put echoes the body alone (recorded). What is left out goes back to
// its default, as PUT means it: a client that counts on a merge must notice.
// Identifier and override come together or not at all. Auth0 also demands a
// custom domain that the identifier is a suffix of; the tenant has none, and
// takes any.
func (w *webAuthn) put(factor string, c *api.Call) (any, error) {
	override := c.Params["overrideRelyingParty"] == true
	identifier, given := c.Params["relyingPartyIdentifier"].(string)
	switch {
	case override && !given:
		return nil, api.Schema{}.Refuse("", "Missing required property: relyingPartyIdentifier")
	case given && !override:
		return nil, api.Schema{}.Refuse("relyingPartyIdentifier", "overrideRelyingParty must be true")
	}
	verification, _ := c.Params["userVerification"].(string)
	w.of[factor] = WebAuthnSettings{verification, override, identifier}
	return c.Params, nil
}

func (s WebAuthnSettings) json() map[string]any {
	body := map[string]any{"overrideRelyingParty": s.OverrideRelyingParty}
	if s.UserVerification != "" {
		body["userVerification"] = s.UserVerification
	}
	if s.RelyingPartyIdentifier != "" {
		body["relyingPartyIdentifier"] = s.RelyingPartyIdentifier
	}
	return body
}

// WebAuthnSettings returns the settings of "webauthn-roaming" or "webauthn-platform".
func (w *webAuthn) WebAuthnSettings(factor string) WebAuthnSettings {
	w.world.Lock()
	defer w.world.Unlock()
	return w.of[factor]
}

// SetWebAuthnSettings replaces the settings of "webauthn-roaming" or "webauthn-platform".
func (w *webAuthn) SetWebAuthnSettings(factor string, s WebAuthnSettings) {
	w.world.Lock()
	defer w.world.Unlock()
	w.of[factor] = s
}

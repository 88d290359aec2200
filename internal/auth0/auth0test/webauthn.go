package auth0test

import (
	"net/http"
	"regexp"
)

// WebAuthnSettings are the settings of "webauthn-roaming" or, without
// UserVerification, of "webauthn-platform".
type WebAuthnSettings struct {
	UserVerification     string
	OverrideRelyingParty bool
	// RelyingPartyIdentifier is empty unless it is overridden.
	RelyingPartyIdentifier string
}

// newWebAuthn is what a new tenant has (recorded; "Never" is the default of
// user verification in the documentation too).
func newWebAuthn() map[string]WebAuthnSettings {
	return map[string]WebAuthnSettings{
		"webauthn-roaming":  {UserVerification: "discouraged"},
		"webauthn-platform": {},
	}
}

// webAuthnRoutes read and replace the settings of both WebAuthn factors, which
// works while they are off.
func webAuthnRoutes() []route {
	var routes []route
	for _, factor := range []string{"webauthn-roaming", "webauthn-platform"} {
		path := " /api/v2/guardian/factors/" + factor + "/settings"
		routes = append(routes,
			route{
				pattern: "GET" + path, scopes: []string{"read:guardian_factors"},
				handle: func(t *Tenant, _ *call) (any, error) { return t.webAuthn[factor].json(), nil },
			},
			route{
				pattern: "PUT" + path, scopes: []string{"update:guardian_factors"}, body: webAuthnBody(factor),
				handle: func(t *Tenant, c *call) (any, error) { return t.putWebAuthn(factor, c) },
			})
	}
	return routes
}

// domainName is what a relying party is called: neither scheme nor port nor path.
var domainName = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)

// webAuthnBody demands what every recorded request has.
func webAuthnBody(factor string) *schema {
	roaming := factor == "webauthn-roaming"
	s := &schema{properties: map[string]schema{
		"overrideRelyingParty":   {kind: "boolean", required: !roaming},
		"relyingPartyIdentifier": {kind: "string", maxLength: 253, pattern: domainName},
	}}
	if roaming {
		s.properties["userVerification"] = schema{
			kind: "string", required: true, enum: []string{"discouraged", "preferred", "required"},
		}
	}
	return s
}

// putWebAuthn echoes the body alone (recorded). What is left out goes back to
// its default, as PUT means it: a client that counts on a merge must notice.
// Identifier and override come together or not at all. Auth0 also demands a
// custom domain that the identifier is a suffix of; the tenant has none, and
// takes any.
func (t *Tenant) putWebAuthn(factor string, c *call) (any, error) {
	override := c.params["overrideRelyingParty"] == true
	identifier, given := c.params["relyingPartyIdentifier"].(string)
	switch {
	case override && !given:
		return nil, unacceptable("'Missing required property: relyingPartyIdentifier'")
	case given && !override:
		return nil, unacceptable("'overrideRelyingParty must be true' on property relyingPartyIdentifier")
	}
	verification, _ := c.params["userVerification"].(string)
	t.webAuthn[factor] = WebAuthnSettings{verification, override, identifier}
	return c.params, nil
}

// unacceptable refuses what no single property's schema forbids.
func unacceptable(reason string) *refusal {
	return boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+reason+".")
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
func (t *Tenant) WebAuthnSettings(factor string) WebAuthnSettings {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.webAuthn[factor]
}

// SetWebAuthnSettings replaces the settings of "webauthn-roaming" or "webauthn-platform".
func (t *Tenant) SetWebAuthnSettings(factor string, s WebAuthnSettings) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.webAuthn[factor] = s
}

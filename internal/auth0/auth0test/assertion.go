package auth0test

import (
	"crypto"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// The limits of private_key_jwt, from Auth0's page on it.
const (
	maxAssertion     = 2048 // bytes
	maxAssertionText = 64   // characters of iss, sub and jti
	maxAssertionLife = 5 * time.Minute
	assertionSkew    = 10 * time.Second
)

var assertionAlgorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.PS256}

// clientOfAssertion authenticates an application by private_key_jwt. Auth0
// says invalid_client whatever is wrong and details it in its logs only.
func (t *Tenant) clientOfAssertion(clientID, kind, assertion string) (Application, error) {
	if kind != assertionType || len(assertion) > maxAssertion {
		return Application{}, invalidClient("Invalid client assertion")
	}
	parsed, err := jwt.ParseSigned(assertion, assertionAlgorithms)
	if err != nil || len(parsed.Headers) != 1 {
		return Application{}, invalidClient("Invalid client assertion")
	}
	var unverified jwt.Claims
	if err := parsed.UnsafeClaimsWithoutVerification(&unverified); err != nil {
		return Application{}, invalidClient("Invalid client assertion")
	}
	app, ok := t.applications[unverified.Subject]
	if !ok || app.PublicKey == nil || clientID != "" && clientID != app.ClientID {
		return Application{}, invalidClient("Invalid client assertion")
	}
	if reason := t.judgeAssertion(app, parsed); reason != "" {
		return Application{}, invalidClient(reason)
	}
	return app, nil
}

// judgeAssertion returns what is wrong with an assertion of the application.
func (t *Tenant) judgeAssertion(app Application, parsed *jwt.JSONWebToken) string {
	if parsed.Headers[0].Algorithm != app.SigningAlg {
		return "The algorithm is not the credential's"
	}
	var c jwt.Claims
	if err := parsed.Claims(publicKey(app.PublicKey), &c); err != nil {
		return "Invalid signature"
	}
	accepted := []string{
		"https://" + t.host + "/", "https://" + t.host + "/oauth/token",
		t.issuer(), t.URL() + "/oauth/token",
	}
	switch {
	case c.Issuer != app.ClientID || c.Subject != app.ClientID:
		return "'iss' and 'sub' must be the client_id"
	case len(c.Issuer) > maxAssertionText || len(c.ID) > maxAssertionText:
		return "Claim too long"
	case len(c.Audience) != 1 || !slices.Contains(accepted, c.Audience[0]):
		return "'aud' must be the tenant's issuer"
	}
	return t.judgeTimes(c)
}

// judgeTimes uses the machine's clock, which is also that of the client that
// signed; Advance moves only the tenant's own.
func (t *Tenant) judgeTimes(c jwt.Claims) string {
	now := time.Now()
	issued := now
	if c.IssuedAt != nil {
		issued = c.IssuedAt.Time()
	}
	switch {
	case c.Expiry == nil:
		return "'exp' claim is required"
	case !now.Before(c.Expiry.Time()):
		return "'exp' claim is in the past"
	case c.Expiry.Time().Sub(issued) > maxAssertionLife:
		return "'exp' claim must specify a time that is no more than 5 minutes after 'iat'"
	case issued.After(now.Add(assertionSkew)):
		return "'iat' claim is in the future"
	case c.NotBefore != nil && c.NotBefore.Time().After(now.Add(assertionSkew)):
		return "'nbf' claim is in the future"
	case c.ID == "":
		return "'jti' claim is required"
	}
	key := c.Subject + " " + c.ID
	if _, used := t.assertions[key]; used {
		return "'jti' claim has been used before"
	}
	t.assertions[key] = c.Expiry.Time()
	return ""
}

// publicKey accepts the key in the forms that callers have at hand.
func publicKey(key crypto.PublicKey) any {
	if signer, ok := key.(crypto.Signer); ok {
		return signer.Public()
	}
	return key
}

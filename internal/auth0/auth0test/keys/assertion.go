package keys

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

// Assertion is a client's private_key_jwt that has been read, but not judged.
type Assertion struct {
	// Subject is who it claims to come from.
	Subject string

	parsed *jwt.JSONWebToken
}

// ReadAssertion reports whether a text is an assertion at all.
func ReadAssertion(text string) (Assertion, bool) {
	if len(text) > maxAssertion {
		return Assertion{}, false
	}
	parsed, err := jwt.ParseSigned(text, assertionAlgorithms)
	if err != nil || len(parsed.Headers) != 1 {
		return Assertion{}, false
	}
	var unverified jwt.Claims
	if err := parsed.UnsafeClaimsWithoutVerification(&unverified); err != nil {
		return Assertion{}, false
	}
	return Assertion{Subject: unverified.Subject, parsed: parsed}, true
}

// Judge judges assertions for the audiences; none is good twice.
type Judge struct {
	audiences []string
	seen      map[string]time.Time // ids of the assertions, until they expire
}

// NewJudge accepts any of the audiences.
func NewJudge(audiences ...string) *Judge {
	return &Judge{audiences: audiences, seen: map[string]time.Time{}}
}

// Fault returns what is wrong with an assertion of a client whose credential
// has the key and the algorithm; "" when nothing is.
func (j *Judge) Fault(a Assertion, clientID string, key crypto.PublicKey, algorithm string) string {
	if a.parsed.Headers[0].Algorithm != algorithm {
		return "The algorithm is not the credential's"
	}
	var c jwt.Claims
	if err := a.parsed.Claims(publicKey(key), &c); err != nil {
		return "Invalid signature"
	}
	switch {
	case c.Issuer != clientID || c.Subject != clientID:
		return "'iss' and 'sub' must be the client_id"
	case len(c.Issuer) > maxAssertionText || len(c.ID) > maxAssertionText:
		return "Claim too long"
	case len(c.Audience) != 1 || !slices.Contains(j.audiences, c.Audience[0]):
		return "'aud' must be the tenant's issuer"
	}
	return j.faultOfTimes(c)
}

// faultOfTimes uses the machine's clock, which is also that of the client that
// signed; a test moves only the tenant's own.
func (j *Judge) faultOfTimes(c jwt.Claims) string {
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
	if _, used := j.seen[key]; used {
		return "'jti' claim has been used before"
	}
	j.seen[key] = c.Expiry.Time()
	return ""
}

// publicKey accepts the key in the forms that callers have at hand.
func publicKey(key crypto.PublicKey) any {
	if signer, ok := key.(crypto.Signer); ok {
		return signer.Public()
	}
	return key
}

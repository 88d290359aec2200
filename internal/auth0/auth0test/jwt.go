package auth0test

import (
	"errors"
	"fmt"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// The reasons why an access token is refused, as Auth0 tells them apart.
var (
	errSignature = errors.New("invalid signature")
	errExpired   = errors.New("expired token")
	errAudience  = errors.New("bad audience")
)

// claims are those of an access token that the APIs look at.
type claims struct {
	jwt.Claims

	Client string `json:"azp"`
	Scope  string `json:"scope"`
}

// sign makes a token of the claims; iss, iat and exp are added.
func (t *Tenant) sign(payload map[string]any, lifetime time.Duration) (string, error) {
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: t.key, KeyID: keyID(t.key)}},
		(&jose.SignerOptions{}).WithType("JWT"),
	)
	if err != nil {
		return "", fmt.Errorf("auth0test: signer: %w", err)
	}
	now := t.now()
	payload["iss"] = t.issuer()
	payload["iat"] = now.Unix()
	payload["exp"] = now.Add(lifetime).Unix()
	token, err := jwt.Signed(signer).Claims(payload).Serialize()
	if err != nil {
		return "", fmt.Errorf("auth0test: signing: %w", err)
	}
	return t.secret(token), nil
}

// verify reads an access token of this tenant for the audience.
func (t *Tenant) verify(token, audience string) (claims, error) {
	var c claims
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return c, errSignature
	}
	if err := parsed.Claims(&t.key.PublicKey, &c); err != nil || c.Issuer != t.issuer() || c.Expiry == nil {
		return claims{}, errSignature
	}
	if !t.now().Before(c.Expiry.Time()) {
		return claims{}, errExpired
	}
	if !c.Audience.Contains(audience) {
		return claims{}, errAudience
	}
	return c, nil
}

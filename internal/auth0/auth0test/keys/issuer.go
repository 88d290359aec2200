// Package keys signs and judges what a tenant proves with keys: its access and
// ID tokens, the assertions of its applications, and its TLS certificate.
package keys

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// The reasons why an access token is refused, as Auth0 tells them apart.
var (
	ErrSignature = errors.New("invalid signature")
	ErrExpired   = errors.New("expired token")
	ErrAudience  = errors.New("bad audience")
)

// signingKey generates one key per process: 2048 bits take longer than all
// else that a tenant needs.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("auth0test: signing key: %w", err)
	}
	return key, nil
})

// Issuer signs tokens in one name.
type Issuer struct {
	name string
	key  *rsa.PrivateKey
}

// NewIssuer has the key that all issuers of the process share.
func NewIssuer(name string) (*Issuer, error) {
	key, err := signingKey()
	return &Issuer{name: name, key: key}, err
}

// Name is the iss of the tokens.
func (i *Issuer) Name() string { return i.name }

// keyID derives a stable name for the public key.
func (i *Issuer) keyID() string {
	sum := sha256.Sum256(i.key.N.Bytes())
	return base64.RawURLEncoding.EncodeToString(sum[:])[:21]
}

// KeySet is the public half, as JWKS.
func (i *Issuer) KeySet() jose.JSONWebKeySet {
	return jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{
		Key: i.key.Public(), KeyID: i.keyID(), Algorithm: string(jose.RS256), Use: "sig",
	}}}
}

// Claims are those of an access token that the APIs look at.
type Claims struct {
	jwt.Claims

	Client string `json:"azp"`
	Scope  string `json:"scope"`
}

// Sign makes a token of the claims; iss, iat and exp are added.
func (i *Issuer) Sign(payload map[string]any, now time.Time, lifetime time.Duration) (string, error) {
	signer, err := jose.NewSigner(
		jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: i.key, KeyID: i.keyID()}},
		(&jose.SignerOptions{}).WithType("JWT"),
	)
	if err != nil {
		return "", fmt.Errorf("auth0test: signer: %w", err)
	}
	payload["iss"] = i.name
	payload["iat"] = now.Unix()
	payload["exp"] = now.Add(lifetime).Unix()
	token, err := jwt.Signed(signer).Claims(payload).Serialize()
	if err != nil {
		return "", fmt.Errorf("auth0test: signing: %w", err)
	}
	return token, nil
}

// Verify reads an access token of this issuer for the audience.
func (i *Issuer) Verify(token, audience string, now time.Time) (Claims, error) {
	var c Claims
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return c, ErrSignature
	}
	if err := parsed.Claims(&i.key.PublicKey, &c); err != nil || c.Issuer != i.name || c.Expiry == nil {
		return Claims{}, ErrSignature
	}
	if !now.Before(c.Expiry.Time()) {
		return Claims{}, ErrExpired
	}
	if !c.Audience.Contains(audience) {
		return Claims{}, ErrAudience
	}
	return c, nil
}

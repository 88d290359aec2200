package auth0

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// SigningAlgs are the algorithms that Auth0 accepts for client assertions.
var SigningAlgs = []string{"RS256", "RS384", "PS256"}

const assertionLife = time.Minute // what Auth0 recommends; it refuses more than five

// assertionSigner authenticates an application by a signature instead of a secret.
//
// https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt
type assertionSigner struct {
	signer   jose.Signer
	clientID string
	audience string
}

func newAssertionSigner(clientID, audience, key, alg string) (*assertionSigner, error) {
	if alg == "" {
		alg = "RS256"
	}
	if !slices.Contains(SigningAlgs, alg) {
		return nil, fmt.Errorf("%q is not a signing algorithm that Auth0 accepts: use %s", alg, strings.Join(SigningAlgs, ", "))
	}
	rsaKey, err := ParsePrivateKey(key)
	if err != nil {
		return nil, err
	}
	signingKey := jose.SigningKey{Algorithm: jose.SignatureAlgorithm(alg), Key: rsaKey}
	signer, err := jose.NewSigner(signingKey, new(jose.SignerOptions).WithType("JWT"))
	if err != nil {
		return nil, err
	}
	return &assertionSigner{signer, clientID, audience}, nil
}

// ParsePrivateKey parses an RSA private key in PEM, either PKCS #1 or PKCS #8,
// without a passphrase. Its errors never contain the key.
func ParsePrivateKey(key string) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode([]byte(key))
	if block == nil && strings.Contains(key, "-----BEGIN ") && strings.Contains(key, "-----END ") {
		return nil, errors.New("the private key has lost its line breaks, as happens in variables of a pipeline: " +
			"it needs one after the BEGIN line, one before the END line, and no \\n in their place")
	}
	if block == nil {
		return nil, errors.New("the private key is not PEM: it has to begin with -----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----")
	}
	if k, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return k, nil
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("the PEM block %q is not an RSA private key without a passphrase", block.Type)
	}
	k, ok := parsed.(*rsa.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("the private key is a %T: Auth0 accepts RSA keys only", parsed)
	}
	return k, nil
}

// sign returns a new assertion, which is valid for one request.
func (s *assertionSigner) sign(now time.Time) (string, error) {
	return jwt.Signed(s.signer).Claims(jwt.Claims{
		Issuer:   s.clientID,
		Subject:  s.clientID,
		Audience: jwt.Audience{s.audience},
		IssuedAt: jwt.NewNumericDate(now),
		Expiry:   jwt.NewNumericDate(now.Add(assertionLife)),
		ID:       rand.Text(),
	}).Serialize()
}

package auth0

import (
	"crypto/tls"
	"errors"
	"net/http"
	"time"
)

const (
	defaultRequestTimeout = 30 * time.Second
	defaultAttempts       = 5
)

// Config describes a tenant, and the application that a [Client] acts as. At
// most one of APIToken, ClientSecret and PrivateKey may be set. With none of them
// the client can do what a public application can: call the MFA API.
type Config struct {
	// Domain is the tenant's domain, in a form that [ParseDomain] accepts.
	Domain string
	// ClientID identifies the application. It is required with ClientSecret and PrivateKey.
	ClientID string
	// ClientSecret authenticates a confidential application.
	ClientSecret string
	// PrivateKey authenticates an application by Private Key JWT. It is an RSA key in PEM.
	PrivateKey string
	// SigningAlg is the algorithm that PrivateKey signs with, one of [SigningAlgs]: RS256 by default.
	SigningAlg string
	// APIToken is an access token for the Management API. It is never renewed.
	APIToken string
	// Audience identifies the Management API: https://{domain}/api/v2/ by default.
	Audience string
	// TokenCache is the folder in which Management API tokens are kept for later
	// processes. If it is empty, they are kept in memory only.
	TokenCache string
	// UserAgent is the User-Agent header of every request.
	UserAgent string
	// Transport sends the requests. It is [NewTransport] by default.
	Transport http.RoundTripper
	// RequestTimeout is how long one attempt of a request may take: 30 seconds by default.
	RequestTimeout time.Duration
	// Attempts is how often a request is sent at most: 5 times by default.
	Attempts int
}

// setDefaults fills in what is left out. The host is the tenant's.
func (c *Config) setDefaults(host string) {
	if c.Audience == "" {
		c.Audience = "https://" + host + "/api/v2/"
	}
	if c.Transport == nil {
		c.Transport = NewTransport()
	}
	if c.RequestTimeout == 0 {
		c.RequestTimeout = defaultRequestTimeout
	}
	if c.Attempts == 0 {
		c.Attempts = defaultAttempts
	}
}

// oneWay refuses more than one way to authenticate, and a credential without its client ID.
func (c *Config) oneWay() error {
	ways := 0
	for _, way := range []string{c.APIToken, c.ClientSecret, c.PrivateKey} {
		if way != "" {
			ways++
		}
	}
	switch {
	case ways > 1:
		return errors.New("more than one of API token, client secret and private key is set: keep one of them")
	case c.ClientID == "" && c.ClientSecret+c.PrivateKey != "":
		return errors.New("a client secret or a private key needs the client ID of its application: set it, too")
	}
	return nil
}

// NewTransport returns a transport that requires TLS 1.2 or later, verifies
// certificates against the system's authorities (or those of SSL_CERT_FILE), and
// takes its proxy from the environment (HTTPS_PROXY).
func NewTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // the standard library's default
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	return t
}

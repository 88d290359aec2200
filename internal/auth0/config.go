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

// Config describes the tenant and the application that a [Client] stands for.
// At most one of APIToken, ClientSecret and PrivateKey may be set; with none
// the client reaches what a public application reaches: the MFA API.
type Config struct {
	// Domain is the tenant's domain, as [ParseDomain] takes it.
	Domain string
	// ClientID is the application's identifier.
	ClientID string
	// ClientSecret authenticates a confidential application.
	ClientSecret string
	// PrivateKey authenticates an application by Private Key JWT: an RSA key, PEM encoded.
	PrivateKey string
	// SigningAlg is the algorithm of the key's credential: RS256 (the default), RS384 or PS256.
	SigningAlg string
	// APIToken is a Management API access token to use as it is.
	APIToken string
	// Audience is the Management API's identifier, https://{domain}/api/v2/ by default.
	Audience string
	// TokenCache is a folder in which Management API tokens outlive the process; none when empty.
	TokenCache string
	// UserAgent is sent with every request.
	UserAgent string
	// Transport sends the requests, [NewTransport] by default.
	Transport http.RoundTripper
	// RequestTimeout bounds each attempt of a request, 30 seconds by default.
	RequestTimeout time.Duration
	// Attempts bounds how often a request is sent, 5 by default.
	Attempts int
}

// setDefaults fills in what is left out; host is the tenant's.
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
		return errors.New("more than one of API token, client secret and private key is set")
	case c.ClientID == "" && c.ClientSecret+c.PrivateKey != "":
		return errors.New("a client secret or a private key needs the client ID that it belongs to")
	}
	return nil
}

// NewTransport returns a transport that verifies certificates against the
// system's authorities (SSL_CERT_FILE), speaks TLS 1.2 or later and takes its
// proxy from the environment (HTTPS_PROXY).
func NewTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone() //nolint:forcetypeassert // the standard library's default
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	return t
}

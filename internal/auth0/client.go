// Package auth0 is a client of the parts of Auth0's Management and MFA APIs
// that multi-factor authentication needs. It knows nothing of Terraform.
//
// A [Client] stands for one application of one tenant. Management methods
// authenticate with an access token of their own, MFA methods with what the
// user's login gave. Every failure is an [*Error] or, where a login needs a
// second factor, an [*MFARequiredError] around one.
package auth0

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/go-retryablehttp"
)

const defaultRequestTimeout = 30 * time.Second

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

// Client calls the APIs of one tenant. It is safe for concurrent use.
type Client struct {
	base    *url.URL
	config  Config
	http    *retryablehttp.Client
	signer  *assertionSigner // nil without a private key
	tokens  *tokenSource
	factors shared // what /guardian/factors lists
	tenant  shared // what /tenants/settings says
}

// New checks a configuration and returns a client for it. It makes no request:
// the Management API token is fetched when it is first needed.
func New(config Config) (*Client, error) {
	base, err := ParseDomain(config.Domain)
	if err != nil {
		return nil, err
	}
	if config.Audience == "" {
		config.Audience = "https://" + base.Host + "/api/v2/"
	}
	if config.Transport == nil {
		config.Transport = NewTransport()
	}
	if config.RequestTimeout == 0 {
		config.RequestTimeout = defaultRequestTimeout
	}
	c := &Client{base: base, config: config}
	if err := c.authenticate(); err != nil {
		return nil, err
	}
	c.http = newRetrying(config)
	return c, nil
}

// authenticate prepares the one way to authenticate that is configured.
func (c *Client) authenticate() error {
	ways := 0
	for _, way := range []string{c.config.APIToken, c.config.ClientSecret, c.config.PrivateKey} {
		if way != "" {
			ways++
		}
	}
	switch {
	case ways > 1:
		return errors.New("more than one of API token, client secret and private key is set")
	case c.config.ClientID == "" && c.config.ClientSecret+c.config.PrivateKey != "":
		return errors.New("a client secret or a private key needs the client ID that it belongs to")
	}
	if c.config.PrivateKey != "" {
		signer, err := newAssertionSigner(c.config.ClientID, "https://"+c.base.Host+"/", c.config.PrivateKey, c.config.SigningAlg)
		if err != nil {
			return err
		}
		c.signer = signer
	}
	c.tokens = newTokenSource(c)
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

// Domain returns the tenant's domain without a scheme: example.eu.auth0.com.
func (c *Client) Domain() string { return c.base.Host }

// CloseIdleConnections closes the connections that no request is using.
func (c *Client) CloseIdleConnections() { c.http.HTTPClient.CloseIdleConnections() }

// manage calls the Management API: path is escaped and relative to /api/v2.
func (c *Client) manage(ctx context.Context, method, path string, in, out any) error {
	token, err := c.tokens.get(ctx)
	if err != nil {
		return err
	}
	call := call{method: method, path: "/api/v2" + path, bearer: token, body: jsonBody(in)}
	err = c.do(ctx, call, out)
	var e *Error
	if !errors.As(err, &e) || e.Status != http.StatusUnauthorized || !c.tokens.drop(token) {
		return err
	}
	// The token was revoked, or expired by the tenant's clock: nothing was carried out.
	if call.bearer, err = c.tokens.get(ctx); err != nil {
		return err
	}
	return c.do(ctx, call, out)
}

// A call is one request to the tenant.
type call struct {
	method string
	path   string // escaped, with the query, from the tenant's root
	bearer string // not sent when empty
	body   body   // nil for none
}

// A body makes what is sent, anew for every attempt: a client assertion may be used only once.
type body func() (contentType string, content []byte, err error)

func jsonBody(in any) body {
	if in == nil {
		return nil
	}
	return func() (string, []byte, error) {
		content, err := json.Marshal(in)
		return "application/json", content, err
	}
}

// do sends a call, repeats it where that is safe, and decodes the answer into
// out, which is nil where none is expected. It is the only place that touches HTTP.
func (c *Client) do(ctx context.Context, call call, out any) error {
	req, err := c.request(ctx, call)
	if err != nil {
		return call.failed(nil, err)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return call.failed(resp, err)
	}
	defer func() { _ = resp.Body.Close() }()
	content, err := io.ReadAll(resp.Body) // from memory: see attempts
	if err != nil {
		return call.failed(resp, err)
	}
	return call.decode(resp, content, out)
}

func (c *Client) request(ctx context.Context, call call) (*retryablehttp.Request, error) {
	if strings.ContainsFunc(call.bearer, unicode.IsControl) {
		return nil, errors.New("the token contains a line break or another control character")
	}
	var raw any
	contentType := ""
	if call.body != nil {
		raw = retryablehttp.ReaderFunc(func() (io.Reader, error) {
			var content []byte
			var err error
			contentType, content, err = call.body()
			return bytes.NewReader(content), err
		})
	}
	req, err := retryablehttp.NewRequestWithContext(withPatience(ctx), call.method, c.base.String()+call.path, raw)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept", "application/json")
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if call.bearer != "" {
		req.Header.Set("Authorization", "Bearer "+call.bearer)
	}
	if c.config.UserAgent != "" {
		req.Header.Set("User-Agent", c.config.UserAgent)
	}
	return req, nil
}

package auth0_test

import (
	"crypto/tls"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func TestConfigIsRefused(t *testing.T) {
	t.Parallel()
	for why, config := range map[string]auth0.Config{
		"domain is empty":    {},
		"more than one":      {Domain: "a.b", ClientID: "id", ClientSecret: "s", APIToken: "t"},
		"needs the client":   {Domain: "a.b", ClientSecret: "s"},
		"not PEM":            {Domain: "a.b", ClientID: "id", PrivateKey: "secret-key"},
		"its line breaks":    {Domain: "a.b", ClientID: "id", PrivateKey: "-----BEGIN PRIVATE KEY----- c2VjcmV0 -----END PRIVATE KEY-----"},
		"no \\n in their":    {Domain: "a.b", ClientID: "id", PrivateKey: `-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n`},
		"signing algorithm":  {Domain: "a.b", ClientID: "id", PrivateKey: "x", SigningAlg: "HS256"},
		"not an RSA private": {Domain: "a.b", ClientID: "id", PrivateKey: "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n"},
	} {
		if _, err := auth0.New(config); err == nil || !strings.Contains(err.Error(), why) || strings.Contains(err.Error(), "c2VjcmV0") {
			t.Errorf("New: %v, want an error with %q", err, why)
		}
	}
}

func TestNewTransportIsSecure(t *testing.T) {
	t.Parallel()
	transport := auth0.NewTransport()
	if c := transport.TLSClientConfig; c.MinVersion != tls.VersionTLS12 || c.InsecureSkipVerify || transport.Proxy == nil {
		t.Errorf("got %+v", transport)
	}
}

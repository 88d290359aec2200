package auth0_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func TestParseDomain(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"example.eu.auth0.com":          "https://example.eu.auth0.com",
		"https://example.eu.auth0.com":  "https://example.eu.auth0.com",
		"https://example.eu.auth0.com/": "https://example.eu.auth0.com",
		"Login.Example.COM":             "https://login.example.com",
		"login.example.com:443":         "https://login.example.com",
		"login.example.com:8443":        "https://login.example.com:8443",
		"http://127.0.0.1:3000/":        "http://127.0.0.1:3000",
		"http://[::1]:3000":             "http://[::1]:3000",
		"http://localhost:3000":         "http://localhost:3000",
		"localhost:3000":                "https://localhost:3000",
	} {
		got, err := auth0.ParseDomain(in)
		if err != nil || got.String() != want {
			t.Errorf("ParseDomain(%q) = %v, %v, want %s", in, got, err, want)
		}
	}
}

func TestParseDomainRefuses(t *testing.T) {
	t.Parallel()
	for in, why := range map[string]string{
		"":                                     "is empty",
		"https://":                             "is empty",
		"http://example.eu.auth0.com":          "unencrypted",
		"http://127.0.0.1.example.com":         "unencrypted",
		"http://10.0.0.1":                      "unencrypted",
		"ftp://example.eu.auth0.com":           "scheme",
		"example":                              "not a whole domain",
		"example.eu.auth0.com/api/v2":          "not a domain",
		"user:password@example.eu.auth0.com":   "not a domain",
		"example.eu.auth0.com?x=y":             "not a domain",
		"example.eu.auth0.com\r\nHost: x":      "not a domain",
		"exa mple.eu.auth0.com":                "not a domain",
		" example.eu.auth0.com":                "not a domain",
		"-example.eu.auth0.com":                "not a domain",
		"https://https://example.eu.auth0.com": "not a domain",
	} {
		if _, err := auth0.ParseDomain(in); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("ParseDomain(%q): %v, want an error with %q", in, err, why)
		}
	}
}

func FuzzParseDomain(f *testing.F) {
	for _, s := range []string{
		"example.eu.auth0.com", "https://a.b/", "http://127.0.0.1:1", "http://[::1]", "a..b", "a:b@c", "%00.com", "http://0177.0.0.1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, domain string) {
		u, err := auth0.ParseDomain(domain)
		if err != nil {
			return
		}
		if u.Host == "" || u.User != nil || u.Path != "" || u.RawQuery != "" {
			t.Errorf("%q became %#v", domain, u)
		}
		local := strings.HasPrefix(u.Host, "127.") || strings.HasPrefix(u.Host, "localhost") || strings.HasPrefix(u.Host, "[")
		if u.Scheme != "https" && !local {
			t.Errorf("%q would be called unencrypted at %s", domain, u.Host)
		}
		again, err := auth0.ParseDomain(u.String())
		if err != nil || again.String() != u.String() {
			t.Errorf("%q became %s, and that became %v, %v", domain, u, again, err)
		}
	})
}

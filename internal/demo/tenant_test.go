package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// keepTenant runs the tenant and returns its exports, and its lines from then on.
func keepTenant(t *testing.T, args ...string) (map[string]string, *bufio.Scanner) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	in, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, out, append([]string{"tenant"}, args...))
		_ = out.CloseWithError(err)
		done <- err
	}()
	t.Cleanup(func() {
		cancel()
		_ = in.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	exports, lines := map[string]string{}, bufio.NewScanner(in)
	name := ""
	for lines.Scan() && lines.Text() != "# The requests it answers:" {
		switch export, ok := strings.CutPrefix(lines.Text(), "export "); {
		case ok:
			var value string
			name, value, _ = strings.Cut(export, "=")
			exports[name] = strings.Trim(value, "'")
		case !strings.HasPrefix(export, "#"): // a value of several lines
			exports[name] += "\n" + strings.Trim(export, "'")
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return exports, lines
}

func TestTenantTellsHowToUseIt(t *testing.T) {
	t.Parallel()
	env, lines := keepTenant(t)
	c, err := auth0.New(auth0.Config{
		Domain:       env["AUTH0_DOMAIN"],
		ClientID:     env["AUTH0_CLIENT_ID"],
		ClientSecret: env["AUTH0_CLIENT_SECRET"],
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.CloseIdleConnections)
	logged := make(chan string, 2)
	go func() {
		for lines.Scan() {
			logged <- lines.Text()
		}
	}()
	if _, err := c.AuthenticationMethods(t.Context(), env["GUARDIAN_ACC_USER_ID"]); err != nil {
		t.Fatal(err)
	}
	if line := <-logged; !strings.HasPrefix(line, "# ") || !strings.HasSuffix(line, " 200 POST /oauth/token") {
		t.Errorf("logged %q", line)
	}
	if line := <-logged; !strings.Contains(line, " 200 GET /api/v2/users/auth0%7C") {
		t.Errorf("logged %q", line)
	}
}

func TestTenantLetsTheUserLogIn(t *testing.T) {
	t.Parallel()
	env, lines := keepTenant(t)
	go func() {
		for lines.Scan() { // makes room for the next line
			continue
		}
	}()
	login, err := auth0.New(auth0.Config{
		Domain:       env["AUTH0_DOMAIN"],
		ClientID:     env["GUARDIAN_ACC_CLIENT_ID"],
		ClientSecret: env["GUARDIAN_ACC_CLIENT_SECRET"],
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(login.CloseIdleConnections)
	user := auth0.PasswordGrant{
		Username: env["GUARDIAN_ACC_USERNAME"],
		Password: env["GUARDIAN_ACC_PASSWORD"],
	}
	if _, err := login.Password(t.Context(), user); err != nil {
		t.Error(err)
	}
	inbox, err := auth0test.OpenInbox(t.Context(), auth0test.Mailbox{
		Addr:     env["GUARDIAN_ACC_IMAP_ADDR"],
		Username: env["GUARDIAN_ACC_IMAP_USERNAME"],
		Password: env["GUARDIAN_ACC_IMAP_PASSWORD"],
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := inbox.Close(); err != nil {
		t.Error(err)
	}
}

func TestTenantWritesItsCA(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "ca.pem")
	for name, args := range map[string][]string{
		"to a file":           {"-tls", "-ca", file},
		"to a temporary file": {"-tls"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env, lines := keepTenant(t, args...)
			go lines.Scan()
			pem, err := os.ReadFile(env["SSL_CERT_FILE"])
			if err != nil {
				t.Fatal(err)
			}
			pool := x509.NewCertPool()
			pool.AppendCertsFromPEM(pem)
			transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
			defer transport.CloseIdleConnections()
			url := env["AUTH0_DOMAIN"] + "/.well-known/jwks.json"
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			response, err := (&http.Client{Transport: transport, Timeout: 10 * time.Second}).Do(request)
			if err != nil {
				t.Fatal(err)
			}
			if err := response.Body.Close(); err != nil || response.StatusCode != http.StatusOK {
				t.Errorf("%v, %s", err, response.Status)
			}
		})
	}
}

func TestTenantRefuses(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"an address that others can reach": {"-addr", "0.0.0.0:0"},
		"an argument":                      {"now"},
		"two applications":                 {"-read-only", "-private-key-jwt"},
		"a kind of message":                {"-message-types", "fax"},
		"a class of rate limits":           {"-rate-limits", "gold"},
		"a feature":                        {"-without", "duo"},
		"a folder that is not there":       {"-tls", "-ca", filepath.Join(t.TempDir(), "none", "ca.pem")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := runTenant(t.Context(), io.Discard, args); err == nil {
				t.Error("no error")
			}
		})
	}
}

// On the Unified Phone Experience, a tenant refuses the legacy phone settings.
func TestTenantCanBeOnTheUnifiedPhoneExperience(t *testing.T) {
	t.Parallel()
	for _, unified := range []bool{false, true} {
		var args []string
		if unified {
			args = []string{"-unified-phone"}
		}
		env, lines := keepTenant(t, args...)
		go func() {
			for lines.Scan() { // what nobody reads holds the tenant up
			}
		}()
		c, err := auth0.New(auth0.Config{
			Domain:       env["AUTH0_DOMAIN"],
			ClientID:     env["AUTH0_CLIENT_ID"],
			ClientSecret: env["AUTH0_CLIENT_SECRET"],
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.CloseIdleConnections)
		if _, err := c.LegacyPhoneProvider(t.Context()); (err != nil) != unified {
			t.Errorf("unified %t: %v", unified, err)
		}
	}
}

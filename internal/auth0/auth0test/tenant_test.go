package auth0test_test

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestTLSNeedsTheTenantsCA(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenantLike(t, auth0test.Config{TLS: true})
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(tn.CACertificate()) {
		t.Fatal("no CA")
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	defer transport.CloseIdleConnections()
	_, port, _ := strings.Cut(tn.Host(), ":")
	for _, base := range []string{tn.URL(), "https://localhost:" + port} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/.well-known/openid-configuration", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		do(t, &http.Client{Transport: transport}, request).want(t, 200, `"issuer":"https://`+tn.Host()+`/"`)
	}
	if err := try(t.Context(), tn); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("without the CA: %v", err)
	}
	tn.Fail(auth0test.Fault{Reset: true, Times: -1})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, tn.URL()+"/", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Transport: transport}).Do(request)
	if err == nil {
		_ = response.Body.Close()
		t.Error("answered")
	}
}

// A tenant that listens on a name is known by it, in its tokens, too.
func TestATenantIsKnownByTheNameThatItListensOn(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenantLike(t, auth0test.Config{Addr: "localhost:0"})
	if !strings.HasPrefix(tn.URL(), "http://localhost:") || strings.HasSuffix(tn.URL(), ":0") {
		t.Errorf("the tenant is at %s", tn.URL())
	}
	discovery := send(t, tn, http.MethodGet, "/.well-known/openid-configuration", "", nil)
	discovery.want(t, 200, `"issuer":"`+tn.URL()+`/"`, `"token_endpoint":"`+tn.URL()+`/oauth/token"`)
	manage(t, tn, http.MethodGet, "/guardian/policies", nil).want(t, 200)
}

func TestOnlyLoopbackAddressesAreServed(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{"0.0.0.0:0", ":0", "192.0.2.1:0", "nonsense"} {
		if tn, err := auth0test.Start(auth0test.Config{Addr: addr}); err == nil {
			_ = tn.Close()
			t.Errorf("%s was accepted", addr)
		}
	}
	tn, err := auth0test.Start(auth0test.Config{Addr: "localhost:0"})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // closing twice is closing once
		if err := tn.Close(); err != nil {
			t.Error(err)
		}
	}
	if tn.CACertificate() != nil {
		t.Error("a CA without TLS")
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	s := enforced(t, true, "email", "otp")
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			s.manage(http.MethodPut, "/guardian/factors/sms", `{"enabled":true}`).want(t, 200)
			s.SetFactor("sms", false)
			s.challenge(s.mfaToken())
			s.Fail(auth0test.Fault{Path: "/nowhere"})
			_ = s.Requests()
			_ = s.Secrets()
		})
	}
	wait.Wait()
}

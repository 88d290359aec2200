package auth0test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// defaultAddr is a free port of the loopback interface.
const defaultAddr = "127.0.0.1:0"

// Config describes a tenant to start; the zero value is an http tenant on a
// free loopback port.
type Config struct {
	// Addr is the address to listen on, by default "127.0.0.1:0". Only
	// loopback addresses are accepted: the tenant guards nothing real.
	Addr string
	// TLS serves https with a certificate for 127.0.0.1, ::1 and localhost,
	// signed by a CA of the tenant's own.
	TLS bool
	// Requirements adds mfa_requirements to mfa_required (Early Access).
	Requirements bool
	// AutoListedEmailBlocks makes a verified email alone block an association
	// with an mfa_token. Auth0 does not document which of the two holds.
	AutoListedEmailBlocks bool
}

// Tenant is a running emulated tenant. All methods are safe for concurrent use.
type Tenant struct {
	config  Config
	host    string
	ca      []byte
	server  *http.Server
	handler http.Handler
	mail    *mailServer
	conns   sync.WaitGroup
	closing chan struct{}
	close   sync.Once

	// mu guards the emulated state and the test's controls below it; it is
	// never held while a request waits.
	mu sync.Mutex
	state
	controls
}

// Start starts a tenant; the caller closes it.
func Start(config Config) (*Tenant, error) {
	listener, err := listenLoopback(config.Addr)
	if err != nil {
		return nil, err
	}
	t := &Tenant{config: config, host: listener.Addr().String(), closing: make(chan struct{})}
	if err := t.prepare(); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	if config.TLS {
		certificate, ca, err := newCertificate()
		if err != nil {
			return nil, errors.Join(err, t.mail.close(), listener.Close())
		}
		t.ca = ca
		listener = tls.NewListener(listener, &tls.Config{
			Certificates: []tls.Certificate{certificate},
			MinVersion:   tls.VersionTLS12,
			NextProtos:   []string{"http/1.1"},
		})
	}
	t.conns.Go(func() { _ = t.server.Serve(listener) }) // ends with http.ErrServerClosed
	return t, nil
}

// prepare fills in everything but the listener.
func (t *Tenant) prepare() error {
	key, err := signingKey()
	if err != nil {
		return err
	}
	mail, err := startMail(t.host)
	if err != nil {
		return err
	}
	t.mail = mail
	t.state = newState(key)
	t.handler = t.routes()
	t.server = &http.Server{
		Handler:           http.HandlerFunc(t.serve),
		ConnState:         t.countConns,
		ReadHeaderTimeout: 10 * time.Second,
		// Tests break connections on purpose; the server's remarks on that are noise.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	t.addOwnApplications()
	return nil
}

// listenLoopback refuses every address that another machine could reach.
func listenLoopback(addr string) (net.Listener, error) {
	if addr == "" {
		addr = defaultAddr
	}
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("auth0test: %w", err)
	}
	if !tcp.IP.IsLoopback() {
		return nil, fmt.Errorf("auth0test: %s is not a loopback address", addr)
	}
	listener, err := net.ListenTCP("tcp", tcp)
	if err != nil {
		return nil, fmt.Errorf("auth0test: %w", err)
	}
	return listener, nil
}

// NewTenant starts a tenant for a test and closes it when the test ends.
func NewTenant(tb testing.TB) *Tenant {
	tb.Helper()
	t, err := Start(Config{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := t.Close(); err != nil {
			tb.Error(err)
		}
	})
	return t
}

// Close stops the tenant's servers and waits for everything they started.
func (t *Tenant) Close() error {
	var err error
	t.close.Do(func() {
		close(t.closing)
		err = errors.Join(t.server.Close(), t.mail.close())
		t.conns.Wait()
	})
	return err
}

// countConns lets Close wait for connections, which http.Server.Close does not.
func (t *Tenant) countConns(_ net.Conn, s http.ConnState) {
	switch s {
	case http.StateNew:
		t.conns.Add(1)
	case http.StateClosed, http.StateHijacked:
		t.conns.Done()
	}
}

// URL returns the tenant's base address, without a trailing slash.
func (t *Tenant) URL() string {
	if t.config.TLS {
		return "https://" + t.host
	}
	return "http://" + t.host
}

// Host returns the tenant's host and port, which stand for its Auth0 domain.
func (t *Tenant) Host() string { return t.host }

// CACertificate returns the PEM of the CA that signed the tenant's
// certificate, or nil without TLS.
func (t *Tenant) CACertificate() []byte { return t.ca }

// ManagementAudience returns the identifier of the Management API.
// Identifiers start with https whatever the transport.
func (t *Tenant) ManagementAudience() string { return "https://" + t.host + "/api/v2/" }

// MFAAudience returns the identifier of the MFA API.
func (t *Tenant) MFAAudience() string { return "https://" + t.host + "/mfa/" }

// issuer names the tenant in its tokens.
func (t *Tenant) issuer() string { return t.URL() + "/" }

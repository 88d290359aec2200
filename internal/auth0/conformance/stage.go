package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// stage is what a file of tests plays on: two tenants, and the address where it
// steers them.
type stage struct {
	dir     string
	tenants map[string]*steered
	control *http.Server
	address string
	served  sync.WaitGroup
}

// newStage starts a tenant as most are, and one with Auth0's Early Access
// additions.
func newStage() (*stage, error) {
	s := &stage{tenants: map[string]*steered{}}
	if err := s.start(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *stage) start() error {
	for name, config := range map[string]auth0test.Config{
		"plain": {TLS: true}, "early": {TLS: true, Requirements: true},
	} {
		tn, err := auth0test.Start(config)
		if err != nil {
			return err
		}
		s.tenants[name] = &steered{Tenant: tn, inboxes: map[string]*auth0test.Inbox{}}
	}
	if err := s.writeCertificates(); err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("conformance: %w", err)
	}
	s.control = &http.Server{Handler: control(s.tenants), ReadHeaderTimeout: 10 * time.Second}
	s.address = "http://" + listener.Addr().String()
	s.served.Go(func() { _ = s.control.Serve(listener) }) // ends with http.ErrServerClosed
	return nil
}

// writeCertificates writes the CAs of all tenants to one file, as Node reads them.
func (s *stage) writeCertificates() (err error) {
	if s.dir, err = os.MkdirTemp("", "conformance-"); err != nil {
		return fmt.Errorf("conformance: %w", err)
	}
	var all []byte
	for _, tn := range s.tenants {
		all = append(all, tn.CACertificate()...)
	}
	if err := os.WriteFile(s.certificates(), all, 0o600); err != nil {
		return fmt.Errorf("conformance: %w", err)
	}
	return nil
}

func (s *stage) certificates() string { return filepath.Join(s.dir, "ca.pem") }

// environment is how a test learns of the stage. There is no proxy on the way to
// a loopback address.
func (s *stage) environment() []string {
	return []string{
		"NODE_EXTRA_CA_CERTS=" + s.certificates(), "CONFORMANCE_CONTROL=" + s.address,
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1",
	}
}

// requests are those of all tenants.
func (s *stage) requests() []auth0test.Request {
	var all []auth0test.Request
	for _, tn := range s.tenants {
		all = append(all, tn.Requests()...)
	}
	return all
}

func (s *stage) close() error {
	var err error
	if s.control != nil {
		err = s.control.Close()
		s.served.Wait()
	}
	for _, tn := range s.tenants {
		err = errors.Join(err, tn.close())
	}
	if s.dir != "" {
		err = errors.Join(err, os.RemoveAll(s.dir))
	}
	return err
}

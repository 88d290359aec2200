package provider

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// logged writes a line for each request into Terraform's log. Headers, queries
// and bodies are left out: nearly all of them hold secrets.
type logged struct{ next http.RoundTripper }

// RoundTrip sends a request and logs what became of it.
func (l logged) RoundTrip(req *http.Request) (*http.Response, error) {
	began := time.Now()
	resp, err := l.next.RoundTrip(req)
	fields := map[string]any{
		"method":      req.Method,
		"path":        req.URL.EscapedPath(),
		"duration_ms": time.Since(began).Milliseconds(),
	}
	if err != nil {
		fields["error"] = cause(err)
		tflog.Debug(req.Context(), "Request to Auth0 failed", fields)
		return nil, err
	}
	fields["status"] = resp.StatusCode
	tflog.Debug(req.Context(), "Request to Auth0", fields)
	return resp, nil
}

// CloseIdleConnections lets the client's call through.
func (l logged) CloseIdleConnections() {
	if c, ok := l.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// cause is why there was no answer, in the words of the network or of TLS. Any other
// error may quote what the server sent, which may be an echo of a secret.
func cause(err error) string {
	var (
		network     net.Error
		certificate *tls.CertificateVerificationError
		plain       tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &certificate):
		return certificate.Error()
	case errors.As(err, &plain):
		return plain.Error()
	case errors.As(err, &network):
		return network.Error()
	}
	for _, known := range []error{context.Canceled, io.EOF, io.ErrUnexpectedEOF} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return fmt.Sprintf("%T", err)
}

package provider

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

// What a server says instead of an answer is not in the log: it may be an echo.
func TestTheLogQuotesNoServer(t *testing.T) {
	t.Parallel()
	for name, says := range map[string]string{
		"no HTTP":         "%s\r\n\r\n",
		"a broken header": "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
		"no status":       "HTTP/1.1 %s\r\n\r\n",
		"a broken length": "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
				conn, _, err := http.NewResponseController(w).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				defer func() { _ = conn.Close() }()
				_, _ = fmt.Fprintf(conn, says, strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer "))
			}))
			t.Cleanup(s.Close)
			got := logOf(t, s.URL)
			if !strings.Contains(got, "Request to Auth0 failed") || strings.Contains(got, "4711") {
				t.Error(got)
			}
		})
	}
}

// Why there was no answer is in the log.
func TestTheLogSaysWhyThereWasNoAnswer(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	for address, says := range map[string]string{
		"http://" + listener.Addr().String():                  "connection refused",
		"https://" + strings.TrimPrefix(plain.URL, "http://"): "does not look like a TLS handshake",
		secure.URL:              "certificate",
		"http://tenant.invalid": "tenant.invalid",
	} {
		if got := logOf(t, address); !strings.Contains(got, says) {
			t.Errorf("%s: %s", address, got)
		}
	}
}

// logOf is what the log says of a request that fails.
func logOf(t *testing.T, address string) string {
	t.Helper()
	var lines bytes.Buffer
	req, err := http.NewRequestWithContext(tflogtest.RootLogger(t.Context(), &lines), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer token-4711")
	resp, err := logged{new(http.Transport)}.RoundTrip(req)
	if err == nil {
		_ = resp.Body.Close()
		t.Errorf("no error: %s", resp.Status)
	}
	return lines.String()
}

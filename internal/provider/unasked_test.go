package provider_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// Go's net/http logs what a server sends unasked on a connection that waits for
// the next request: an echo of a secret is not in Terraform's log by that either.
func TestTheLogHasNothingThatAServerSendsUnasked(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go echoUnasked(conn)
		}
	}()
	tn := emulated(t)
	w := tn.workspace(t, factorsData+policiesData)
	w.Env = append(w.Env,
		"AUTH0_DOMAIN=http://"+listener.Addr().String(), "AUTH0_CLIENT_SECRET=client-secret-4711",
		"TF_LOG=trace", "TF_LOG_PATH="+filepath.Join(w.Dir, "log"),
	)
	out := run(t, w, "plan")
	log := read(t, w, "log")
	if !strings.Contains(log, "Request to Auth0") {
		t.Error("the log has none of our lines")
	}
	search(t, out+log, []string{"client-secret-4711", "bearer-4711"})
}

// echoUnasked answers what a plan of the data sources asks, and sends what it was
// sent after each answer.
func echoUnasked(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	requests := bufio.NewReader(conn)
	for {
		req, err := http.ReadRequest(requests)
		if err != nil {
			return
		}
		body := `[]`
		if req.URL.Path == "/oauth/token" {
			body = `{"access_token":"bearer-4711","token_type":"Bearer","expires_in":86400}`
		}
		_ = req.ParseForm()
		_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s%s %s",
			len(body), body, req.Header.Get("Authorization"), req.PostForm.Encode())
	}
}

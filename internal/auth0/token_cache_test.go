package auth0_test

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// cached is a folder of tokens and the tenant that gives them.
type cached struct {
	t      *testing.T
	dir    string
	tenant *peer
}

func newCached(t *testing.T) cached {
	t.Helper()
	n := 0
	p := &peer{}
	p.answer = func(req *http.Request) *http.Response {
		p.mu.Lock()
		defer p.mu.Unlock()
		if req.URL.Path == "/oauth/token" {
			n++
			return jsonAnswer(200, fmt.Sprintf(`{"access_token":"token-%d","expires_in":86400,"token_type":"Bearer"}`, n))
		}
		if req.Header.Get("Authorization") == "Bearer revoked" {
			return jsonAnswer(401, `{"statusCode":401,"error":"Unauthorized","message":"Invalid token"}`)
		}
		if req.Header.Get("Authorization") == "Bearer narrow" {
			return jsonAnswer(403, scopeMissing)
		}
		return jsonAnswer(200, `[]`)
	}
	return cached{t, filepath.Join(t.TempDir(), "tokens"), p}
}

const scopeMissing = `{
	"statusCode": 403,
	"error": "Forbidden",
	"message": "Insufficient scope, expected any of: read:mfa_policies",
	"errorCode": "insufficient_scope"
}`

// run is a process: a client of its own that makes a call.
func (c cached) run(change func(*auth0.Config)) {
	c.t.Helper()
	config := auth0.Config{ClientID: "id", ClientSecret: "hush", Transport: c.tenant, TokenCache: c.dir}
	change(&config)
	if _, err := enrolled(c.t.Context(), newClient(c.t, config)); err != nil {
		c.t.Error(err)
	}
}

func same(*auth0.Config) {}

func (c cached) wants(tokens int) {
	c.t.Helper()
	if n := c.tenant.count("POST", "/oauth/token"); n != tokens {
		c.t.Errorf("%d tokens, want %d", n, tokens)
	}
}

func (c cached) file() string {
	c.t.Helper()
	files, err := filepath.Glob(filepath.Join(c.dir, "*"))
	if err != nil || len(files) != 1 {
		c.t.Fatalf("files: %v, %v", files, err)
	}
	return files[0]
}

// modes tells whether a file's mode says who may read it; on Windows that is up to its folder.
const modes = runtime.GOOS != "windows"

func TestCachedTokenOutlivesItsProcess(t *testing.T) {
	t.Parallel()
	c := newCached(t)
	c.run(same)
	c.run(same)
	c.wants(1)
	info, err := os.Stat(c.file())
	if err != nil || modes && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	content, err := os.ReadFile(c.file())
	if err != nil || strings.Contains(string(content)+c.file(), "hush") {
		t.Errorf("the file holds the client secret: %s, %v", content, err)
	}
}

// Every domain, application, audience and way of authenticating has a token of its
// own, and so has a secret that was rotated or is wrong.
func TestCachedTokensAreNotMixedUp(t *testing.T) {
	t.Parallel()
	c := newCached(t)
	c.run(same)
	c.run(func(config *auth0.Config) { config.Domain = "other.eu.auth0.com" })
	c.run(func(config *auth0.Config) { config.ClientID = "other" })
	c.run(func(config *auth0.Config) { config.Audience = "https://other.eu.auth0.com/api/v2/" })
	c.run(func(config *auth0.Config) { config.ClientSecret = "rotated" })
	c.wants(5)
	for n := range 2 {
		_, key := newPrivateKey(t)
		c.run(func(config *auth0.Config) { config.ClientSecret, config.PrivateKey = "", key })
		c.wants(6 + n)
	}
	c.run(func(config *auth0.Config) { config.APIToken, config.ClientSecret = "mine", "" })
	if s := c.tenant.last(t); s.authorization != "Bearer mine" {
		t.Errorf("an API token was overruled: %s", s.authorization)
	}
}

// What is in the file is used only where it is good, and where nobody else could have put it there.
func TestUnusableCachedTokenIsIgnored(t *testing.T) {
	t.Parallel()
	holds := func(token string) func(file string) error {
		return func(file string) error {
			return os.WriteFile(file, fmt.Appendf(nil, `{"access_token":%q,"expires":"2999-01-01T00:00:00Z"}`, token), 0o600)
		}
	}
	spoils := map[string]func(file string) error{
		"broken": func(file string) error { return os.WriteFile(file, []byte(`{"access_`), 0o600) },
		"expired": func(file string) error {
			return os.WriteFile(file, []byte(`{"access_token":"old","expires":"2020-01-01T00:00:00Z"}`), 0o600)
		},
		"removed":                 os.Remove,
		"revoked":                 holds("revoked"),
		"without a granted scope": holds("narrow"),
		"with a line break":       holds("token\n1"),
		"empty":                   holds(""),
		"a link": func(file string) error {
			elsewhere := filepath.Join(filepath.Dir(filepath.Dir(file)), "elsewhere")
			return errors.Join(os.Rename(file, elsewhere), os.Symlink(elsewhere, file))
		},
	}
	if modes {
		spoils["readable by all"] = func(file string) error { return os.Chmod(file, 0o644) } //nolint:gosec // that is the point
	}
	if os.Geteuid() == 0 { // only root can give a file away
		spoils["of another user"] = func(file string) error { return os.Chown(file, 12345, -1) }
	}
	for name, spoil := range spoils {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCached(t)
			c.run(same)
			if err := spoil(c.file()); err != nil {
				t.Fatal(err)
			}
			c.run(same)
			c.wants(2)
			c.run(same)
			c.wants(2) // and the file is good again
		})
	}
}

// A token that was fetched just now cannot lack a scope that another one would have.
func TestAFreshTokenThatLacksAScopeIsKept(t *testing.T) {
	t.Parallel()
	c := newCached(t)
	well := c.tenant.answer
	c.tenant.answer = func(req *http.Request) *http.Response {
		if req.URL.Path != "/oauth/token" {
			return jsonAnswer(403, scopeMissing)
		}
		return well(req)
	}
	client := newClient(t, auth0.Config{ClientID: "id", ClientSecret: "hush", Transport: c.tenant, TokenCache: c.dir})
	for range 3 {
		var e *auth0.Error
		if _, err := enrolled(t.Context(), client); !errors.As(err, &e) || e.Code != "insufficient_scope" {
			t.Errorf("got %v", err)
		}
	}
	c.wants(1)
	if len(c.tenant.calls) != 4 {
		t.Errorf("%d requests, want one for the token and three calls", len(c.tenant.calls))
	}
}

func TestWithoutTokenCacheNothingIsWritten(t *testing.T) {
	t.Parallel()
	c := newCached(t)
	c.run(func(config *auth0.Config) { config.TokenCache = "" })
	if _, err := os.Stat(c.dir); err == nil {
		t.Error("a folder was made")
	}
}

// A folder that cannot be written is no reason to fail.
func TestUnwritableTokenCacheIsIgnored(t *testing.T) {
	t.Parallel()
	c := newCached(t)
	if err := os.WriteFile(c.dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c.run(same)
	c.wants(1)
}

func TestManyProcessesShareTheTokenCache(t *testing.T) {
	t.Parallel()
	c := newCached(t)
	var processes sync.WaitGroup
	for range 30 {
		processes.Go(func() { c.run(same) })
	}
	processes.Wait()
	c.run(same)
	if c.file(); !strings.HasPrefix(c.tenant.last(t).authorization, "Bearer token-") {
		t.Errorf("called with %q", c.tenant.last(t).authorization)
	}
}

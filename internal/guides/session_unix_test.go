//go:build unix

package guides_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A session is a reader's shell: the folder that it is in and what it exports
// go on from one step to the next.
type session struct {
	tenant *auth0test.Tenant
	places *strings.Replacer // puts tenants in the place of the guides' ones
	env    []string
	given  map[string]string // what the reader has
	own    string            // a folder for what the session itself keeps
}

// newSession starts in an empty folder, with a home of its own.
func newSession(t *testing.T, tn *auth0test.Tenant) *session {
	t.Helper()
	staging := auth0test.NewTenant(t)
	s := &session{tenant: tn, own: t.TempDir(), given: given(tn)}
	s.places = strings.NewReplacer("https://"+example, tn.URL(), example, tn.URL(), "example-staging.eu.auth0.com", staging.URL())
	s.give(staging)
	home, start, path := t.TempDir(), t.TempDir(), os.Getenv("PATH")
	s.env = []string{
		"PATH=" + tools + string(os.PathListSeparator) + path, "HOME=" + home, "TMPDIR=" + t.TempDir(), "REPOSITORY=" + repository,
		"TF_CLI_CONFIG_FILE=" + filepath.Join(tools, "terraform.tfrc"), "CHECKPOINT_DISABLE=1",
	}
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS", "GONOSUMDB", "GOSUMDB"} {
		if value, ok := goEnv[name]; ok {
			s.env = append(s.env, name+"="+value)
		}
	}
	for name, value := range s.given {
		s.env = append(s.env, name+"="+value)
	}
	if err := os.WriteFile(filepath.Join(s.own, "cwd"), []byte(start), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// given is what a reader has of a tenant.
func given(tn *auth0test.Tenant) map[string]string {
	ada := tn.AddUser(auth0test.User{ID: "auth0|5f7c8ec7c33c6c004bbafe82", Email: "ada@example.com"})
	canary := tn.AddUser(auth0test.User{Email: "canary@example.com", EmailVerified: true})
	mailbox := tn.Mailbox(ada.Email)
	manager, reader, login := tn.Management(), tn.ReadOnly(), tn.Login()
	return map[string]string{ //nolint:gosec // of a tenant that is none
		"AUTH0_DOMAIN":                tn.URL(),
		"AUTH0_CLIENT_ID":             manager.ClientID,
		"AUTH0_CLIENT_SECRET":         manager.ClientSecret,
		"AUTH0_READER_CLIENT_ID":      reader.ClientID,
		"AUTH0_READER_CLIENT_SECRET":  reader.ClientSecret,
		"DASHBOARD":                   tn.Token(manager.ClientID, "update:guardian_factors", "update:mfa_policies"), // for what is done there
		"TF_VAR_duo_secret_key":       "a key of Duo's",
		"TF_VAR_twilio_auth_token":    "a token of Twilio's",
		"TF_VAR_user_id":              ada.ID,
		"ADA_PASSWORD":                ada.Password,
		"ADA_MAILBOX":                 "imap://" + mailbox.Addr + "/INBOX",
		"ADA_MAILBOX_LOGIN":           mailbox.Username + ":" + mailbox.Password,
		"APP_CLIENT_ID":               login.ClientID,
		"APP_CLIENT_SECRET":           login.ClientSecret,
		"TF_VAR_canary_client_id":     login.ClientID,
		"TF_VAR_canary_client_secret": login.ClientSecret,
		"TF_VAR_canary_username":      canary.Email,
		"TF_VAR_canary_password":      canary.Password,
	}
}

// give gives the reader a second tenant, and variables for both.
func (s *session) give(staging *auth0test.Tenant) {
	app := staging.Management()
	s.given["STAGING_DOMAIN"], s.given["STAGING_CLIENT_ID"], s.given["STAGING_CLIENT_SECRET"] = staging.URL(), app.ClientID, app.ClientSecret
	const both = `{production=%q,staging=%q}`
	s.given["TF_VAR_client_ids"] = fmt.Sprintf(both, s.given["AUTH0_CLIENT_ID"], app.ClientID)
	s.given["TF_VAR_client_secrets"] = fmt.Sprintf(both, s.given["AUTH0_CLIENT_SECRET"], app.ClientSecret)
}

// filled finds what a reader fills in, which is in the environment already.
var filled = regexp.MustCompile(`export (\w+)=…`)

// run runs a script, and returns what it prints.
func (s *session) run(t *testing.T, options, script string) (string, error) {
	t.Helper()
	script = filled.ReplaceAllString(script, `export $1="$${$1:?}"`)
	file := filepath.Join(s.own, "script")
	text := "cd \"$(cat '" + s.own + "/cwd')\"\n[ ! -e '" + s.own + "/env' ] || . '" + s.own + "/env'\n" + options + "\n" +
		s.live(script) + "{ ended=$?; export -p > '" + s.own + "/env'; pwd > '" + s.own + "/cwd'; exit $ended; }\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	// To a file: of a pipe, what runs on in the background would be waited for.
	out, err := os.Create(filepath.Join(s.own, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute) // opa may have to be built
	defer stop()
	cmd := exec.CommandContext(ctx, "bash", file) //nolint:gosec // what the guides have
	cmd.Env, cmd.Stdout, cmd.Stderr = s.env, out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }) // what it left running
	ended := cmd.Wait()
	printed, err := os.ReadFile(out.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(printed), ended
}

// write writes a file into the folder that the session is in.
func (s *session) write(t *testing.T, name, text string) {
	t.Helper()
	cwd, err := os.ReadFile(filepath.Join(s.own, "cwd"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(strings.TrimSpace(string(cwd)), name)
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil { //nolint:gosec // where a guide is followed
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(s.live(text)), 0o600); err != nil { //nolint:gosec // where a guide is followed
		t.Fatal(err)
	}
}

// example is the tenant of the guides.
const example = "example.eu.auth0.com"

// live puts the tenant in the place of the guides' one.
func (s *session) live(text string) string { return s.places.Replace(text) }

package provider_test

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// person is a user who signs in: through an application, with a mailbox.
type person struct {
	*auth0.Client // the application's
	id, username  string
	password      string
	inbox         *auth0test.Inbox
}

// someone is a new user of an emulated tenant, or the test user of a real one,
// with an unverified email address: verified ones are enrolled from the start.
func (tn tenant) someone(t *testing.T) person {
	t.Helper()
	if tn.Tenant == nil {
		return tn.realPerson(t)
	}
	user := tn.AddUser(auth0test.User{Email: "ada@example.com"})
	return person{loginClient(t, tn), user.ID, user.Email, user.Password, openInbox(t, tn.Mailbox(user.Email))}
}

// realPerson is the test user of a real tenant, with nothing enrolled.
func (tn tenant) realPerson(t *testing.T) person {
	t.Helper()
	addr := required(t, "GUARDIAN_ACC_IMAP_ADDR")
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		t.Fatalf("GUARDIAN_ACC_IMAP_ADDR is not host:port: %v", err)
	}
	ip := net.ParseIP(host)
	app := client(t, auth0.Config{
		Domain:       required(t, "AUTH0_DOMAIN"),
		ClientID:     required(t, "GUARDIAN_ACC_CLIENT_ID"),
		ClientSecret: required(t, "GUARDIAN_ACC_CLIENT_SECRET"),
	})
	box := auth0test.Mailbox{
		Addr: addr, Username: required(t, "GUARDIAN_ACC_IMAP_USERNAME"), Password: required(t, "GUARDIAN_ACC_IMAP_PASSWORD"),
		TLS: ip == nil || !ip.IsLoopback(),
	}
	p := person{
		Client:   app,
		id:       required(t, "GUARDIAN_ACC_USER_ID"),
		username: required(t, "GUARDIAN_ACC_USERNAME"),
		password: required(t, "GUARDIAN_ACC_PASSWORD"),
		inbox:    openInbox(t, box),
	}
	tn.forget(t, p)
	t.Cleanup(func() { tn.forget(t, p) })
	return p
}

// forget removes what the test user of a real tenant has enrolled.
func (tn tenant) forget(t *testing.T, p person) {
	t.Helper()
	list, err := tn.api.AuthenticationMethods(context.Background(), p.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range list {
		if err := tn.api.DeleteAuthenticationMethod(context.Background(), p.id, m.ID); err != nil {
			t.Error(err)
		}
	}
}

// openInbox waits for mail until the test ends.
func openInbox(t *testing.T, box auth0test.Mailbox) *auth0test.Inbox {
	t.Helper()
	inbox, err := auth0test.OpenInbox(t.Context(), box)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = inbox.Close() })
	return inbox
}

// login signs in with the password.
func (p person) login(ctx context.Context) (auth0.Tokens, error) {
	return p.Password(ctx, auth0.PasswordGrant{Username: p.username, Password: p.password})
}

// code waits for the next mail and returns its code.
func (p person) code(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	mail, err := p.inbox.Next(ctx)
	if err != nil {
		t.Fatalf("no mail: %v", err)
	}
	code, err := mail.Code()
	if err != nil {
		t.Fatalf("%v in %q", err, mail.Text)
	}
	return code
}

// mfaToken is what a login that needs a second factor gives.
func mfaToken(t *testing.T, err error) string {
	t.Helper()
	var m *auth0.MFARequiredError
	if !errors.As(err, &m) || m.Token == "" {
		t.Fatalf("the login did not ask for a second factor: %v", err)
	}
	return m.Token
}

// challenge starts a login and has a code sent to an authenticator.
func (p person) challenge(t *testing.T, authenticatorID string) (token, oobCode string) {
	t.Helper()
	_, err := p.login(t.Context())
	token = mfaToken(t, err)
	c, err := p.Challenge(t.Context(), auth0.ChallengeRequest{MFAToken: token, Types: "oob", AuthenticatorID: authenticatorID})
	if err != nil {
		t.Fatal(err)
	}
	if c.BindingMethod != "prompt" {
		t.Errorf("binding method %q, want prompt", c.BindingMethod)
	}
	return token, c.OOBCode
}

// enroll enrolls the person's email and returns the recovery codes.
func (p person) enroll(t *testing.T) []string {
	t.Helper()
	_, err := p.login(t.Context())
	token := mfaToken(t, err)
	a, err := p.Associate(t.Context(), token, auth0.AssociateRequest{Types: []string{"oob"}, Channels: []string{auth0.ChannelEmail}})
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := p.VerifyOOB(t.Context(), token, a.OOBCode, p.code(t))
	if err != nil || tokens.AccessToken == "" {
		t.Fatalf("the enrollment was not confirmed: %v", err)
	}
	return a.RecoveryCodes
}

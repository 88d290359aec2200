package provider_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

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
	p := person{app, required(t, "GUARDIAN_ACC_USER_ID"), required(t, "GUARDIAN_ACC_USERNAME"), required(t, "GUARDIAN_ACC_PASSWORD"), openInbox(t, box)}
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

func openInbox(t *testing.T, box auth0test.Mailbox) *auth0test.Inbox {
	t.Helper()
	inbox, err := auth0test.OpenInbox(t.Context(), box)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = inbox.Close() })
	return inbox
}

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

// mfaOn asks for a second factor at every login, also once email is off.
const mfaOn = `
resource "guardian_factor_otp" "this" {
  enabled = true
}
resource "guardian_factor_recovery_code" "this" {
  enabled = true
}
resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_email.this, guardian_factor_otp.this, guardian_factor_recovery_code.this]
}
`

// The whole way from a configuration to a code: what is applied makes a login
// ask for a code, and the code that comes by mail lets the user in.
func TestEmailMFA(t *testing.T) {
	t.Parallel()
	onBoth(t, func(t *testing.T, tn tenant) {
		p := tn.someone(t)
		var id string
		byUser := fmt.Sprintf("data \"guardian_authenticator\" \"this\" {\n  user_id = %q\n  oob_channel = \"email\"\n  active = true\n}\n", p.id)
		tn.apply(t,
			resource.TestStep{
				Config: emailOn + mfaOn,
				Check: resource.ComposeTestCheckFunc(tn.has("email", "true", "policies", "all-applications"), func(*terraform.State) error {
					if codes := p.enroll(t); len(codes) != 1 {
						return errorf("the first enrollment came with %d recovery codes, want 1", len(codes))
					}
					return nil
				}),
			},
			resource.TestStep{
				Config:            emailOn + mfaOn + byUser,
				ConfigStateChecks: values("data.guardian_authenticator.this", map[string]knownvalue.Check{"authenticator_type": knownvalue.StringExact("oob")}),
				Check: func(s *terraform.State) error {
					id = s.RootModule().Resources["data.guardian_authenticator.this"].Primary.Attributes["id"]
					if !strings.HasPrefix(id, "email|dev_") {
						return errorf("the authenticator's id is %q", id)
					}
					return p.verify(t, id)
				},
			},
			resource.TestStep{
				Config: emailOff + mfaOn, // the policy stays
				Check: func(*terraform.State) error {
					return p.refused(t, id)
				},
			},
		)
	})
}

// verify logs in with a code sent to an authenticator.
func (p person) verify(t *testing.T, id string) error {
	token, oobCode := p.challenge(t, id)
	list, err := p.Authenticators(t.Context(), token)
	if err != nil || !slices.ContainsFunc(list, func(a auth0.Authenticator) bool { return a.ID == id && a.Active }) {
		return errorf("the MFA API does not list %s: %v, %v", id, list, err)
	}
	tokens, err := p.VerifyOOB(t.Context(), token, oobCode, p.code(t))
	if err == nil && tokens.AccessToken == "" {
		err = errors.New("no access token")
	}
	return err
}

// refused states that the email factor is of no use: there is no challenge and no enrollment.
func (p person) refused(t *testing.T, id string) error {
	_, err := p.login(t.Context())
	token := mfaToken(t, err)
	if _, err := p.Challenge(t.Context(), auth0.ChallengeRequest{MFAToken: token, Types: "oob", AuthenticatorID: id}); err == nil {
		return errors.New("a code was sent although the factor is off")
	}
	if _, err := p.Associate(t.Context(), token, auth0.AssociateRequest{Types: []string{"oob"}, Channels: []string{auth0.ChannelEmail}}); err == nil {
		return errors.New("email was enrolled although the factor is off")
	}
	return nil
}

// Wrong, used and expired codes let nobody in; a recovery code does, once.
func TestCodes(t *testing.T) {
	t.Parallel()
	quick := "resource \"guardian_factor_email\" \"this\" {\n  enabled = true\n  settings = { otp_length = 8, otp_expiration_time = 30 }\n}\n"
	onBoth(t, func(t *testing.T, tn tenant) {
		p := tn.someone(t)
		tn.apply(t, resource.TestStep{Config: quick + mfaOn, Check: func(*terraform.State) error {
			recovery := p.enroll(t)
			return errors.Join(p.wrongThenRightThenUsed(t), p.expired(t, tn), p.recover(t, recovery))
		}})
	})
}

func (p person) wrongThenRightThenUsed(t *testing.T) error {
	token, oobCode := p.challenge(t, "")
	code := p.code(t)
	if len(code) != 8 {
		return errorf("a code of %d digits, the configuration says 8", len(code))
	}
	wrong := strings.Map(func(r rune) rune { return '0' + (r-'0'+1)%10 }, code)
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, wrong); !is(err, "invalid_grant", "Invalid binding_code.") {
		return errorf("a wrong code: %v", err)
	}
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, code); err != nil {
		return errorf("the right code after a wrong one: %v", err)
	}
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, code); !is(err, "invalid_grant", "") {
		return errorf("a used code: %v", err)
	}
	return nil
}

func (p person) expired(t *testing.T, tn tenant) error {
	token, oobCode := p.challenge(t, "")
	code := p.code(t)
	if tn.Tenant != nil {
		tn.Advance(31 * time.Second)
	} else {
		time.Sleep(31 * time.Second)
	}
	if _, err := p.VerifyOOB(t.Context(), token, oobCode, code); err == nil {
		return errors.New("an expired code let the user in")
	}
	return nil
}

func (p person) recover(t *testing.T, codes []string) error {
	if len(codes) != 1 {
		return errorf("%d recovery codes, want 1", len(codes))
	}
	_, err := p.login(t.Context())
	tokens, err := p.VerifyRecoveryCode(t.Context(), mfaToken(t, err), codes[0])
	if err != nil || tokens.AccessToken == "" || tokens.RecoveryCode == "" || tokens.RecoveryCode == codes[0] {
		return errorf("a recovery code gave %d characters of a new one: %v", len(tokens.RecoveryCode), err)
	}
	_, err = p.login(t.Context())
	if _, err := p.VerifyRecoveryCode(t.Context(), mfaToken(t, err), codes[0]); !is(err, "invalid_grant", "MFA Authorization rejected.") {
		return errorf("a used recovery code: %v", err)
	}
	return nil
}

func is(err error, code, description string) bool {
	var e *auth0.Error
	return errors.As(err, &e) && e.Code == code && (description == "" || e.Description == description)
}

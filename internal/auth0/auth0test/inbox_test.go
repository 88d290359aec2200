package auth0test_test

import (
	"context"
	"errors"
	"net/mail"
	"strings"
	"testing"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestInboxReadsOnlyWhatIsNew(t *testing.T) {
	t.Parallel()
	c := mailed(t) // one mail is there already
	inbox := c.inbox(c.user.Email)
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if message, err := inbox.Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("%v %v", message, err)
	}
	c.challenge(c.mfa).want(t, 200)
	c.challenge(c.mfa).want(t, 200)
	first, second := c.code(inbox), c.code(inbox)
	if first == second {
		t.Error("the same mail twice")
	}
}

func TestMailIsWellFormed(t *testing.T) {
	t.Parallel()
	c := mailed(t)
	c.Advance(72 * time.Hour)
	inbox := c.inbox(c.user.Email)
	token := c.mfaToken()
	c.challenge(token).want(t, 200)
	message, err := inbox.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := mail.ReadMessage(strings.NewReader(string(message.Raw)))
	if err != nil {
		t.Fatal(err)
	}
	date, err := parsed.Header.Date()
	if err != nil || date.Sub(c.Now()).Abs() > time.Minute {
		t.Errorf("date %s, %v", date, err)
	}
	if message.To != "<user@example.com>" || message.Subject == "" || message.From == "" || parsed.Header.Get("Message-ID") == "" {
		t.Errorf("%v", parsed.Header)
	}
	if kind := parsed.Header.Get("Content-Type"); !strings.HasPrefix(kind, "multipart/alternative") {
		t.Error(kind)
	}
}

func TestMailboxesHaveTheirOwnPassword(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	box := tn.Mailbox("a@example.com")
	box.Password = tn.Mailbox("b@example.com").Password
	if inbox, err := auth0test.OpenInbox(t.Context(), box); err == nil {
		_ = inbox.Close()
		t.Error("opened")
	}
}

func TestCode(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Your verification code is: 123456":                "123456",
		"123456":                                           "123456",
		"Use 1234 within 300 seconds.":                     "1234",
		"Code 0012345678. Again: 0012345678.":              "0012345678",
		"color #000000; 123456":                            "123456",
		"order-998877 and id_5555 and 12.3456: code 4711 ": "4711",
		"no code":             "",
		"12345678901":         "",
		"either 1111 or 2222": "",
	} {
		got, err := auth0test.Message{Text: text}.Code()
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
}

func TestCloseEndsOpenMailboxes(t *testing.T) {
	t.Parallel()
	tn := auth0test.NewTenant(t)
	inbox, err := auth0test.OpenInbox(t.Context(), tn.Mailbox("a@example.com"))
	if err != nil {
		t.Fatal(err)
	}
	if err := tn.Close(); err != nil {
		t.Error(err)
	}
	if _, err := inbox.Next(t.Context()); err == nil {
		t.Error("read a closed mailbox")
	}
	_ = inbox.Close() // the connection is gone
}

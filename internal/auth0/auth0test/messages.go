package auth0test

import (
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/mailbox"
)

// The channels of out-of-band authenticators.
const (
	channelSMS   = "sms"
	channelVoice = "voice"
	channelPush  = "auth0"
	channelEmail = "email"
)

// messages are what leaves the tenant: mails and texts.
type messages struct {
	world *api.World
	mail  *mailbox.Server
	texts map[string][]string // by phone number
}

func newMessages(w *api.World, mail *mailbox.Server) *messages {
	return &messages{world: w, mail: mail, texts: map[string][]string{}}
}

// box finds or makes the mailbox of an address.
func (m *messages) box(email string) Mailbox {
	box := m.mail.Mailbox(email)
	m.world.Secret(box.Password)
	return box
}

// deliver sends a code to an address the way its channel goes.
func (m *messages) deliver(channel, address, code string) error {
	if channel == channelEmail {
		m.box(address)
		return m.mail.SendCode(address, code, m.world.Now())
	}
	m.texts[address] = append(m.texts[address], "Your verification code is: "+code)
	return nil
}

// invite mails a link to the page where a user enrolls.
func (m *messages) invite(email, link string) error {
	m.box(email)
	return m.mail.SendInvitation(email, link, m.world.Now())
}

// test texts what a test message says, to the number that the request names.
func (m *messages) test(c *api.Call) {
	to, _ := c.Params["to"].(string)
	m.texts[to] = append(m.texts[to], "This is a test message.")
}

// Mailbox returns the mailbox of an address, which exists from then on.
func (m *messages) Mailbox(email string) Mailbox {
	m.world.Lock()
	defer m.world.Unlock()
	return m.box(email)
}

// SMS returns the texts sent to a phone number, newest last. Calls are texts too.
func (m *messages) SMS(phone string) []string {
	m.world.Lock()
	defer m.world.Unlock()
	return slices.Clone(m.texts[phone])
}

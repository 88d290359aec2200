package auth0test

import "time"

// oobLifetime is that of an oob_code. Auth0 does not publish it; a code whose
// factor allows it to live longer keeps its oob_code alive.
const oobLifetime = 5 * time.Minute

// The user's answers to a push notification.
const (
	pushApproved = "approved"
	pushRejected = "rejected"
)

// challenge is an out-of-band challenge, or the confirmation of an enrolment.
type challenge struct {
	code        string // oob_code
	mfaToken    string // "" when an access token started it
	user        *account
	device      *device
	channel     string
	binding     string // the code that was sent; "" for push
	enrolling   bool
	used        bool
	pushed      string // the user's answer
	expires     time.Time
	codeExpires time.Time
}

// prompts tells whether the user has to type a code.
func (c *challenge) prompts() bool { return c.channel != channelPush }

// start begins a challenge and sends its code. Every start sends a new one.
func (t *Tenant) start(from bearer, d *device, channel string, enrolling bool) (*challenge, error) {
	if err := t.spendSend(from.user, channel); err != nil {
		return nil, err
	}
	now := t.now()
	started := &challenge{
		code: t.secret(t.sealed()), user: from.user, device: d, channel: channel,
		enrolling: enrolling, expires: now.Add(oobLifetime),
	}
	if from.token != nil {
		started.mfaToken = from.token.value
	}
	if started.prompts() {
		settings := t.settings["phone"]
		if channel == channelEmail {
			settings = t.settings["email"]
		}
		started.binding = t.secret(random(decimal, settings.Length))
		started.codeExpires = now.Add(time.Duration(settings.Expiration) * time.Second)
		if started.codeExpires.After(started.expires) {
			started.expires = started.codeExpires
		}
		if err := t.deliver(d, channel, started.binding); err != nil {
			return nil, err
		}
	}
	t.challenges = append(t.challenges, started)
	return started, nil
}

// deliver sends a code the way its channel goes.
func (t *Tenant) deliver(d *device, channel, code string) error {
	text := "Your verification code is: " + code
	if channel == channelEmail {
		t.secret(t.mail.mailbox(d.email).Password)
		return t.mail.send(d.email, code, t.now())
	}
	t.texts[d.phone] = append(t.texts[d.phone], text)
	return nil
}

// answerPush answers the open push challenges of a user.
func (t *Tenant) answerPush(userID, answer string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range t.challenges {
		if c.user.ID == userID && !c.prompts() && c.pushed == "" {
			c.pushed = answer
		}
	}
}

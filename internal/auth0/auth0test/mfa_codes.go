package auth0test

import (
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// oobLifetime is that of an oob_code. Auth0 does not publish it; a code whose
// factor allows it to live longer keeps its oob_code alive.
const oobLifetime = 5 * time.Minute

// The user's answers to a push notification.
const (
	pushApproved = "approved"
	pushRejected = "rejected"
)

// challenge is an out-of-band challenge, or the confirmation of an enrollment.
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

// prompts reports whether the user has to type a code.
func (c *challenge) prompts() bool { return c.channel != channelPush }

// challenges are those that the tenant has started.
type challenges struct {
	world    *api.World
	settings *otpSettings
	messages *messages
	all      []*challenge
}

// start begins a challenge and sends its code. Every start sends a new one.
func (s *challenges) start(from bearer, d *device, channel string, enrolling bool) (*challenge, error) {
	if err := from.user.spendSend(channel, s.world.Now()); err != nil {
		return nil, err
	}
	now := s.world.Now()
	started := &challenge{
		code: s.world.Secret(sealed(now)), user: from.user, device: d, channel: channel,
		enrolling: enrolling, expires: now.Add(oobLifetime),
	}
	if from.token != nil {
		started.mfaToken = from.token.value
	}
	if started.prompts() {
		settings := s.settings.of["phone"]
		if channel == channelEmail {
			settings = s.settings.of["email"]
		}
		started.binding = s.world.Secret(random(decimal, settings.Length))
		started.codeExpires = now.Add(time.Duration(settings.Expiration) * time.Second)
		if started.codeExpires.After(started.expires) {
			started.expires = started.codeExpires
		}
		if err := s.messages.deliver(channel, d.address(), started.binding); err != nil {
			return nil, err
		}
	}
	s.all = append(s.all, started)
	return started, nil
}

// answerPush answers the open push challenges of a user.
func (s *challenges) answerPush(userID, answer string) {
	s.world.Lock()
	defer s.world.Unlock()
	for _, c := range s.all {
		if c.user.ID == userID && !c.prompts() && c.pushed == "" {
			c.pushed = answer
		}
	}
}

// Approve lets a user approve all push challenges that wait for an answer.
func (s *challenges) Approve(userID string) { s.answerPush(userID, pushApproved) }

// Reject lets a user reject all push challenges that wait for an answer.
func (s *challenges) Reject(userID string) { s.answerPush(userID, pushRejected) }

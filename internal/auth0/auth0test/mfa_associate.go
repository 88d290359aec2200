package auth0test

import (
	"net/http"
	"regexp"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// mfaAssociate is POST /mfa/associate.
type mfaAssociate struct {
	proofs         *mfaTokens
	clients        *clients
	factors        *factors
	phone          *messageTypes
	authenticators *authenticators
	enroller       *enroller
	// autoListedBlocks: a verified address counts as enrolled.
	autoListedBlocks bool
}

func (m *mfaAssociate) routes() []api.Route {
	return []api.Route{{Pattern: "POST /mfa/associate", Form: true, Handle: m.post}}
}

// post judges the request and enrolls.
func (m *mfaAssociate) post(c *api.Call) (any, error) {
	from, err := m.proofs.bearer(c, "enroll", true)
	if err != nil {
		return nil, err
	}
	if err := m.checkSender(c, from.client); err != nil {
		return nil, err
	}
	a, err := readAssociation(c, from)
	if err != nil {
		return nil, err
	}
	if from.token != nil && m.blocked(from.user) {
		return nil, api.Refuse(http.StatusForbidden, "access_denied", "User is already enrolled.")
	}
	if !m.offers(a.channel) {
		return nil, api.Refuse(http.StatusBadRequest, "unsupported_challenge_type",
			"No MFA factors enabled for enrollment")
	}
	return m.enroller.enroll(a)
}

// checkSender authenticates the client if the request names one: older pages
// demand client_id and client_secret here, newer ones do not mention them.
func (m *mfaAssociate) checkSender(c *api.Call, issuedTo string) error {
	sent, err := m.clients.credentials(c)
	if err != nil {
		return err
	}
	if sent.secret != "" || sent.assertion != "" {
		app, err := m.clients.authenticate(c)
		if err != nil {
			return err
		}
		sent.id = app.ClientID
	}
	if sent.id != "" && sent.id != issuedTo {
		return api.Refuse(http.StatusBadRequest, "invalid_request", "mfa_token not issued to this client")
	}
	return nil
}

// blocked reports whether an mfa_token is not enough to enroll. Auth0 says so of
// users with "active authenticators", but treats those with only a verified
// address as not enrolled elsewhere: so that address counts only on demand.
// What is enrolled in a disabled factor is of no use to the user and does not
// block either.
func (m *mfaAssociate) blocked(user *account) bool {
	return slices.ContainsFunc(m.authenticators.usable(user), func(a authenticator) bool {
		return a.kind != kindRecovery && (a.device != user.implicit || m.autoListedBlocks)
	})
}

// offers reports whether the factor behind a channel is enabled.
func (m *mfaAssociate) offers(channel string) bool {
	switch channel {
	case channelSMS, channelVoice:
		return m.factors.on["sms"] && slices.Contains(m.phone.channels, channel)
	case channelPush:
		return m.factors.on["push-notification"]
	case channelEmail:
		return m.factors.on["email"]
	}
	return m.factors.on["otp"]
}

// readAssociation judges the body; of several types or channels the first counts.
func readAssociation(c *api.Call, from bearer) (association, error) {
	a := association{bearer: from}
	types, ok := c.Params["authenticator_types"].([]any)
	if !ok || len(types) == 0 {
		return a, api.Missing("authenticator_types")
	}
	switch types[0] {
	case "otp":
		return a, nil
	case "oob":
	default:
		return a, api.Refuse(http.StatusBadRequest, "invalid_request", "Invalid authenticator_types")
	}
	channels, ok := c.Params["oob_channels"].([]any)
	if one, isText := c.Params["oob_channels"].(string); isText {
		channels, ok = []any{one}, true // some of Auth0's samples send a bare string
	}
	if !ok || len(channels) == 0 {
		return a, api.Missing("oob_channels")
	}
	return readChannel(c, a, channels[0])
}

func readChannel(c *api.Call, a association, channel any) (association, error) {
	var err error
	switch channel {
	case channelPush:
		a.channel = channelPush
	case channelSMS, channelVoice:
		a.channel = channelSMS
		if channel == channelVoice {
			a.channel = channelVoice
		}
		if a.phone, err = c.Need("phone_number"); err != nil {
			return a, err
		}
		if !e164.MatchString(a.phone) {
			return a, api.Refuse(http.StatusBadRequest, "invalid_request", "The phone number is invalid.")
		}
	case channelEmail:
		a.channel = channelEmail
		if a.email, err = c.Text("email"); err != nil {
			return a, err
		}
		if a.email == "" {
			a.email = a.user.Email
		}
		if !api.IsEmail(a.email) {
			return a, api.Refuse(http.StatusBadRequest, "invalid_request", "The email is invalid.")
		}
	default:
		return a, api.Refuse(http.StatusBadRequest, "invalid_request", "Invalid oob_channels")
	}
	return a, nil
}

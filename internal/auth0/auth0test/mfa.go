package auth0test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
)

// tenantName is the friendly name that authenticator apps show.
const tenantName = "Emulated Tenant"

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// association is a judged request to enrol.
type association struct {
	bearer

	channel string // "" for otp
	email   string
	phone   string
}

// associate answers POST /mfa/associate.
func (t *Tenant) associate(c *call) (any, error) {
	from, err := t.bearer(c, "enroll", true)
	if err != nil {
		return nil, err
	}
	if err := t.checkSender(c, from.client); err != nil {
		return nil, err
	}
	a, err := t.readAssociation(c, from)
	if err != nil {
		return nil, err
	}
	if from.token != nil && t.blocked(from.user) {
		return nil, refuse(http.StatusForbidden, "access_denied", "User is already enrolled.")
	}
	if !t.offers(a.channel) {
		return nil, refuse(http.StatusBadRequest, "unsupported_challenge_type",
			"No MFA factors enabled for enrollment")
	}
	return t.enroll(a)
}

// checkSender authenticates the client if the request names one: older pages
// demand client_id and client_secret here, newer ones do not mention them.
func (t *Tenant) checkSender(c *call, issuedTo string) error {
	sent, err := t.credentials(c)
	if err != nil {
		return err
	}
	if sent.secret != "" || sent.assertion != "" {
		app, err := t.client(c)
		if err != nil {
			return err
		}
		sent.id = app.ClientID
	}
	if sent.id != "" && sent.id != issuedTo {
		return refuse(http.StatusBadRequest, "invalid_request", "mfa_token not issued to this client")
	}
	return nil
}

// blocked tells whether an mfa_token is not enough to enrol. Auth0 says so of
// users with "active authenticators", but treats those with only a verified
// address as not enrolled elsewhere: so that address counts only on demand.
// What is enrolled in a disabled factor is of no use to the user and does not
// block either.
func (t *Tenant) blocked(user *account) bool {
	return slices.ContainsFunc(t.usable(user), func(a authenticator) bool {
		return a.kind != kindRecovery && (a.device != user.implicit || t.config.AutoListedEmailBlocks)
	})
}

// offers tells whether the factor behind a channel is enabled.
func (t *Tenant) offers(channel string) bool {
	switch channel {
	case channelSMS, channelVoice:
		return t.factors["sms"] && slices.Contains(t.messageTypes, channel)
	case channelPush:
		return t.factors["push-notification"]
	case channelEmail:
		return t.factors["email"]
	}
	return t.factors["otp"]
}

// readAssociation judges the body; of several types or channels the first counts.
func (t *Tenant) readAssociation(c *call, from bearer) (association, error) {
	a := association{bearer: from}
	types, ok := c.params["authenticator_types"].([]any)
	if !ok || len(types) == 0 {
		return a, missing("authenticator_types")
	}
	switch types[0] {
	case "otp":
		return a, nil
	case "oob":
	default:
		return a, refuse(http.StatusBadRequest, "invalid_request", "Invalid authenticator_types")
	}
	channels, ok := c.params["oob_channels"].([]any)
	if one, isText := c.params["oob_channels"].(string); isText {
		channels, ok = []any{one}, true // some of Auth0's samples send a bare string
	}
	if !ok || len(channels) == 0 {
		return a, missing("oob_channels")
	}
	return t.readChannel(c, a, channels[0])
}

func (t *Tenant) readChannel(c *call, a association, channel any) (association, error) {
	var err error
	switch channel {
	case channelPush:
		a.channel = channelPush
	case channelSMS, channelVoice:
		a.channel = channelSMS
		if channel == channelVoice {
			a.channel = channelVoice
		}
		if a.phone, err = c.need("phone_number"); err != nil {
			return a, err
		}
		if !e164.MatchString(a.phone) {
			return a, refuse(http.StatusBadRequest, "invalid_request", "The phone number is invalid.")
		}
	case channelEmail:
		a.channel = channelEmail
		if a.email, err = c.text("email"); err != nil {
			return a, err
		}
		if a.email == "" {
			a.email = a.user.Email
		}
		if !isEmail(a.email) {
			return a, refuse(http.StatusBadRequest, "invalid_request", "The email is invalid.")
		}
	default:
		return a, refuse(http.StatusBadRequest, "invalid_request", "Invalid oob_channels")
	}
	return a, nil
}

// barcode is the URI that an authenticator app scans; %20 rather than + (recorded).
func barcode(user *account, query string) string {
	return "otpauth://totp/" + url.PathEscape(tenantName) + ":" + url.QueryEscape(user.Email) + "?" + query
}

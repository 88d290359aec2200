package auth0test

import (
	"net/http"
	"slices"
)

// The channels of out-of-band authenticators.
const (
	channelSMS   = "sms"
	channelVoice = "voice"
	channelPush  = "auth0"
	channelEmail = "email"
)

// authenticator is a device as the MFA API shows it.
type authenticator struct {
	id      string
	kind    string // otp, oob or recovery-code
	channel string
	name    string
	device  *device
}

// authenticators lists those of a user whose factor is enabled, unconfirmed
// ones included: in the order of enrolment, the verified address last
// (recorded). That address is left out once it has been enrolled as well.
func (t *Tenant) authenticators(user *account) []authenticator {
	var list []authenticator
	for _, d := range user.devices {
		if t.factors[d.factor()] {
			list = append(list, t.views(d)...)
		}
	}
	enrolled := user.find(kindEmail, user.Email, "")
	if t.factors[kindEmail] && user.EmailVerified && (enrolled == nil || !enrolled.confirmed) {
		list = append(list, t.views(user.implicit)...)
	}
	return list
}

// views returns the authenticators that a device is.
func (t *Tenant) views(d *device) []authenticator {
	switch d.kind {
	case kindEmail:
		return []authenticator{{id: d.id(), kind: "oob", channel: channelEmail, name: maskEmail(d.email), device: d}}
	case kindTOTP:
		return []authenticator{{id: d.id(), kind: "otp", device: d}}
	case kindPush:
		return []authenticator{{id: d.id(), kind: "oob", channel: channelPush, device: d}}
	case kindRecovery:
		return []authenticator{{id: d.id(), kind: kindRecovery, device: d}}
	case kindPhone:
		var list []authenticator
		for _, channel := range t.messageTypes {
			list = append(list, authenticator{
				id: channel + "|" + d.key, kind: "oob", channel: channel, name: maskPhone(d.phone), device: d,
			})
		}
		return list
	}
	return nil // the MFA API does not know webauthn
}

// usable lists what a user can be challenged with, or spend.
func (t *Tenant) usable(user *account) []authenticator {
	return slices.DeleteFunc(t.authenticators(user), func(a authenticator) bool { return !a.device.confirmed })
}

// early is the type member of the Early Access API.
func (a authenticator) early() string {
	switch a.channel {
	case channelSMS, channelVoice:
		return kindPhone
	case channelPush:
		return "push-notification"
	case channelEmail:
		return channelEmail
	}
	return a.kind
}

func (a authenticator) json() map[string]any {
	body := map[string]any{"id": a.id, "authenticator_type": a.kind, "active": a.device.confirmed}
	if a.channel != "" {
		body["oob_channel"] = a.channel
	}
	if a.name != "" {
		body["name"] = a.name
	}
	return body
}

// listAuthenticators answers GET /mfa/authenticators.
func (t *Tenant) listAuthenticators(c *call) (any, error) {
	bearer, err := t.bearer(c, "read:authenticators", true)
	if err != nil {
		return nil, err
	}
	body := []map[string]any{}
	for _, a := range t.authenticators(bearer.user) {
		body = append(body, a.json())
	}
	return body, nil
}

// deleteAuthenticator answers DELETE /mfa/authenticators/{id}. A twin goes
// with it; recovery codes and the profile's own address cannot be deleted here.
func (t *Tenant) deleteAuthenticator(c *call) (any, error) {
	bearer, err := t.bearer(c, "remove:authenticators", false)
	if err != nil {
		return nil, err
	}
	id := c.request.PathValue("id")
	for _, a := range t.authenticators(bearer.user) {
		if a.id != id {
			continue
		}
		if a.kind == kindRecovery || a.device == bearer.user.implicit {
			return nil, refuse(http.StatusBadRequest, "invalid_request", "The authenticator can not be deleted.")
		}
		bearer.user.remove(a.device)
		return nil, nil
	}
	return nil, refuse(http.StatusNotFound, "not_found", "Authenticator not found.")
}

package auth0test

import "slices"

// authenticator is a device as the MFA API shows it.
type authenticator struct {
	id      string
	kind    string // otp, oob or recovery-code
	channel string
	name    string
	device  *device
}

// authenticators are what the tenant's factors make of the users' devices.
type authenticators struct {
	factors *factors
	phone   *messageTypes
}

// of lists those of a user whose factor is enabled, unconfirmed
// ones included: in the order of enrollment, the verified address last
// (recorded). That address is left out once it has been enrolled as well.
func (a *authenticators) of(user *account) []authenticator {
	var list []authenticator
	for _, d := range user.devices {
		if a.factors.on[d.factor()] {
			list = append(list, a.views(d)...)
		}
	}
	enrolled := user.find(kindEmail, user.Email, "")
	if a.factors.on[kindEmail] && user.EmailVerified && (enrolled == nil || !enrolled.confirmed) {
		list = append(list, a.views(user.implicit)...)
	}
	return list
}

// views returns the authenticators that a device is.
func (a *authenticators) views(d *device) []authenticator {
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
		for _, channel := range a.phone.channels {
			list = append(list, authenticator{
				id: channel + "|" + d.key, kind: "oob", channel: channel, name: maskPhone(d.phone), device: d,
			})
		}
		return list
	}
	return nil // the MFA API does not know webauthn
}

// usable lists what a user can be challenged with, or spend.
func (a *authenticators) usable(user *account) []authenticator {
	return slices.DeleteFunc(a.of(user), func(one authenticator) bool { return !one.device.confirmed })
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

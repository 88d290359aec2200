package auth0test

import (
	"slices"
	"time"
)

// The types of authentication method, which are also id prefixes.
const (
	kindEmail    = "email"
	kindPhone    = "phone"
	kindTOTP     = "totp"
	kindPush     = "push"
	kindRecovery = "recovery-code"
)

// Method is an authentication method for AddMethod.
type Method struct {
	// Type is the Management API's: email, phone, totp, push, recovery-code,
	// webauthn-roaming, webauthn-platform.
	Type               string
	Name               string
	Email, PhoneNumber string
	// Secret is the base32 TOTP key, or the recovery code.
	Secret    string
	Confirmed bool
	// PreferredMethod of a phone is "sms" or "voice".
	PreferredMethod string
}

// device is an enrolment. The two APIs show it differently: a phone is one
// authentication method, but an authenticator for each kind of message.
type device struct {
	key       string // "dev_" and 16 alphanumerics, the part of the id that both share
	kind      string
	name      string
	email     string
	phone     string
	secret    string
	preferred string
	confirmed bool
	created   time.Time
	link      string // key of the device that lives and dies with it
	step      int64  // last TOTP period that a code was accepted for
}

func (t *Tenant) newDevice(kind string) *device {
	return &device{key: "dev_" + random(alphanumeric, 16), kind: kind, created: t.now()}
}

// id is the Management API's.
func (d *device) id() string { return d.kind + "|" + d.key }

// factor names the switch that the device depends on.
func (d *device) factor() string {
	switch {
	case d.kind == kindPhone:
		return "sms"
	case d.kind == kindPush, d.kind == kindTOTP && d.link != "":
		return "push-notification" // the Guardian app's own codes go with it
	case d.kind == kindTOTP:
		return "otp"
	}
	return d.kind
}

// remove deletes a device and its twin.
func (a *account) remove(d *device) {
	a.devices = slices.DeleteFunc(a.devices, func(other *device) bool {
		return other == d || other.link != "" && other.link == d.key
	})
}

// confirm activates a device, its twin and the recovery code that came with it.
func (a *account) confirm(d *device) {
	if d.confirmed {
		return // a challenge, not an enrolment
	}
	for _, other := range a.devices {
		if other == d || other.link != "" && other.link == d.key || other.kind == kindRecovery {
			other.confirmed = true
		}
	}
}

// find returns the enrolled device of a kind and address, or nil.
func (a *account) find(kind, email, phone string) *device {
	for _, d := range a.devices {
		if d.kind == kind && d.email == email && d.phone == phone {
			return d
		}
	}
	return nil
}

// recovery returns the user's recovery code, or nil.
func (a *account) recovery() *device {
	for _, d := range a.devices {
		if d.kind == kindRecovery {
			return d
		}
	}
	return nil
}

// AddMethod enrols a user past the API and returns the method's id; "" when
// there is no such user.
func (t *Tenant) AddMethod(userID string, m Method) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	user := t.account(userID)
	if user == nil {
		return ""
	}
	d := t.newDevice(m.Type)
	d.name, d.email, d.phone, d.secret = m.Name, m.Email, m.PhoneNumber, m.Secret
	d.preferred, d.confirmed = m.PreferredMethod, m.Confirmed
	if d.kind == kindPhone && d.preferred == "" {
		d.preferred = channelSMS
	}
	if d.kind == kindTOTP && d.secret == "" {
		d.secret = random(base32, 32)
	}
	if d.kind == kindRecovery && d.secret == "" {
		d.secret = random(recoveryAlphabet, 24)
	}
	t.secret(d.secret)
	user.devices = append(user.devices, d)
	return d.id()
}

package auth0test

import (
	"maps"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// The types of authentication method, which are also id prefixes.
const (
	kindEmail    = "email"
	kindPhone    = "phone"
	kindTOTP     = "totp"
	kindPush     = "push"
	kindRecovery = "recovery-code"
)

// device is an enrollment. The two APIs show it differently: a phone is one
// authentication method, but an authenticator for each kind of message.
type device struct {
	key  string // "dev_" and 16 alphanumerics, the part of the id that both share
	kind string
	name string
	// identifier is the phone's that has the Guardian app.
	identifier string
	email      string
	phone      string
	secret     string
	preferred  string
	confirmed  bool
	created    time.Time
	enrolled   time.Time // by the user; none for what the Management API made (recorded)
	lastAuth   time.Time
	link       string // key of the device that lives and dies with it
	step       int64  // last TOTP period that a code was accepted for

	keyID, publicKey, relyingParty string // of WebAuthn
}

func newDevice(kind string, now time.Time) *device {
	return &device{key: "dev_" + random(alphanumeric, 16), kind: kind, created: now}
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

// address is where the device's codes go.
func (d *device) address() string {
	if d.kind == kindEmail {
		return d.email
	}
	return d.phone
}

// json shows the device with its addresses in full, and without its secret.
func (d *device) json() map[string]any {
	body := map[string]any{"id": d.id(), "type": d.kind, "created_at": api.Timestamp(d.created)}
	if d.name != "" {
		body["name"] = d.name
	}
	if d.link != "" {
		body["link_id"] = d.link
	}
	maps.Copy(body, nonEmpty(map[string]string{
		"key_id": d.keyID, "public_key": d.publicKey, "relying_party_identifier": d.relyingParty,
	}))
	switch d.kind {
	case kindEmail:
		body["email"] = d.email
	case kindPhone:
		body["phone_number"] = d.phone
		body["preferred_authentication_method"] = d.preferred
		body["authentication_methods"] = []map[string]any{{"id": d.preferred + "|" + d.key, "type": d.preferred}}
	}
	return body
}

// masked shows the device as all but PUT do; only GET reports whether it is
// confirmed, and when it was enrolled and last used.
func (d *device) masked(get bool) map[string]any {
	body := d.json()
	if get {
		body["confirmed"] = d.confirmed
		maps.Copy(body, times(map[string]time.Time{"enrolled_at": d.enrolled, "last_auth_at": d.lastAuth}))
	}
	switch d.kind {
	case kindEmail:
		body["email"] = maskEmail(d.email)
	case kindPhone:
		body["phone_number"] = maskPhone(d.phone)
	}
	return body
}

package auth0test

import (
	"net/http"
	"net/url"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// association is a judged request to enroll.
type association struct {
	bearer

	channel string // "" for otp
	email   string
	phone   string
}

// enroller makes devices of associations.
type enroller struct {
	world      *api.World
	identity   identity
	factors    *factors
	challenges *challenges
}

// enroll makes the device, sends its first code and words the answer.
func (e *enroller) enroll(a association) (any, error) {
	d, err := e.enrolled(a)
	if err != nil {
		return nil, err
	}
	body := map[string]any{"authenticator_type": "oob"}
	if a.channel == "" {
		body["authenticator_type"] = "otp"
		body["secret"] = d.secret
		body["barcode_uri"] = barcode(a.user, "secret="+d.secret+"&issuer="+url.PathEscape(tenantName)+
			"&algorithm=SHA1&digits=6&period=30")
	} else {
		started, err := e.challenges.start(a.bearer, d, a.channel, true)
		if err != nil {
			return nil, err
		}
		body["oob_channel"], body["oob_code"] = a.channel, started.code
		if started.prompts() {
			body["binding_method"] = "prompt"
		} else {
			body["barcode_uri"] = barcode(a.user, "enrollment_tx_id="+e.world.Secret(random(alphanumeric, 32))+
				"&base_url="+url.QueryEscape("https://"+e.identity.host))
		}
	}
	a.user.add(d)
	if d.kind == kindPush {
		a.user.add(e.twin(d))
	}
	if codes := e.firstRecoveryCode(a.user); codes != nil {
		body["recovery_codes"] = codes
	}
	return body, nil
}

// enrolled makes an unconfirmed device that nobody has yet. An address that
// waits for its confirmation can be enrolled anew; the first attempt is void.
func (e *enroller) enrolled(a association) (*device, error) {
	kind := map[string]string{
		"": kindTOTP, channelPush: kindPush, channelEmail: kindEmail, channelSMS: kindPhone, channelVoice: kindPhone,
	}[a.channel]
	d := newDevice(kind, e.world.Now())
	d.email, d.phone = a.email, a.phone
	switch kind {
	case kindPhone:
		d.preferred = a.channel
	case kindTOTP:
		d.secret = e.world.Secret(random(base32, 32))
		return d, nil
	case kindPush:
		d.identifier = random(hexadecimal, 32)
		return d, nil
	}
	if same := a.user.find(kind, a.email, a.phone); same != nil && same.confirmed {
		return nil, api.Refuse(http.StatusBadRequest, "enrollment_conflict", "The authenticator is already enrolled.")
	}
	return d, nil
}

// add enrolls a device in place of an unconfirmed one of the same address.
func (a *account) add(d *device) {
	if d.kind == kindEmail || d.kind == kindPhone {
		if same := a.find(d.kind, d.email, d.phone); same != nil && !same.confirmed {
			a.remove(same)
		}
	}
	a.devices = append(a.devices, d)
}

// twin is the TOTP generator of the Guardian app, enrolled along with push.
func (e *enroller) twin(push *device) *device {
	d := newDevice(kindTOTP, e.world.Now())
	d.secret = e.world.Secret(random(base32, 32))
	d.link, push.link = push.key, d.key
	return d
}

// firstRecoveryCode makes a recovery code on the first enrollment, confirmed or
// not (recorded), if that factor is enabled.
func (e *enroller) firstRecoveryCode(user *account) []string {
	if !e.factors.on[kindRecovery] || user.recovery() != nil {
		return nil
	}
	d := newDevice(kindRecovery, e.world.Now())
	d.secret = e.world.Secret(random(recoveryAlphabet, 24))
	user.devices = append(user.devices, d)
	return []string{d.secret}
}

// barcode is the URI that an authenticator app scans; %20 rather than + (recorded).
func barcode(user *account, query string) string {
	return "otpauth://totp/" + url.PathEscape(tenantName) + ":" + url.QueryEscape(user.Email) + "?" + query
}

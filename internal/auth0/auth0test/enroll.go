package auth0test

import (
	"net/http"
	"net/url"
)

// enroll makes the device, sends its first code and words the answer.
func (t *Tenant) enroll(a association) (any, error) {
	d, err := t.enrolled(a)
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
		started, err := t.start(a.bearer, d, a.channel, true)
		if err != nil {
			return nil, err
		}
		body["oob_channel"], body["oob_code"] = a.channel, started.code
		if started.prompts() {
			body["binding_method"] = "prompt"
		} else {
			body["barcode_uri"] = barcode(a.user, "enrollment_tx_id="+t.secret(random(alphanumeric, 32))+
				"&base_url="+url.QueryEscape("https://"+t.host))
		}
	}
	a.user.add(d)
	if d.kind == kindPush {
		a.user.add(t.twin(d))
	}
	if codes := t.firstRecoveryCode(a.user); codes != nil {
		body["recovery_codes"] = codes
	}
	return body, nil
}

// enrolled makes an unconfirmed device that nobody has yet. An address that
// waits for its confirmation can be enrolled anew; the first attempt is void.
func (t *Tenant) enrolled(a association) (*device, error) {
	kind := map[string]string{
		"": kindTOTP, channelPush: kindPush, channelEmail: kindEmail, channelSMS: kindPhone, channelVoice: kindPhone,
	}[a.channel]
	d := t.newDevice(kind)
	d.email, d.phone = a.email, a.phone
	switch kind {
	case kindPhone:
		d.preferred = a.channel
	case kindTOTP:
		d.secret = t.secret(random(base32, 32))
		return d, nil
	case kindPush:
		return d, nil
	}
	if same := a.user.find(kind, a.email, a.phone); same != nil && same.confirmed {
		return nil, refuse(http.StatusBadRequest, "enrollment_conflict", "The authenticator is already enrolled.")
	}
	return d, nil
}

// add enrols a device in place of an unconfirmed one of the same address.
func (a *account) add(d *device) {
	if d.kind == kindEmail || d.kind == kindPhone {
		if same := a.find(d.kind, d.email, d.phone); same != nil && !same.confirmed {
			a.remove(same)
		}
	}
	a.devices = append(a.devices, d)
}

// twin is the TOTP generator of the Guardian app, enrolled along with push.
func (t *Tenant) twin(push *device) *device {
	d := t.newDevice(kindTOTP)
	d.secret = t.secret(random(base32, 32))
	d.link, push.link = push.key, d.key
	return d
}

// firstRecoveryCode makes a recovery code on the first enrolment, confirmed or
// not (recorded), if that factor is enabled.
func (t *Tenant) firstRecoveryCode(user *account) []string {
	if !t.factors[kindRecovery] || user.recovery() != nil {
		return nil
	}
	d := t.newDevice(kindRecovery)
	d.secret = t.secret(random(recoveryAlphabet, 24))
	user.devices = append(user.devices, d)
	return []string{d.secret}
}

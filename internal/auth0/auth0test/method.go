package auth0test

import (
	"math"
	"net/http"
)

// methodFrom makes a confirmed device of a validated body.
func (t *Tenant) methodFrom(params map[string]any, path string) (*device, error) {
	kind, _ := params["type"].(string)
	d := t.newDevice(kind)
	d.confirmed = true
	d.name, _ = params["name"].(string)
	d.email, _ = params["email"].(string)
	d.phone, _ = params["phone_number"].(string)
	d.secret, _ = params["totp_secret"].(string)
	d.preferred, _ = params["preferred_authentication_method"].(string)
	lacking := ""
	switch {
	case kind == kindEmail && d.email == "":
		lacking = "email"
	case kind == kindPhone && d.phone == "":
		lacking = "phone_number"
	case kind == kindPhone && d.preferred == "":
		d.preferred = channelSMS
	case kind == kindTOTP && d.secret == "":
		d.secret = random(base32, 32)
	}
	if lacking != "" {
		v := violations{schema{}.fault(path, "Missing required property: "+lacking)}
		return nil, boom(http.StatusBadRequest, "invalid_body", "Payload validation error: "+v.text())
	}
	t.secret(d.secret)
	return d, nil
}

// duplicate reports whether the user has the same address already.
func (a *account) duplicate(d *device) bool {
	return (d.kind == kindEmail || d.kind == kindPhone) && a.find(d.kind, d.email, d.phone) != nil
}

// json shows the device with its addresses in full, and without its secret.
func (d *device) json() map[string]any {
	body := map[string]any{"id": d.id(), "type": d.kind, "created_at": timestamp(d.created)}
	if d.name != "" {
		body["name"] = d.name
	}
	if d.link != "" {
		body["link_id"] = d.link
	}
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

// masked shows the device as all but PUT do; only GET says whether it is confirmed.
func (d *device) masked(get bool) map[string]any {
	body := d.json()
	if get {
		body["confirmed"] = d.confirmed
	}
	switch d.kind {
	case kindEmail:
		body["email"] = maskEmail(d.email)
	case kindPhone:
		body["phone_number"] = maskPhone(d.phone)
	}
	return body
}

func methodPath() schema {
	s := userPath()
	s.properties["authentication_method_id"] = schema{
		kind: "string", required: true, description: "The ID of the authentication method in question.",
	}
	return s
}

func pageQuery() schema {
	return schema{properties: map[string]schema{
		"page":     {kind: "integer", maximum: math.MaxInt32, description: "Page index of the results to return. First page is 0. Default is 0."},
		"per_page": {kind: "integer", minimum: 1, maximum: 100, description: "Number of results per page. Default is 50."},
		"include_totals": {kind: "boolean", description: "Return results inside an object that contains the total " +
			"result count (true) or as a direct array of results (false, default)."},
	}}
}

// preferredSchema describes a member of all three bodies below.
func preferredSchema() schema {
	return schema{
		kind: "string", enum: []string{"voice", "sms"},
		description: "Applies to phone authentication methods only. The preferred communication method.",
	}
}

func newMethodBody() *schema {
	return &schema{properties: map[string]schema{
		"type":                            {kind: "string", required: true, enum: []string{"phone", "email", "totp", "webauthn-roaming", "passkey"}},
		"name":                            {kind: "string", description: "A human-readable label to identify the authentication method."},
		"totp_secret":                     {kind: "string", description: "Base32 encoded secret for TOTP generation."},
		"phone_number":                    {kind: "string", minLength: 2, maxLength: 30, description: "Applies to phone authentication methods only. The destination phone number used to send verification codes via text and voice."},
		"email":                           {kind: "string", description: "Applies to email authentication methods only. The email address used to send verification messages."},
		"preferred_authentication_method": preferredSchema(),
		"key_id":                          {kind: "string", description: "Applies to webauthn/passkey authentication methods only. The id of the credential."},
		"public_key":                      {kind: "string", description: "Applies to webauthn/passkey authentication methods only. The public key, which is encoded as base64."},
		"relying_party_identifier":        {kind: "string", description: "Applies to webauthn authentication methods only. The relying party identifier."},
	}}
}

// replacementBody is an array of what PUT can replace: phones, emails and TOTP.
func replacementBody() *schema {
	return &schema{kind: "array", items: &schema{properties: map[string]schema{
		"type":                            {kind: "string", required: true, enum: []string{"phone", "email", "totp"}},
		"preferred_authentication_method": preferredSchema(),
		"name":                            {kind: "string", minLength: 1, maxLength: 20, description: "AA human-readable label to identify the authentication method."},
		"phone_number":                    {kind: "string", minLength: 2, maxLength: 30, description: "Applies to phone authentication methods only. The destination phone number used to send verification codes via text and voice."},
		"email":                           {kind: "string", minLength: 1, description: "Applies to email authentication methods only. The email address used to send verification messages."},
		"totp_secret":                     {kind: "string", minLength: 1, description: "Applies to totp authentication methods only. The base32 encoded secret for TOTP generation."},
	}}}
}

func changedMethodBody() *schema {
	return &schema{properties: map[string]schema{
		"name":                            {kind: "string", description: "A human-readable label to identify the authentication method."},
		"preferred_authentication_method": preferredSchema(),
	}}
}

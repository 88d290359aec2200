package auth0test

import (
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// methodFrom makes a confirmed device of a validated body.
func methodFrom(params map[string]any, path string, now time.Time) (*device, error) {
	kind, _ := params["type"].(string)
	d := newDevice(kind, now)
	d.confirmed = true
	d.name, _ = params["name"].(string)
	d.email, _ = params["email"].(string)
	d.phone, _ = params["phone_number"].(string)
	d.secret, _ = params["totp_secret"].(string)
	d.preferred, _ = params["preferred_authentication_method"].(string)
	d.keyID, _ = params["key_id"].(string)
	d.publicKey, _ = params["public_key"].(string)
	d.relyingParty, _ = params["relying_party_identifier"].(string)
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
		return nil, api.Schema{}.Refuse(path, "Missing required property: "+lacking)
	}
	return d, nil
}

func methodPath() api.Schema {
	s := userPath()
	s.Properties["authentication_method_id"] = api.Schema{
		Kind: "string", Required: true, Description: "The ID of the authentication method in question.",
	}
	return s
}

// preferredSchema describes a member of all three bodies below.
func preferredSchema() api.Schema {
	return api.Schema{
		Kind: "string", Enum: []string{"voice", "sms"},
		Description: "Applies to phone authentication methods only. The preferred communication method.",
	}
}

func newMethodBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"type":                            {Kind: "string", Required: true, Enum: []string{"phone", "email", "totp", "webauthn-roaming", "passkey"}},
		"name":                            {Kind: "string", Description: "A human-readable label to identify the authentication method."},
		"totp_secret":                     {Kind: "string", Description: "Base32 encoded secret for TOTP generation."},
		"phone_number":                    {Kind: "string", MinLength: 2, MaxLength: 30, Description: "Applies to phone authentication methods only. The destination phone number used to send verification codes via text and voice."},
		"email":                           {Kind: "string", Description: "Applies to email authentication methods only. The email address used to send verification messages."},
		"preferred_authentication_method": preferredSchema(),
		"key_id":                          {Kind: "string", Description: "Applies to webauthn/passkey authentication methods only. The id of the credential."},
		"public_key":                      {Kind: "string", Description: "Applies to webauthn/passkey authentication methods only. The public key, which is encoded as base64."},
		"relying_party_identifier":        {Kind: "string", Description: "Applies to webauthn authentication methods only. The relying party identifier."},
	}}
}

// replacementBody is an array of what PUT can replace: phones, emails and TOTP.
func replacementBody() *api.Schema {
	return &api.Schema{Kind: "array", Items: &api.Schema{Properties: map[string]api.Schema{
		"type":                            {Kind: "string", Required: true, Enum: []string{"phone", "email", "totp"}},
		"preferred_authentication_method": preferredSchema(),
		"name":                            {Kind: "string", MinLength: 1, MaxLength: 20, Description: "AA human-readable label to identify the authentication method."},
		"phone_number":                    {Kind: "string", MinLength: 2, MaxLength: 30, Description: "Applies to phone authentication methods only. The destination phone number used to send verification codes via text and voice."},
		"email":                           {Kind: "string", MinLength: 1, Description: "Applies to email authentication methods only. The email address used to send verification messages."},
		"totp_secret":                     {Kind: "string", MinLength: 1, Description: "Applies to totp authentication methods only. The base32 encoded secret for TOTP generation."},
	}}}
}

func changedMethodBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"name":                            {Kind: "string", Description: "A human-readable label to identify the authentication method."},
		"preferred_authentication_method": preferredSchema(),
	}}
}

package auth0

import (
	"context"
	"net/http"
)

// How the phone factor can send its codes.
const (
	MessageTypeSMS   = "sms"
	MessageTypeVoice = "voice"
)

const phoneMessageTypesPath = "/guardian/factors/phone/message-types"

// PhoneMessageTypes reads how the phone factor sends its codes, the API's list
// whole, which can be empty; scope read:guardian_factors. It can be read while
// the factor is off.
//
// https://auth0.com/docs/api/management/v2/guardian/get-message-types
func (c *Client) PhoneMessageTypes(ctx context.Context) ([]string, error) {
	var answer messageTypesAnswer
	err := c.manage(ctx, http.MethodGet, phoneMessageTypesPath, nil, &answer)
	return answer.MessageTypes, err
}

// SetPhoneMessageTypes replaces the list, also while the factor is off, and
// returns what the tenant answered; scope update:guardian_factors. A tenant
// with Tenant Phone Settings refuses it (voice_mfa_not_allowed).
//
// https://auth0.com/docs/api/management/v2/guardian/put-message-types
func (c *Client) SetPhoneMessageTypes(ctx context.Context, types []string) ([]string, error) {
	if types == nil {
		types = []string{} // null is no list
	}
	var answer messageTypesAnswer
	in := map[string][]string{"message_types": types}
	err := c.manage(ctx, http.MethodPut, phoneMessageTypesPath, in, &answer)
	return answer.MessageTypes, err
}

type messageTypesAnswer struct {
	MessageTypes []string `json:"message_types"`
}

// validate keeps an empty object from being read as "neither".
func (a *messageTypesAnswer) validate() error {
	if a.MessageTypes == nil {
		return errNoList
	}
	return nil
}

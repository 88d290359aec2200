package auth0

import (
	"context"
	"net/http"
)

// The ways in which the phone factor can send its codes.
const (
	MessageTypeSMS   = "sms"
	MessageTypeVoice = "voice"
)

const phoneMessageTypesPath = "/guardian/factors/phone/message-types"

// PhoneMessageTypes reads how the phone factor sends its codes. The list can be
// empty, and can be read while the factor is disabled. It requires the scope
// read:guardian_factors.
//
// https://auth0.com/docs/api/management/v2/guardian/get-message-types
func (c *Client) PhoneMessageTypes(ctx context.Context) ([]string, error) {
	var answer messageTypesAnswer
	err := c.manage(ctx, http.MethodGet, phoneMessageTypesPath, nil, &answer)
	return answer.MessageTypes, err
}

// SetPhoneMessageTypes replaces how the phone factor sends its codes, and returns
// the list that the tenant answered with. It can be set while the factor is
// disabled. On the Unified Phone Experience, a tenant refuses with 409 what its
// phone provider does not deliver. It requires the scope update:guardian_factors.
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

// validate keeps an empty object from being read as an empty list.
func (a *messageTypesAnswer) validate() error {
	if a.MessageTypes == nil {
		return errNoList
	}
	return noBlanks(a.MessageTypes)
}

package auth0

import (
	"context"
	"net/http"
)

// CustomApp describes the app that users are asked to install for push
// notifications if it is not Guardian. A field that is nil is not sent, or, in an
// answer, was never set. An empty string clears a field.
type CustomApp struct {
	// AppName is the name of the app.
	AppName *string `json:"app_name,omitempty"`
	// AppleAppLink is the https address of the app in the App Store.
	AppleAppLink *string `json:"apple_app_link,omitempty"`
	// GoogleAppLink is the https address of the app in Google Play.
	GoogleAppLink *string `json:"google_app_link,omitempty"`
}

const customAppPath = "/prompts/mfa-push"

// CustomApp reads the description of the app, which is empty on a new tenant. A
// field that was cleared is an empty string or nil. It requires the scope
// read:prompts.
//
// https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-factors/configure-push-notifications-for-mfa
func (c *Client) CustomApp(ctx context.Context) (CustomApp, error) {
	var answer loose[CustomApp]
	err := c.manage(ctx, http.MethodGet, customAppPath, nil, &answer)
	return answer.answer, err
}

// SetCustomApp changes the fields that are not nil (PATCH) and returns the
// tenant's answer, which is the whole description. It requires the scope
// update:prompts.
//
// https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-factors/configure-push-notifications-for-mfa
func (c *Client) SetCustomApp(ctx context.Context, app CustomApp) (CustomApp, error) {
	var answer loose[CustomApp]
	err := c.manage(ctx, http.MethodPatch, customAppPath, app, &answer)
	return answer.answer, err
}

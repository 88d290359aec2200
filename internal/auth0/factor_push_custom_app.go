package auth0

import (
	"context"
	"net/http"
)

// CustomApp describes the app that users are told to install for push
// notifications, when it is not Guardian. What is nil is not sent, and was
// never set where it comes; an empty string clears.
type CustomApp struct {
	// AppName is how the app is called.
	AppName *string `json:"app_name,omitempty"`
	// AppleAppLink is its https address in the App Store.
	AppleAppLink *string `json:"apple_app_link,omitempty"`
	// GoogleAppLink is its https address in Google Play.
	GoogleAppLink *string `json:"google_app_link,omitempty"`
}

const customAppPath = "/prompts/mfa-push"

// CustomApp reads the app, of which a new tenant has nothing; scope
// read:prompts. What was cleared may come as an empty string or not at all.
//
// https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-factors/configure-push-notifications-for-mfa
func (c *Client) CustomApp(ctx context.Context) (CustomApp, error) {
	var answer CustomApp
	err := c.manage(ctx, http.MethodGet, customAppPath, nil, &answer)
	return answer, err
}

// SetCustomApp changes what is not nil and leaves the rest alone: it is a
// PATCH. It returns what the tenant answered, the whole app; scope
// update:prompts.
//
// https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-factors/configure-push-notifications-for-mfa
func (c *Client) SetCustomApp(ctx context.Context, app CustomApp) (CustomApp, error) {
	var answer CustomApp
	err := c.manage(ctx, http.MethodPatch, customAppPath, app, &answer)
	return answer, err
}

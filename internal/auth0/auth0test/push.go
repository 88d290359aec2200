package auth0test

import "regexp"

// pushState is what the tenant knows of push notifications. All texts are
// empty while they were never set.
type pushState struct {
	provider string
	app      map[string]string // by member of the API, and only what was ever set
	apns     APNs
	fcm      string
	sns      SNS
}

// newPush is what a new tenant has: notifications by Guardian, and nothing else.
func newPush() pushState { return pushState{provider: "guardian", app: map[string]string{}} }

// pushRoutes are those of the push factor but its switch.
func pushRoutes() []route {
	const selected = " /api/v2/guardian/factors/push-notification/selected-provider"
	const app = " /api/v2/prompts/mfa-push"
	return append(pushProviderRoutes(),
		route{pattern: "GET" + selected, scopes: []string{"read:guardian_factors"}, handle: (*Tenant).getPushProvider},
		route{
			pattern: "PUT" + selected, scopes: []string{"update:guardian_factors"},
			body: pushProviderBody(), handle: (*Tenant).putPushProvider,
		},
		route{pattern: "GET" + app, scopes: []string{"read:prompts"}, handle: (*Tenant).getCustomApp},
		route{
			pattern: "PATCH" + app, scopes: []string{"update:prompts"},
			body: customAppBody(), handle: (*Tenant).patchCustomApp,
		})
}

func pushProviderBody() *schema {
	return &schema{properties: map[string]schema{
		"provider": {kind: "string", required: true, enum: []string{"guardian", "sns", "direct"}},
	}}
}

func (t *Tenant) getPushProvider(*call) (any, error) {
	return map[string]any{"provider": t.push.provider}, nil
}

// putPushProvider selects one without credentials too: the recorded clients
// select first, and the order of two requests is theirs.
func (t *Tenant) putPushProvider(c *call) (any, error) {
	t.push.provider, _ = c.params["provider"].(string)
	return t.getPushProvider(c)
}

var customAppMembers = []string{"app_name", "apple_app_link", "google_app_link"}

// customAppBody takes an empty string, which clears, as Auth0's own Terraform
// provider has it; null is nowhere documented, so it is refused.
func customAppBody() *schema {
	link := schema{kind: "string", pattern: regexp.MustCompile(`^(https://.+)?$`)}
	return &schema{properties: map[string]schema{
		"app_name": {kind: "string"}, "apple_app_link": link, "google_app_link": link,
	}}
}

// getCustomApp has nothing of what was never set (recorded).
func (t *Tenant) getCustomApp(*call) (any, error) { return t.push.app, nil }

// patchCustomApp merges, and answers the whole. What is cleared stays there as
// an empty string, so that a client must read both alike.
func (t *Tenant) patchCustomApp(c *call) (any, error) {
	for _, name := range customAppMembers {
		if text, ok := c.params[name].(string); ok {
			t.push.app[name] = text
		}
	}
	return t.getCustomApp(c)
}

// PushProvider returns who sends push notifications: guardian, sns or direct.
func (t *Tenant) PushProvider() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.push.provider
}

// SetPushProvider selects who sends push notifications.
func (t *Tenant) SetPushProvider(provider string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.push.provider = provider
}

// CustomApp is the app of the push factor. A text is empty when it was cleared
// or never set.
type CustomApp struct {
	AppName, AppleAppLink, GoogleAppLink string
}

// CustomApp returns the app of the push factor.
func (t *Tenant) CustomApp() CustomApp {
	t.mu.Lock()
	defer t.mu.Unlock()
	app := t.push.app
	return CustomApp{app["app_name"], app["apple_app_link"], app["google_app_link"]}
}

// SetCustomApp replaces the app of the push factor; what is empty counts as
// never set.
func (t *Tenant) SetCustomApp(a CustomApp) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.push.app = map[string]string{}
	for i, text := range []string{a.AppName, a.AppleAppLink, a.GoogleAppLink} {
		if text != "" {
			t.push.app[customAppMembers[i]] = text
		}
	}
}

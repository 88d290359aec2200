package auth0test

import (
	"regexp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// push is what the tenant knows of push notifications. All texts are empty
// while they were never set.
type push struct {
	world    *api.World
	provider string
	app      map[string]string // by member of the API, and only what was ever set
}

// newPush is what a new tenant has: notifications by Guardian, and nothing else.
func newPush(w *api.World) *push {
	return &push{world: w, provider: "guardian", app: map[string]string{}}
}

// routes are those of the push factor but its switch and its credentials.
func (p *push) routes() []api.Route {
	const selected = " /api/v2/guardian/factors/push-notification/selected-provider"
	const app = " /api/v2/prompts/mfa-push"
	return []api.Route{
		{Pattern: "GET" + selected, Scopes: []string{"read:guardian_factors"}, Handle: p.getPushProvider},
		{
			Pattern: "PUT" + selected, Scopes: []string{"update:guardian_factors"},
			Body: pushProviderBody(), Handle: p.putPushProvider,
		},
		{Pattern: "GET" + app, Scopes: []string{"read:prompts"}, Handle: p.getCustomApp},
		{
			Pattern: "PATCH" + app, Scopes: []string{"update:prompts"},
			Body: customAppBody(), Handle: p.patchCustomApp,
		},
	}
}

func pushProviderBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{
		"provider": {Kind: "string", Required: true, Enum: []string{"guardian", "sns", "direct"}},
	}}
}

func (p *push) getPushProvider(*api.Call) (any, error) {
	return map[string]any{"provider": p.provider}, nil
}

// putPushProvider selects one without credentials too: the recorded clients
// select first, and the order of two requests is theirs.
func (p *push) putPushProvider(c *api.Call) (any, error) {
	p.provider, _ = c.Params["provider"].(string)
	return p.getPushProvider(c)
}

var customAppMembers = []string{"app_name", "apple_app_link", "google_app_link"}

// customAppBody takes an empty string, which clears, as Auth0's own Terraform
// provider has it; null is nowhere documented, so it is refused.
func customAppBody() *api.Schema {
	link := api.Schema{Kind: "string", Pattern: regexp.MustCompile(`^(https://.+)?$`)}
	return &api.Schema{Properties: map[string]api.Schema{
		"app_name": {Kind: "string"}, "apple_app_link": link, "google_app_link": link,
	}}
}

// getCustomApp has nothing of what was never set (recorded).
func (p *push) getCustomApp(*api.Call) (any, error) { return p.app, nil }

// patchCustomApp merges, and answers the whole. What is cleared stays there as
// an empty string, so that a client must read both alike.
func (p *push) patchCustomApp(c *api.Call) (any, error) {
	for _, name := range customAppMembers {
		if text, ok := c.Params[name].(string); ok {
			p.app[name] = text
		}
	}
	return p.getCustomApp(c)
}

// PushProvider returns who sends push notifications: guardian, sns or direct.
func (p *push) PushProvider() string {
	p.world.Lock()
	defer p.world.Unlock()
	return p.provider
}

// SetPushProvider selects who sends push notifications.
func (p *push) SetPushProvider(provider string) {
	p.world.Lock()
	defer p.world.Unlock()
	p.provider = provider
}

// CustomApp is the app of the push factor. A text is empty when it was cleared
// or never set.
type CustomApp struct {
	AppName, AppleAppLink, GoogleAppLink string
}

// CustomApp returns the app of the push factor.
func (p *push) CustomApp() CustomApp {
	p.world.Lock()
	defer p.world.Unlock()
	app := p.app
	return CustomApp{app["app_name"], app["apple_app_link"], app["google_app_link"]}
}

// SetCustomApp replaces the app of the push factor; what is empty counts as
// never set.
func (p *push) SetCustomApp(a CustomApp) {
	p.world.Lock()
	defer p.world.Unlock()
	p.app = map[string]string{}
	for i, text := range []string{a.AppName, a.AppleAppLink, a.GoogleAppLink} {
		if text != "" {
			p.app[customAppMembers[i]] = text
		}
	}
}

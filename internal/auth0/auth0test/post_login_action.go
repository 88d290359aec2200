package auth0test

import "github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"

// A PostLoginAction is what an Action of the tenant says of MFA after the
// password. It overrules the policies.
//
// https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/login-trigger/post-login-api-object
type PostLoginAction string

// What an Action can say.
const (
	NoAction         PostLoginAction = ""     // there is none, or it does not mention MFA
	ActionSkipsMFA   PostLoginAction = "none" // api.multifactor.enable("none")
	ActionDemandsMFA PostLoginAction = "any"  // api.multifactor.enable("any")
)

// postLogin is the tenant's Action.
type postLogin struct {
	world *api.World
	says  PostLoginAction
}

// SetPostLoginAction replaces what the tenant's Action says.
func (p *postLogin) SetPostLoginAction(says PostLoginAction) {
	p.world.Lock()
	defer p.world.Unlock()
	p.says = says
}

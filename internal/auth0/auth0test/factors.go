package auth0test

import (
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// factorNames is the order of the recorded list.
var factorNames = []string{
	"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code",
}

// factors are the switches of the tenant's second factors.
type factors struct {
	world   *api.World
	licence licence
	on      map[string]bool
}

func newFactors(w *api.World, l licence) *factors {
	return &factors{world: w, licence: l, on: map[string]bool{}}
}

// licensed names the feature that a factor needs.
var licensed = map[string]Feature{"sms": Phone, "webauthn-roaming": WebAuthn, "webauthn-platform": WebAuthn}

func (f *factors) routes() []api.Route {
	return []api.Route{
		{
			Pattern: "GET /api/v2/guardian/factors", Scopes: []string{"read:guardian_factors"},
			Handle: f.list,
		},
		{
			Pattern: "PUT /api/v2/guardian/factors/{name}", Scopes: []string{"update:guardian_factors"},
			Path: factorPath(), Body: factorBody(), Handle: f.put,
		},
	}
}

func factorPath() api.Schema {
	return api.Schema{Properties: map[string]api.Schema{"name": {
		Kind: "string", Required: true, Enum: factorNames,
		Description: "Factor name. Can be `sms`, `push-notification`, `email`, `duo` `otp` `webauthn-roaming`, " +
			"`webauthn-platform`, or `recovery-code`.",
	}}}
}

func factorBody() *api.Schema {
	return &api.Schema{Properties: map[string]api.Schema{"enabled": {
		Kind: "boolean", Required: true,
		Description: "Whether this factor is enabled (true) or disabled (false).",
	}}}
}

// list answers GET /guardian/factors.
func (f *factors) list(*api.Call) (any, error) {
	list := []map[string]any{}
	for _, name := range factorNames {
		list = append(list, map[string]any{"name": name, "enabled": f.on[name], "trial_expired": false})
	}
	return list, nil
}

// put answers PUT /guardian/factors/{name}. Any factor can be enabled
// alone: the rule that email needs another one is the Dashboard's (recorded). One
// that the subscription lacks can be disabled.
func (f *factors) put(c *api.Call) (any, error) {
	enabled := c.Params["enabled"] == true
	if err := f.licence.refuse(licensed[c.PathValue("name")]); enabled && err != nil {
		return nil, err
	}
	f.on[c.PathValue("name")] = enabled
	return map[string]any{"enabled": enabled}, nil // without the name
}

// any reports whether one of the factors is enabled.
func (f *factors) any(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return f.on[name] })
}

// Factor reports whether a factor is enabled.
func (f *factors) Factor(name string) bool {
	f.world.Lock()
	defer f.world.Unlock()
	return f.on[name]
}

// SetFactor switches a factor behind the back of whoever manages it.
func (f *factors) SetFactor(name string, enabled bool) {
	f.world.Lock()
	defer f.world.Unlock()
	f.on[name] = enabled
}

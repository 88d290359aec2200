package auth0test

import (
	"net/http"
	"slices"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

// userMultifactor resets what users have for their second factor.
type userMultifactor struct {
	world *api.World
	users *users
}

func (m *userMultifactor) routes() []api.Route {
	const path = " /api/v2/users/{id}"
	update := []string{"update:users"}
	return []api.Route{
		{
			Pattern: "DELETE" + path + "/authenticators", Scopes: []string{"delete:guardian_enrollments"},
			Status: http.StatusNoContent, Path: userPath(), Handle: m.deleteAll,
		},
		{
			Pattern: "DELETE" + path + "/multifactor/{provider}", Scopes: update,
			Status: http.StatusNoContent, Path: multifactorPath(), Handle: m.deleteProvider,
		},
		{
			Pattern: "POST" + path + "/multifactor/actions/invalidate-remember-browser", Scopes: update,
			Status: http.StatusNoContent, Path: userPath(), Handle: m.forgetBrowsers,
		},
		{Pattern: "POST" + path + "/recovery-code-regeneration", Scopes: update, Path: userPath(), Handle: m.newRecoveryCode},
	}
}

func multifactorPath() api.Schema {
	s := userPath()
	s.Properties["provider"] = api.Schema{
		Kind: "string", Required: true, Enum: []string{"duo", "google-authenticator"},
		Description: "The multi-factor provider. Supported values 'duo' or 'google-authenticator'",
	}
	return s
}

// deleteAll answers DELETE of all authenticators. That it takes the recovery
// code as well follows from "all authenticators registered to a given user ID".
func (m *userMultifactor) deleteAll(c *api.Call) (any, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, err
	}
	user.devices = nil
	return nil, nil
}

// deleteProvider answers DELETE of a provider. Google Authenticator stands for
// TOTP; what Duo knows of a user is with Duo.
func (m *userMultifactor) deleteProvider(c *api.Call) (any, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, err
	}
	if c.PathValue("provider") == "google-authenticator" {
		user.devices = slices.DeleteFunc(user.devices, func(d *device) bool { return d.kind == kindTOTP && d.link == "" })
	}
	return nil, nil
}

// forgetBrowsers has nothing to forget: only Universal Login remembers browsers.
func (m *userMultifactor) forgetBrowsers(c *api.Call) (any, error) {
	_, err := m.users.of(c)
	return nil, err
}

// newRecoveryCode gives the user a recovery code in place of the one that he
// has, or as his first (recorded for a new user).
func (m *userMultifactor) newRecoveryCode(c *api.Call) (any, error) {
	user, err := m.users.of(c)
	if err != nil {
		return nil, err
	}
	d := user.recovery()
	if d == nil {
		d = newDevice(kindRecovery, m.world.Now())
		user.devices = append(user.devices, d)
	}
	d.confirmed, d.secret = true, m.world.Secret(random(recoveryAlphabet, 24))
	return map[string]any{"recovery_code": d.secret}, nil
}

package auth0test

import (
	"maps"
	"net/http"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test/api"
)

const (
	settingCustomizeMFA   = "customize_mfa_in_postlogin_action"
	settingUnifiedPhone   = "phone_consolidated_experience"
	flagShowFactorList    = "mfa_show_factor_list_on_enrollment"
	tenantSettingsPattern = " /api/v2/tenants/settings"
)

// inMinutes are the settings that are sent in minutes and shown in hours.
var inMinutes = map[string]string{
	"session_lifetime_in_minutes":                "session_lifetime",
	"idle_session_lifetime_in_minutes":           "idle_session_lifetime",
	"ephemeral_session_lifetime_in_minutes":      "ephemeral_session_lifetime",
	"idle_ephemeral_session_lifetime_in_minutes": "idle_ephemeral_session_lifetime",
}

// tenantSettings are the tenant's general settings as JSON has them, flags
// among them. What was never set is absent.
type tenantSettings struct {
	world   *api.World
	members map[string]any
	flags   map[string]any
	// unifiedPhone: the tenant is on the Unified Phone Experience.
	unifiedPhone bool
}

// newTenantSettings are some of the recorded ones, for what has to stay as it is.
func newTenantSettings(w *api.World) *tenantSettings {
	return &tenantSettings{
		world: w,
		members: map[string]any{
			"friendly_name": "My Test Tenant", "idle_session_lifetime": 72,
			"session_lifetime": 168, "sandbox_version": "22", "support_email": "support@example.com",
		},
		flags: map[string]any{
			"allow_changing_enable_sso": false, "disable_impersonation": true, "enable_sso": true,
			"universal_login": true, "revoke_refresh_token_grant": false,
			"disable_clickjack_protection_headers": false,
		},
	}
}

// routes show and change them.
func (s *tenantSettings) routes() []api.Route {
	return []api.Route{
		{
			Pattern: http.MethodGet + tenantSettingsPattern, Scopes: []string{"read:tenant_settings"},
			Query: api.FieldsQuery(), Handle: s.get,
		},
		{
			Pattern: http.MethodPatch + tenantSettingsPattern, Scopes: []string{"update:tenant_settings"},
			Body: tenantSettingsBody(), Handle: s.patch,
		},
	}
}

// tenantSettingsBody knows few of the many settings that Auth0 takes, and no null
// for any of them. The others are kept and shown as they come, so that clients
// which manage all of them can run.
func tenantSettingsBody() *api.Schema {
	flag := api.Schema{Kind: "boolean"}
	body := &api.Schema{Open: true, Properties: map[string]api.Schema{
		settingCustomizeMFA: {Kind: "boolean", Description: "Whether to enable flexible factors for MFA in the PostLogin action"},
		settingUnifiedPhone: {Kind: "boolean", Description: "Whether Phone Consolidated Experience is enabled for the tenant."},
		"friendly_name":     {Kind: "string", Description: "Friendly name for this tenant."},
		"flags": {Open: true, Description: "Flags used to change the behavior of this tenant.", Properties: map[string]api.Schema{
			flagShowFactorList: {Kind: "boolean", Description: "Used to allow users to pick which factor to enroll with from the list of available MFA factors."},
			"enable_sso":       flag, "universal_login": flag, "disable_clickjack_protection_headers": flag,
			"revoke_refresh_token_grant": flag,
		}},
	}}
	for name := range inMinutes {
		body.Properties[name] = api.Schema{Kind: "integer", Minimum: 1}
	}
	return body
}

func (s *tenantSettings) json() map[string]any {
	body := maps.Clone(s.members)
	body["flags"] = s.flags
	body[settingUnifiedPhone] = s.unifiedPhone // also where it is off (recorded)
	return body
}

// get answers GET.
func (s *tenantSettings) get(c *api.Call) (any, error) {
	return c.SelectFields(s.json()), nil
}

// patch answers PATCH with all settings (recorded). The flags
// are merged; those that are not sent stay. Minutes become hours, with a fraction
// where need be (recorded: 181 becomes 3.0166666666666666).
func (s *tenantSettings) patch(c *api.Call) (any, error) {
	for name, value := range c.Params {
		hours, minutes := inMinutes[name]
		switch {
		case name == "flags":
			flags, _ := value.(map[string]any)
			maps.Copy(s.flags, flags)
		case name == settingUnifiedPhone:
			s.unifiedPhone = value == true
		case minutes:
			s.members[hours] = float64(api.Integer(value)) / 60
		default:
			s.members[name] = value
		}
	}
	return s.json(), nil
}

// TenantSettings returns the tenant's general settings as JSON has them, with
// their flags: all of them, so that a test can see that the rest has stayed.
func (s *tenantSettings) TenantSettings() map[string]any {
	s.world.Lock()
	defer s.world.Unlock()
	body := s.json()
	body["flags"] = maps.Clone(s.flags)
	return body
}

// SetTenantSetting sets one of the tenant's general settings; nil unsets it.
func (s *tenantSettings) SetTenantSetting(name string, value any) {
	s.world.Lock()
	defer s.world.Unlock()
	setMember(s.members, name, value)
}

// SetTenantFlag sets one of the flags among them; nil unsets it.
func (s *tenantSettings) SetTenantFlag(name string, value any) {
	s.world.Lock()
	defer s.world.Unlock()
	setMember(s.flags, name, value)
}

// SetUnifiedPhone puts the tenant on the Unified Phone Experience, or takes it
// off: on it, the phone factor's own provider and messages are refused. The
// tenants that tests start are not on it.
func (s *tenantSettings) SetUnifiedPhone(on bool) {
	s.world.Lock()
	defer s.world.Unlock()
	s.unifiedPhone = on
}

package auth0test

import (
	"maps"
	"net/http"
)

const (
	settingCustomizeMFA   = "customize_mfa_in_postlogin_action"
	settingUnifiedPhone   = "phone_consolidated_experience"
	flagShowFactorList    = "mfa_show_factor_list_on_enrollment"
	tenantSettingsPattern = " /api/v2/tenants/settings"
)

// tenantSettings are the tenant's general settings as JSON has them, flags
// among them. What was never set is absent.
type tenantSettings struct {
	members map[string]any
	flags   map[string]any
}

// newTenantSettings are some of the recorded ones, for what has to stay as it is.
func newTenantSettings() tenantSettings {
	return tenantSettings{
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

// tenantSettingsRoutes show and change them.
func tenantSettingsRoutes() []route {
	return []route{
		{
			pattern: http.MethodGet + tenantSettingsPattern, scopes: []string{"read:tenant_settings"},
			query: fieldsQuery(), handle: (*Tenant).getTenantSettings,
		},
		{
			pattern: http.MethodPatch + tenantSettingsPattern, scopes: []string{"update:tenant_settings"},
			body: tenantSettingsBody(), handle: (*Tenant).changeTenantSettings,
		},
	}
}

// tenantSettingsBody takes few of the many settings that Auth0 does, and no
// null for any of them.
func tenantSettingsBody() *schema {
	flag := schema{kind: "boolean"}
	return &schema{properties: map[string]schema{
		settingCustomizeMFA: {kind: "boolean", description: "Whether to enable flexible factors for MFA in the PostLogin action"},
		settingUnifiedPhone: {kind: "boolean", description: "Whether Phone Consolidated Experience is enabled for the tenant."},
		"friendly_name":     {kind: "string", description: "Friendly name for this tenant."},
		"flags": {description: "Flags used to change the behavior of this tenant.", properties: map[string]schema{
			flagShowFactorList: {kind: "boolean", description: "Used to allow users to pick which factor to enroll with from the list of available MFA factors."},
			"enable_sso":       flag, "universal_login": flag, "disable_clickjack_protection_headers": flag,
			"revoke_refresh_token_grant": flag,
		}},
	}}
}

func (t *Tenant) tenantSettingsJSON() map[string]any {
	body := maps.Clone(t.tenantSettings.members)
	body["flags"] = t.tenantSettings.flags
	if t.legacyPhone.unified {
		body[settingUnifiedPhone] = true
	}
	return body
}

// getTenantSettings answers GET.
func (t *Tenant) getTenantSettings(c *call) (any, error) {
	return selectFields(c, t.tenantSettingsJSON()), nil
}

// changeTenantSettings answers PATCH with all settings (recorded). The flags
// are merged; those that are not sent stay.
func (t *Tenant) changeTenantSettings(c *call) (any, error) {
	for name, value := range c.params {
		switch name {
		case "flags":
			flags, _ := value.(map[string]any)
			maps.Copy(t.tenantSettings.flags, flags)
		case settingUnifiedPhone:
			t.legacyPhone.unified = value == true
		default:
			t.tenantSettings.members[name] = value
		}
	}
	return t.tenantSettingsJSON(), nil
}

// TenantSettings returns the tenant's general settings as JSON has them, with
// their flags: all of them, so that a test can see that the rest has stayed.
func (t *Tenant) TenantSettings() map[string]any {
	t.mu.Lock()
	defer t.mu.Unlock()
	body := t.tenantSettingsJSON()
	body["flags"] = maps.Clone(t.tenantSettings.flags)
	return body
}

// SetTenantSetting sets one of the tenant's general settings; nil unsets it.
func (t *Tenant) SetTenantSetting(name string, value any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	setMember(t.tenantSettings.members, name, value)
}

// SetTenantFlag sets one of the flags among them; nil unsets it.
func (t *Tenant) SetTenantFlag(name string, value any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	setMember(t.tenantSettings.flags, name, value)
}

func setMember(object map[string]any, name string, value any) {
	if value == nil {
		delete(object, name)
		return
	}
	object[name] = value
}

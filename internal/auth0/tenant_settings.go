package auth0

import (
	"context"
	"errors"
	"net/http"
)

// TenantSettings are those settings of the tenant that belong to multi-factor
// authentication. Auth0 leaves out settings that were never set, which means false,
// and true for PhoneConsolidatedExperience, as in every new tenant.
type TenantSettings struct {
	// CustomizeMFAInPostLoginAction lets Actions choose the factors of a login.
	CustomizeMFAInPostLoginAction bool
	// ShowFactorListOnEnrollment lets users choose the factor to enroll in.
	ShowFactorListOnEnrollment bool
	// PhoneConsolidatedExperience puts the tenant on the Unified Phone Experience:
	// [PhoneProvider] then sends its codes, and the legacy phone settings are refused.
	PhoneConsolidatedExperience bool
}

// TenantSettingsChange is a change to [TenantSettings]. Fields that are nil stay as
// they are, as do all other settings and flags of the tenant.
type TenantSettingsChange struct {
	CustomizeMFAInPostLoginAction *bool
	ShowFactorListOnEnrollment    *bool
	PhoneConsolidatedExperience   *bool
}

// tenantSettingsBody is both sent and read. Auth0 merges the flags that it is sent
// into those that the tenant has.
type tenantSettingsBody struct {
	Customize    *bool        `json:"customize_mfa_in_postlogin_action,omitempty"`
	Flags        *tenantFlags `json:"flags,omitempty"`
	UnifiedPhone *bool        `json:"phone_consolidated_experience,omitempty"`
}

type tenantFlags struct {
	ShowFactorList *bool `json:"mfa_show_factor_list_on_enrollment,omitempty"`
}

// validate keeps some other object from being read as all false. Every tenant has
// flags, even if it has not these.
func (b *tenantSettingsBody) validate() error {
	if b.Flags == nil {
		return errors.New("it lacks flags")
	}
	return nil
}

func (b *tenantSettingsBody) settings() TenantSettings {
	on := func(flag *bool) bool { return flag != nil && *flag }
	return TenantSettings{
		CustomizeMFAInPostLoginAction: on(b.Customize),
		ShowFactorListOnEnrollment:    on(b.Flags.ShowFactorList),
		PhoneConsolidatedExperience:   b.UnifiedPhone == nil || *b.UnifiedPhone,
	}
}

// TenantSettings reads the tenant's settings of multi-factor authentication, and
// no others. Calls at about the same time share one request. It requires the scope
// read:tenant_settings.
//
// https://auth0.com/docs/api/management/v2/tenants/get-settings
func (c *Client) TenantSettings(ctx context.Context) (TenantSettings, error) {
	answer, err := c.tenant.get(ctx, func() (any, error) {
		var body tenantSettingsBody
		const path = "/tenants/settings?fields=customize_mfa_in_postlogin_action,flags,phone_consolidated_experience&include_fields=true"
		if err := c.manage(ctx, http.MethodGet, path, nil, &body); err != nil {
			return nil, err
		}
		return body.settings(), nil
	})
	if err != nil {
		return TenantSettings{}, err
	}
	return answer.(TenantSettings), nil //nolint:forcetypeassert // fetched just above
}

// SetTenantSettings changes the tenant's settings of multi-factor authentication
// and returns the ones that the tenant answered with. It requires the scope
// update:tenant_settings.
//
// https://auth0.com/docs/api/management/v2/tenants/patch-settings
func (c *Client) SetTenantSettings(ctx context.Context, change TenantSettingsChange) (TenantSettings, error) {
	c.tenant.wrote()
	defer c.tenant.wrote()
	in := tenantSettingsBody{Customize: change.CustomizeMFAInPostLoginAction, UnifiedPhone: change.PhoneConsolidatedExperience}
	if change.ShowFactorListOnEnrollment != nil {
		in.Flags = &tenantFlags{change.ShowFactorListOnEnrollment}
	}
	var answer tenantSettingsBody
	if err := c.manage(ctx, http.MethodPatch, "/tenants/settings", in, &answer); err != nil {
		return TenantSettings{}, err
	}
	return answer.settings(), nil
}

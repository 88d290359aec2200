package main

import (
	"maps"
	"slices"
)

// areas are the headings under which the registry lists the pages: those of a
// type share one, whatever kinds the type is of.
var areas = map[string][]string{
	"Factors": {
		"guardian_factor_duo",
		"guardian_factor_email",
		"guardian_factor_otp",
		"guardian_factor_phone",
		"guardian_factor_push",
		"guardian_factor_recovery_code",
		"guardian_factor_webauthn_platform",
		"guardian_factor_webauthn_roaming",
		"guardian_factors",
	},
	"Policies and sessions": {
		"guardian_policies",
		"guardian_settings",
		"guardian_tenant_settings",
	},
	"Phone and email delivery": {
		"guardian_email_template",
		"guardian_legacy_phone",
		"guardian_phone_provider",
		"guardian_phone_template",
		"guardian_try_phone_provider",
	},
	"Applications and users": {
		"guardian_authentication_method",
		"guardian_authenticator",
		"guardian_authenticators",
		"guardian_client_grant_types",
		"guardian_delete_authenticator",
		"guardian_invalidate_remembered_browsers",
		"guardian_reset_authenticators",
		"guardian_send_enrollment_ticket",
		"guardian_user_enrollments",
		"guardian_users_without_mfa",
	},
	"Sign-in and tokens": {
		"guardian_access_token",
		"guardian_sign_in",
	},
}

// areaOf is the area of a type, or nothing.
func areaOf(typeName string) string {
	for _, area := range slices.Sorted(maps.Keys(areas)) {
		if slices.Contains(areas[area], typeName) {
			return area
		}
	}
	return ""
}

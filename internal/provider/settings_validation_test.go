package provider_test

import "testing"

func TestMFASettingsRefuseInvalidTimeouts(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_settings", []invalidBody{
		{
			name: "overall timeout below its minimum",
			body: `mfa_session_overall_timeout = 60`,
			want: "between 3600 and 7776000",
		},
		{
			name: "overall timeout above its maximum",
			body: `mfa_session_overall_timeout = 7776001`,
			want: "between 3600 and 7776000",
		},
		{
			name: "inactivity timeout below its minimum",
			body: `mfa_session_inactivity_timeout = 60`,
			want: "between 3600 and 2592000",
		},
		{
			name: "inactivity timeout above its maximum",
			body: `
				mfa_session_inactivity_timeout = 2592001
				mfa_session_overall_timeout    = 7776000`,
			want: "between 3600 and 2592000",
		},
		{
			name: "inactivity timeout above the overall one",
			body: `
				mfa_session_inactivity_timeout = 7200
				mfa_session_overall_timeout    = 3600`,
			want: "Longer than the whole session",
		},
		{
			name: "inactivity timeout one second above the overall one",
			body: `
				mfa_session_inactivity_timeout = 2592000
				mfa_session_overall_timeout    = 2591999`,
			want: "They are 2592000 and 2591999 seconds",
		},
		{
			name: "not a whole number",
			body: `mfa_session_overall_timeout = 3600.5`,
			want: "Not a whole number: The attribute mfa_session_overall_timeout takes a whole number of at most 19 digits. It is 3600.5.",
		},
		{
			name: "default inactivity timeout above the overall one",
			body: `mfa_session_overall_timeout = 3600`,
			want: "604800 and 3600 seconds",
		},
	})
}

func TestMFASettingsAcceptTimeoutsWithinTheirBounds(t *testing.T) {
	t.Parallel()
	providerAccepts(t, "guardian_settings", []validBody{
		{
			name: "defaults alone",
			body: `display_remember_me_checkbox = null`,
		},
		{
			name: "shortest timeouts",
			body: `
				mfa_session_inactivity_timeout = 3600
				mfa_session_overall_timeout    = 3600`,
		},
		{
			name: "longest timeouts",
			body: `
				mfa_session_inactivity_timeout = 2592000
				mfa_session_overall_timeout    = 7776000`,
		},
		{
			name: "inactivity timeout as long as the default overall one",
			body: `mfa_session_inactivity_timeout = 2592000`,
		},
		{
			name: "inactivity timeout known after apply",
			body: `
				mfa_session_inactivity_timeout = later
				mfa_session_overall_timeout    = 3600`,
		},
		{
			name: "overall timeout known after apply",
			body: `
				mfa_session_inactivity_timeout = 7200
				mfa_session_overall_timeout    = later`,
		},
	})
}

func TestTenantSettingsRefuseToBeEmpty(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_tenant_settings", []invalidBody{
		{
			name: "null alone",
			body: `customize_mfa_in_postlogin_action = null`,
			want: "At least one",
		},
	})
}

func TestPoliciesRefuseWhatIsNone(t *testing.T) {
	t.Parallel()
	providerRefuses(t, "guardian_policies", []invalidBody{
		{
			name: "null policy",
			body: `policies = [null]`,
			want: "null",
		},
		{
			name: "the policy never of auth0_guardian",
			body: `policies = ["never"]`,
			want: "is the empty set here: policies = []",
		},
	})
}

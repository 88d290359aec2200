package provider_test

import (
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// long is longer than any name that Auth0 takes.
var long = strings.Repeat("x", 1001)

// The bodies that the tests of lifecycles apply are valid.
func TestBodiesOfLifecyclesAreValid(t *testing.T) {
	t.Parallel()
	for _, row := range allRows() {
		for _, body := range []string{row.first, row.second} {
			if errs := validate(t, row.typeName, body, true); errs != "" {
				t.Errorf("%s%s: %s", row.typeName, row.variant, errs)
			}
		}
	}
}

// An optional attribute that is left out beside others has Auth0's default,
// whatever the tenant has.
func TestOmittedAttributesHaveAuth0sDefaults(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		typeName string
		body     string
		prepare  func(tenant)
		has      []string
	}{
		"all MFA settings": {
			typeName: "guardian_settings",
			body:     `display_remember_me_checkbox = null`,
			prepare: func(tn tenant) {
				tn.SetMFASettings(auth0test.MFASettings{
					RememberMeByDefault: true,
					InactivityTimeout:   7200,
					OverallTimeout:      7776000,
				})
			},
			has: []string{"MFA settings", "true, false, 604800 s, 2592000 s"},
		},
		"both messages of the legacy phone": {
			typeName: "guardian_legacy_phone",
			body:     `templates = {}`,
			prepare:  onlyEmulated,
			has:      []string{"legacy phone templates", freshTemplates},
		},
		"the sandbox of APNs": {
			typeName: "guardian_factor_push",
			body:     lines("enabled = true", apnsBody),
			prepare:  onlyEmulated,
			has:      []string{"apns", "com.example.app:" + p12 + ", sandbox false"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			tc.prepare(tn)
			c := newCore(t, tn, lifecycle{typeName: tc.typeName})
			c.must(tc.body)
			c.settled(tc.body, tc.has)
		})
	}
}

// A Terraform that is too old for write-only attributes would put secrets into
// the state: it gets an error that says which version it takes.
func TestSecretsNeedATerraformWithWriteOnlyAttributes(t *testing.T) {
	t.Parallel()
	for typeName, body := range map[string]string{
		"guardian_factor_duo":   duoOn("first-key", 1),
		"guardian_factor_push":  lines("enabled = true", apnsBody),
		"guardian_legacy_phone": twilioBody,
	} {
		errs := validate(t, typeName, body, false)
		if !strings.Contains(errs, "Write-only attributes are only supported in Terraform 1.11 and later") {
			t.Errorf("%s: %s", typeName, errs)
		}
		search(t, errs, []string{"first-key", p12, twilioToken})
	}
}

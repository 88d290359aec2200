package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// What Auth0 would refuse, or take and not do, is refused before any request.
// The tables are in *_validation_test.go, by Terraform type. They speak the
// plugin protocol; where Terraform's own checks matter, or what it prints, they
// run terraform validate.

// validate is what terraform validate finds in a resource's body.
func validate(t *testing.T, typeName, body string, capable bool) string {
	t.Helper()
	c := newCore(t, tenant{}, lifecycle{typeName: typeName})
	server, _ := newServer(t)
	resp, err := server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName:           typeName,
		Config:             c.dynamic(c.config(body)),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: capable},
	})
	if err != nil {
		t.Fatal(err)
	}
	return failures(resp.Diagnostics)
}

// A validBody of a resource is accepted, and an invalidBody refused with an
// error that says why. A value that is known only after apply is called later.
type (
	validBody   struct{ name, body string }
	invalidBody struct{ name, body, want string }
)

func providerAccepts(t *testing.T, typeName string, cases []validBody) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if errs := validate(t, typeName, tc.body, true); errs != "" {
				t.Error(errs)
			}
		})
	}
}

func providerRefuses(t *testing.T, typeName string, cases []invalidBody) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if errs := validate(t, typeName, tc.body, true); !strings.Contains(errs, tc.want) {
				t.Errorf("the error does not say %q: %s", tc.want, errs)
			}
		})
	}
}

// terraformRefuses runs terraform validate, which must print no secret and make no request.
func terraformRefuses(t *testing.T, typeName string, cases []invalidBody, secrets ...string) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tn := emulated(t)
			w := tn.workspace(t, lifecycle{typeName: typeName}.config(tc.body))
			out := strings.ReplaceAll(fails(t, w, "validate"), `", "`, `" "`) + " "
			if !strings.Contains(out, tc.want) {
				t.Errorf("the error does not say %q:\n%s", tc.want, out)
			}
			search(t, out, secrets)
			if calls := tn.calls(); len(calls) != 0 {
				t.Errorf("asked %v", calls)
			}
		})
	}
}

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

package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
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

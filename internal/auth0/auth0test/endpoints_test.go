package auth0test_test

import (
	"slices"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestEndpointsAreThoseOfTheManagementAPI(t *testing.T) {
	t.Parallel()
	got := auth0test.NewTenant(t).Endpoints()
	for _, want := range []string{"GET /api/v2/guardian/factors", "PATCH /api/v2/clients/{id}"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if slices.Contains(got, "POST /oauth/token") || !slices.IsSorted(got) {
		t.Error(got)
	}
}

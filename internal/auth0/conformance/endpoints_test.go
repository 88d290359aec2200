package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

func TestOnlyWhatHasSucceededWasCalled(t *testing.T) {
	t.Parallel()
	endpoints := []string{"GET /api/v2/users/{id}/enrollments", "PUT /api/v2/guardian/factors/{name}", "PUT /api/v2/guardian/policies"}
	var calls called
	calls.add([]auth0test.Request{
		{Method: "GET", Path: "/api/v2/users/auth0%7C1/enrollments", Status: 200},
		{Method: "PUT", Path: "/api/v2/guardian/factors/x", Status: 400},
		{Method: "PUT", Path: "/api/v2/guardian/policies"}, // never answered
		{Method: "PUT", Path: "/elsewhere", Status: 200},
	})
	if diff := cmp.Diff(endpoints[1:], calls.without(endpoints)); diff != "" {
		t.Error(diff)
	}
	calls.add([]auth0test.Request{
		{Method: "PUT", Path: "/api/v2/guardian/factors/email", Status: 200}, {Method: "PUT", Path: "/api/v2/guardian/policies", Status: 200},
	})
	if left := calls.without(endpoints); len(left) > 0 {
		t.Error(left)
	}
}

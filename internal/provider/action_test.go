package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// invoke invokes an action, and returns what it says on the way and the errors.
func invoke(t *testing.T, tn tenant, typeName string, config map[string]string) (progress, errs string) {
	t.Helper()
	_, schemas := newServer(t)
	server, ok := serverFor(t, tn).(tfprotov6.ActionServer)
	if !ok {
		t.Fatal("the server has no actions")
	}
	stream, err := server.InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{
		ActionType: typeName, Config: object(t, schemas.ActionSchemas[typeName].Schema, config),
	})
	if err != nil {
		t.Fatal(err)
	}
	for event := range stream.Events {
		switch e := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			progress += e.Message + "\n"
		case tfprotov6.CompletedInvokeActionEventType:
			errs += failures(e.Diagnostics)
		}
	}
	search(t, progress+errs, tn.Secrets())
	where, progress, _ := strings.Cut(progress, "\n")
	if where != "On the tenant "+tn.domain()+":" {
		t.Errorf("it does not say on which tenant: %s", where)
	}
	return progress, errs
}

// withUser is a tenant with a user who has an authenticator app and a phone.
func withUser(t *testing.T) tenant {
	t.Helper()
	tn := emulated(t)
	tn.AddUser(auth0test.User{ID: breakGlass, Email: "ada@example.com"})
	for _, method := range []auth0.NewAuthenticationMethod{{Type: "totp", TOTPSecret: totpKey}, {Type: "phone", PhoneNumber: "+15005550006"}} {
		if _, err := tn.api.CreateAuthenticationMethod(t.Context(), breakGlass, method); err != nil {
			t.Fatal(err)
		}
	}
	return tn
}

func (tn tenant) methods(t *testing.T) []auth0.AuthenticationMethod {
	t.Helper()
	list, err := tn.api.AuthenticationMethods(t.Context(), breakGlass)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// A reset deletes everything, says what, and has nothing to do the second time.
func TestResetAuthenticators(t *testing.T) {
	t.Parallel()
	tn := withUser(t)
	said, errs := invoke(t, tn, "guardian_reset_authenticators", map[string]string{"user_id": breakGlass})
	if errs != "" || len(tn.methods(t)) != 0 || strings.Count(said, "Deleted ") != 2 ||
		!strings.Contains(said, "asked to enroll at the next login") {
		t.Errorf("%s: %s, left %v", errs, said, tn.methods(t))
	}
	said, errs = invoke(t, tn, "guardian_reset_authenticators", map[string]string{"user_id": breakGlass})
	if errs != "" || !strings.Contains(said, "there is nothing to reset") {
		t.Errorf("%s: %s", errs, said)
	}
}

// What is enrolled while it resets is told, and no success: it may be a thief's.
// An empty list is believed when it stays empty, since it can be from before.
func TestResetLooksForWhatIsEnrolledMeanwhile(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]func(tenant) auth0test.Fault{
		"enrolled meanwhile": func(tn tenant) auth0test.Fault {
			return auth0test.Fault{Method: "DELETE", Path: "/api/v2/users/*/authentication-methods/*", Rewrite: func(answer []byte) []byte {
				tn.AddMethod(breakGlass, auth0test.Method{Type: "totp", Name: "thief", Confirmed: true})
				return answer
			}}
		},
		"an old list": func(tenant) auth0test.Fault {
			return auth0test.Fault{Method: "GET", Path: "/api/v2/users/*/authentication-methods", Rewrite: func([]byte) []byte {
				return []byte(`{"authenticators":[],"start":0,"limit":100,"total":0}`)
			}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := withUser(t)
			tn.Fail(fault(tn))
			said, errs := invoke(t, tn, "guardian_reset_authenticators", map[string]string{"user_id": breakGlass})
			if left := len(tn.methods(t)); left > 0 != strings.Contains(errs, "Left: totp|") || strings.Contains(said, "nothing to reset") {
				t.Errorf("%s: %s, left %d", errs, said, left)
			}
		})
	}
}

// One is deleted by any of the IDs that it is shown with; what is gone is no error.
func TestDeleteAuthenticator(t *testing.T) {
	t.Parallel()
	for name, idOf := range map[string]func(auth0.AuthenticationMethod) string{
		"its own":       func(m auth0.AuthenticationMethod) string { return m.ID },
		"enrollment's":  func(m auth0.AuthenticationMethod) string { return m.ID[strings.Index(m.ID, "|")+1:] },
		"the MFA API's": func(m auth0.AuthenticationMethod) string { return m.Methods[0].ID },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := withUser(t)
			list := tn.methods(t)
			phone := list[slices.IndexFunc(list, func(m auth0.AuthenticationMethod) bool { return m.Type == "phone" })]
			config := map[string]string{"user_id": breakGlass, "id": idOf(phone)}
			said, errs := invoke(t, tn, "guardian_delete_authenticator", config)
			if left := tn.methods(t); errs != "" || len(left) != 1 || left[0].Type != "totp" || !strings.Contains(said, "Deleted phone|") {
				t.Errorf("%s: %s, left %v", errs, said, left)
			}
			if said, errs := invoke(t, tn, "guardian_delete_authenticator", config); errs != "" || said != "" || len(tn.methods(t)) != 1 {
				t.Errorf("%s: %s", errs, said)
			}
		})
	}
}

// The link is mailed, and shown nowhere else.
func TestSendEnrollmentTicket(t *testing.T) {
	t.Parallel()
	tn := withUser(t)
	for _, config := range []map[string]string{
		{"user_id": breakGlass}, {"user_id": breakGlass, "email": "other@example.com", "email_locale": "de", "factor": "otp"},
	} {
		tn.ResetRequests()
		said, errs := invoke(t, tn, "guardian_send_enrollment_ticket", config)
		if errs != "" || !strings.Contains(said, "Mailed the link to enroll") ||
			!slices.Contains(tn.calls(), "POST /api/v2/guardian/enrollments/ticket") {
			t.Errorf("%s: %s", errs, said)
		}
	}
}

func TestInvalidateRememberedBrowsers(t *testing.T) {
	t.Parallel()
	tn := withUser(t)
	said, errs := invoke(t, tn, "guardian_invalidate_remembered_browsers", map[string]string{"user_id": breakGlass})
	if errs != "" || !strings.Contains(said, "remembered any more") {
		t.Errorf("%s: %s", errs, said)
	}
}

// A test message goes to the tenant's phone provider, by a way that it has.
func TestTryPhoneProvider(t *testing.T) {
	t.Parallel()
	tn := emulated(t)
	to := map[string]string{"to": "+15005550006"}
	if _, errs := invoke(t, tn, "guardian_try_phone_provider", to); !strings.Contains(errs, "create one with guardian_phone_provider") {
		t.Errorf("without a provider: %s", errs)
	}
	newCore(t, tn, lifecycle{typeName: "guardian_phone_provider"}).must(customPhone)
	if said, errs := invoke(t, tn, "guardian_try_phone_provider", to); errs != "" || !strings.Contains(said, "has taken a test message (text)") {
		t.Errorf("%s: %s", errs, said)
	}
	to["delivery_method"] = "voice"
	if _, errs := invoke(t, tn, "guardian_try_phone_provider", to); !strings.Contains(errs, "Could not send a test message") {
		t.Errorf("by a way that it has not: %s", errs)
	}
}

// Whoever does not exist is told, and what the application may not do names the scope.
func TestActionsOnUsersTellWhatIsWrong(t *testing.T) {
	t.Parallel()
	for typeName, more := range map[string]map[string]string{
		"guardian_reset_authenticators": nil, "guardian_send_enrollment_ticket": nil,
		"guardian_invalidate_remembered_browsers": nil, "guardian_delete_authenticator": {"id": "totp|dev_1"},
	} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			tn := withUser(t)
			config := map[string]string{"user_id": "auth0|nobody"}
			for k, v := range more {
				config[k] = v
			}
			if said, errs := invoke(t, tn, typeName, config); said != "" || !strings.Contains(errs, "No such user: auth0|nobody") {
				t.Errorf("%s: %s", said, errs)
			}
			config["user_id"] = breakGlass
			tn.Fail(auth0test.Fault{
				Path: "/api/v2/*", Times: -1, Status: 403,
				Body: `{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: x","errorCode":"insufficient_scope"}`,
			})
			if said, errs := invoke(t, tn, typeName, config); said != "" || !strings.Contains(errs, "Add the scope to the application") {
				t.Errorf("%s: %s", said, errs)
			}
		})
	}
}

// What cannot be deleted keeps nothing else from being deleted, and is no success.
func TestResetGoesOnAfterARefusal(t *testing.T) {
	t.Parallel()
	tn := withUser(t)
	tn.Fail(auth0test.Fault{
		Method: "DELETE", Path: "/api/v2/users/*", Times: 1, Status: 400,
		Body: `{"statusCode":400,"error":"Bad Request","message":"Not this one","errorCode":"invalid_request"}`,
	})
	said, errs := invoke(t, tn, "guardian_reset_authenticators", map[string]string{"user_id": breakGlass})
	if len(tn.methods(t)) != 1 || !strings.Contains(errs, "Not this one") || !strings.Contains(errs, "Left: ") ||
		strings.Contains(said, "asked to enroll") {
		t.Errorf("%s: %s, left %v", errs, said, tn.methods(t))
	}
}

// A DELETE that Auth0 would have carried out, and did not, is no success.
func TestResetLooksWhetherItIsDone(t *testing.T) {
	t.Parallel()
	tn := withUser(t)
	tn.Fail(auth0test.Fault{Method: "DELETE", Path: "/api/v2/users/*", Times: -1, Status: 204})
	if _, errs := invoke(t, tn, "guardian_reset_authenticators", map[string]string{"user_id": breakGlass}); !strings.Contains(errs, "Left: ") {
		t.Errorf("it is taken for done: %s", errs)
	}
}

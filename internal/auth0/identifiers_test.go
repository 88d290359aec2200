package auth0_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

func TestDeleteAuthenticatorEscapesTheID(t *testing.T) {
	t.Parallel()
	c, p := fixed(t, http.StatusNoContent, "application/json", "")
	if err := c.DeleteAuthenticator(t.Context(), "access-token", "push|dev_BBTKYpxKHOXVBnql"); err != nil {
		t.Fatal(err)
	}
	const uri = "/mfa/authenticators/push%7Cdev_BBTKYpxKHOXVBnql"
	if s := p.last(t); s.method != "DELETE" || s.uri != uri || s.authorization != "Bearer access-token" {
		t.Errorf("sent %+v", s)
	}
	for _, id := range []string{"", ".", ".."} {
		if err := c.DeleteAuthenticator(t.Context(), "access-token", id); err == nil {
			t.Errorf("took %q for an identifier", id)
		}
	}
	if err := c.DeleteAuthenticator(t.Context(), "access-token", "../../api/v2/users"); err != nil {
		t.Fatal(err)
	}
	if uri := p.last(t).uri; uri != "/mfa/authenticators/..%2F..%2Fapi%2Fv2%2Fusers" {
		t.Errorf("a hostile identifier left its place: %s", uri)
	}
}

// A hostile identifier stays in its place, whichever call takes it.
func TestIdentifiersAreEscaped(t *testing.T) {
	t.Parallel()
	c, p := fixed(t, http.StatusNoContent, "application/json", "")
	const hostile, escaped = "../clients?x=", "..%2Fclients%3Fx="
	_, _ = c.AuthenticationMethods(t.Context(), hostile) // the answer is none
	if uri := p.last(t).uri; !strings.HasPrefix(uri, "/api/v2/users/"+escaped+"/authentication-methods?") {
		t.Errorf("asked %s", uri)
	}
	if err := c.DeleteAuthenticationMethod(t.Context(), hostile, hostile); err != nil {
		t.Fatal(err)
	}
	if uri := p.last(t).uri; uri != "/api/v2/users/"+escaped+"/authentication-methods/"+escaped {
		t.Errorf("asked %s", uri)
	}
	for _, id := range []string{"", ".", ".."} {
		if c.DeleteAuthenticationMethod(t.Context(), "auth0|1", id) == nil {
			t.Errorf("took %q for a method's identifier", id)
		}
		if c.DeleteAuthenticationMethod(t.Context(), id, "email|dev_1") == nil {
			t.Errorf("took %q for a user's identifier", id)
		}
	}
}

// No identifier leaves its place in the path, and an empty one asks nothing.
func TestDocumentIdentifiersAreEscaped(t *testing.T) {
	t.Parallel()
	calls := map[string]func(context.Context, *auth0.Client, string) error{
		"/api/v2/branding/phone/providers/": func(ctx context.Context, c *auth0.Client, id string) error {
			_, err := c.PhoneProvider(ctx, id)
			return err
		},
		"/api/v2/branding/phone/templates/": func(ctx context.Context, c *auth0.Client, id string) error {
			return c.DeletePhoneTemplate(ctx, id)
		},
		"/api/v2/email-templates/": func(ctx context.Context, c *auth0.Client, id string) error {
			_, err := c.DisableEmailTemplate(ctx, id)
			return err
		},
		"/api/v2/clients/": func(ctx context.Context, c *auth0.Client, id string) error {
			_, err := c.SetClientGrantTypes(ctx, id, nil)
			return err
		},
		"/api/v2/users/a/authentication-methods/": func(ctx context.Context, c *auth0.Client, id string) error {
			_, err := c.AuthenticationMethod(ctx, "a", id)
			return err
		},
	}
	for prefix, call := range calls {
		c, p := fixed(t, http.StatusOK, "application/json; charset=utf-8", `{}`)
		_ = call(t.Context(), c, "../x?y") // the answer is none
		if uri := p.last(t).uri; uri != prefix+"..%2Fx%3Fy" {
			t.Errorf("asked %s", uri)
		}
		for _, id := range []string{"", ".", ".."} {
			if call(t.Context(), c, id) == nil || len(p.calls) != 1 {
				t.Errorf("%s took %q for an identifier", prefix, id)
			}
		}
	}
}

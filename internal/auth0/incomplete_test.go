package auth0_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
)

// An answer that leaves out what matters is never taken for "off" or "never".
func TestMissingMembersAreNoAnswer(t *testing.T) {
	t.Parallel()
	calls := map[string]func(context.Context, *auth0.Client) error{
		"factor": func(ctx context.Context, c *auth0.Client) error {
			_, err := c.SetFactor(ctx, "email", false)
			return err
		},
		"settings": func(ctx context.Context, c *auth0.Client) error { _, err := c.OTPSettings(ctx, "email"); return err },
		"tokens":   func(ctx context.Context, c *auth0.Client) error { _, err := c.VerifyOTP(ctx, "t", "1"); return err },
		"challenge": func(ctx context.Context, c *auth0.Client) error {
			_, err := c.Challenge(ctx, auth0.ChallengeRequest{})
			return err
		},
		"association": func(ctx context.Context, c *auth0.Client) error {
			_, err := c.Associate(ctx, "t", auth0.AssociateRequest{})
			return err
		},
		"methods": func(ctx context.Context, c *auth0.Client) error {
			_, err := c.AuthenticationMethods(ctx, "u")
			return err
		},
	}
	for name, call := range calls {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, _ := fixed(t, 200, "application/json", `{}`)
			var e *auth0.Error
			if err := call(t.Context(), c); !errors.As(err, &e) || e.Status != 200 || !strings.Contains(err.Error(), "not what Auth0 documents") {
				t.Errorf("{} was taken for an answer: %v", err)
			}
		})
	}
	c, _ := fixed(t, 200, "application/json", `[{"name":"otp","enabled":true}]`)
	if _, err := c.Factor(t.Context(), auth0.FactorEmail); err == nil || !strings.Contains(err.Error(), `"email"`) {
		t.Errorf("a factor that is not listed was taken for off: %v", err)
	}
	c, _ = fixed(t, 200, "application/json", `[{"name":"email"}]`)
	if _, err := c.Factor(t.Context(), auth0.FactorEmail); err == nil || !strings.Contains(err.Error(), "not what Auth0 documents") {
		t.Errorf("a factor that does not say whether it is on was taken for off: %v", err)
	}
	c, _ = fixed(t, 200, "application/json", `{"otp_length":6}`)
	if _, err := c.SetOTPSettings(t.Context(), auth0.FactorEmail, auth0.DefaultOTPSettings); err == nil {
		t.Error("half of the settings were taken for all")
	}
	c, _ = fixed(t, 200, "application/json", `null`)
	if _, err := c.Authenticators(t.Context(), "mfa-token"); err == nil {
		t.Error("null was taken for no authenticators")
	}
	if _, err := c.Policies(t.Context()); err == nil {
		t.Error("null was taken for no policies")
	}
}

// An answer without what it must have is an error, and not read as off or as nothing.
func TestDocumentsThatLackSomethingAreErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, answer string
		call         clientCall
	}{
		{"message types", `{}`, asking((*auth0.Client).PhoneMessageTypes)},
		{"set message types", `{"message_types":null}`, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.SetPhoneMessageTypes(ctx, nil)
		}},
		{"user verification", `{"overrideRelyingParty":false}`, asking((*auth0.Client).WebAuthnRoamingSettings)},
		{"roaming override", `{"userVerification":"required"}`, asking((*auth0.Client).WebAuthnRoamingSettings)},
		{"platform override", `{}`, asking((*auth0.Client).WebAuthnPlatformSettings)},
		{"push provider", `{}`, asking((*auth0.Client).PushProvider)},
		{"set push provider", `{"provider":""}`, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.SetPushProvider(ctx, "sns")
		}},
		{"APNs", `{"bundle_id":"com.my.app","sandbox":false}`, asking((*auth0.Client).APNs)},
		{"FCM", `<html>`, func(ctx context.Context, c *auth0.Client) (any, error) { return nil, c.SetFCM(ctx, "abc123") }},
		{"checkbox", `{
			"remember_me_default_value": true,
			"mfa_session_inactivity_timeout": 3600,
			"mfa_session_overall_timeout": 3600
		}`, asking((*auth0.Client).MFASettings)},
		{"tick", `{
			"display_remember_me_checkbox": true,
			"mfa_session_inactivity_timeout": 3600,
			"mfa_session_overall_timeout": 3600
		}`, asking((*auth0.Client).MFASettings)},
		{"inactivity", `{
			"display_remember_me_checkbox": true,
			"remember_me_default_value": true,
			"mfa_session_overall_timeout": 3600
		}`, asking((*auth0.Client).MFASettings)},
		{"overall", `{
			"display_remember_me_checkbox": true,
			"remember_me_default_value": true,
			"mfa_session_inactivity_timeout": 3600
		}`, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.SetMFASettings(ctx, auth0.DefaultMFASettings)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, _ := fixed(t, 200, "application/json; charset=utf-8", test.answer)
			if got, err := test.call(t.Context(), c); err == nil {
				t.Errorf("read %s as %+v", test.answer, got)
			}
		})
	}
}

// An answer that lacks what it must have is an error, and not "off".
func TestIncompleteDocumentsAreErrors(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answers []string
		call    clientCall
	}{
		"phone provider": {[]string{`{}`, `{"provider":""}`}, asking((*auth0.Client).LegacyPhoneProvider)},
		"phone templates": {[]string{
			`{}`,
			`{"enrollment_message":"a"}`,
			`{"verification_message":"a"}`,
		}, asking((*auth0.Client).LegacyPhoneTemplates)},
		"providers": {[]string{
			`{}`,
			`{"providers":null}`,
			`{"providers":[{"id":"pro_1","name":"custom"}]}`,
		}, asking((*auth0.Client).PhoneProviders)},
		"provider": {[]string{
			`{}`,
			`{"id":"pro_1","name":"custom","configuration":{}}`,
			`{"id":"pro_1","name":"custom","disabled":true}`,
			`{"id":"pro_1","disabled":true,"configuration":{}}`,
		}, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.PhoneProvider(ctx, "pro_1")
		}},
		"templates": {[]string{
			`{}`,
			`{"templates":null}`,
			`{"templates":[{"id":"tem_1","type":"otp_enroll"}]}`,
		}, asking((*auth0.Client).PhoneTemplates)},
		"template": {[]string{
			`{}`,
			`{"id":"tem_1","type":"otp_enroll","content":{}}`,
			`{"id":"tem_1","type":"otp_enroll","disabled":true}`,
		}, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.PhoneTemplate(ctx, "tem_1")
		}},
		"email template": {[]string{
			`{}`,
			`{"template":"mfa_oob_code"}`,
			`{"enabled":true}`,
		}, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.EmailTemplate(ctx, "mfa_oob_code")
		}},
		"grant types": {[]string{
			`{}`,
			`{"client_id":"a"}`,
			`{"grant_types":[]}`,
		}, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.ClientGrantTypes(ctx, "a")
		}},
		"enrollments": {[]string{
			`null`,
			`{}`,
			`[{"id":"dev_1"}]`,
			`[{"status":"confirmed"}]`,
		}, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.Enrollments(ctx, "a")
		}},
		"method": {[]string{
			`{}`,
			`{"id":"email|dev_1"}`,
			`{"type":"email"}`,
		}, func(ctx context.Context, c *auth0.Client) (any, error) {
			return c.AuthenticationMethod(ctx, "a", "b")
		}},
		"tenant settings": {[]string{
			`{}`,
			`null`,
			`{"customize_mfa_in_postlogin_action":true}`,
		}, asking((*auth0.Client).TenantSettings)},
	}
	for name, test := range tests {
		for _, answer := range test.answers {
			c, _ := fixed(t, http.StatusOK, "application/json; charset=utf-8", answer)
			var e *auth0.Error
			if _, err := test.call(t.Context(), c); !errors.As(err, &e) || e.Status != http.StatusOK {
				t.Errorf("%s: %s is taken for an answer (%v)", name, answer, err)
			}
		}
	}
}

package provider_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0"
	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// A subject is something that a tenant has, in words: the emulated one is asked
// past its API, or, where that is nil, like the real one through a client other
// than the provider's.
type subject struct {
	emulated func(*auth0test.Tenant) string
	real     func(context.Context, *auth0.Client) (string, error)
}

var phoneExperience = map[bool]string{true: "unified", false: "legacy"}

// subjects are what tests ask a tenant about, beside the factors by their names.
var subjects = map[string]subject{
	"policies": {
		func(tn *auth0test.Tenant) string { return sorted(tn.Policies()) },
		func(ctx context.Context, c *auth0.Client) (string, error) {
			policies, err := c.Policies(ctx)
			return sorted(policies), err
		},
	},
	"email settings": {
		func(tn *auth0test.Tenant) string {
			s := tn.OTPSettings("email")
			return fmt.Sprintf("%d digits, %d s", s.Length, s.Expiration)
		},
		func(ctx context.Context, c *auth0.Client) (string, error) {
			s, err := c.OTPSettings(ctx, auth0.FactorEmail)
			return fmt.Sprintf("%d digits, %d s", s.Length, s.ExpirationTime), err
		},
	},
	"duo settings": {
		func(tn *auth0test.Tenant) string {
			s := tn.DuoSettings()
			return s.IntegrationKey + ":" + s.SecretKey + "@" + s.Hostname
		},
		func(ctx context.Context, c *auth0.Client) (string, error) {
			s, err := c.DuoSettings(ctx)
			return value(s.IntegrationKey) + ":" + value(s.SecretKey) + "@" + value(s.Hostname), err
		},
	},
	"email template":  {real: mfaCodeOf},
	"phone provider":  {emulated: phoneProviderOn},
	"phone templates": {emulated: phoneTemplatesOn},
	"chuck's methods": methodsOf(chuck),
	"ada's methods":   methodsOf("auth0|ada"),
	"web":             grantsOf("web"),
	"other":           grantsOf("other"),
	"phone settings": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		s, err := c.OTPSettings(ctx, auth0.FactorSMS)
		return fmt.Sprintf("%d digits, %d s", s.Length, s.ExpirationTime), err
	}},
	"message types": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		types, err := c.PhoneMessageTypes(ctx)
		return sorted(types), err
	}},
	"roaming settings": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		s, err := c.WebAuthnRoamingSettings(ctx)
		return value(s.UserVerification) + " for " + value(s.RelyingPartyIdentifier), err
	}},
	"platform settings": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		s, err := c.WebAuthnPlatformSettings(ctx)
		return "for " + value(s.RelyingPartyIdentifier), err
	}},
	"push provider": {nil, func(ctx context.Context, c *auth0.Client) (string, error) { return c.PushProvider(ctx) }},
	"custom app": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		app, err := c.CustomApp(ctx)
		return value(app.AppName) + "," + value(app.AppleAppLink) + "," + value(app.GoogleAppLink), err
	}},
	"apns": {
		func(tn *auth0test.Tenant) string {
			s := tn.APNs()
			return fmt.Sprintf("%s:%s, sandbox %t", s.BundleID, s.P12, s.Sandbox)
		},
		func(ctx context.Context, c *auth0.Client) (string, error) {
			s, err := c.APNs(ctx)
			return fmt.Sprintf("%s:%s, sandbox %t", value(s.BundleID), p12, s.Sandbox != nil && *s.Sandbox), err
		},
	},
	"fcm": {
		func(tn *auth0test.Tenant) string { return tn.FCM() },
		func(context.Context, *auth0.Client) (string, error) { return serviceAccount, nil }, // nobody can read it
	},
	"sns": {
		func(tn *auth0test.Tenant) string {
			s := tn.SNS()
			return s.AccessKeyID + ":" + s.SecretAccessKey + "@" + s.Region
		},
		func(ctx context.Context, c *auth0.Client) (string, error) {
			s, err := c.SNS(ctx)
			return value(s.AccessKeyID) + ":" + awsSecret + "@" + value(s.Region), err
		},
	},
	"MFA settings": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		s, err := c.MFASettings(ctx)
		said := fmt.Sprintf("%t, %t, %d s, %d s", s.DisplayRememberMe, s.RememberMeByDefault, s.InactivityTimeout, s.OverallTimeout)
		return said, err
	}},
	"tenant settings": {
		func(tn *auth0test.Tenant) string {
			s := tn.TenantSettings()
			flags, _ := s["flags"].(map[string]any)
			customize, show := s["customize_mfa_in_postlogin_action"], flags["mfa_show_factor_list_on_enrollment"]
			return fmt.Sprintf("%t, %t", customize == true, show == true)
		},
		func(ctx context.Context, c *auth0.Client) (string, error) {
			s, err := c.TenantSettings(ctx)
			return fmt.Sprintf("%t, %t", s.CustomizeMFAInPostLoginAction, s.ShowFactorListOnEnrollment), err
		},
	},
	"phone experience": {
		func(tn *auth0test.Tenant) string {
			return phoneExperience[tn.TenantSettings()["phone_consolidated_experience"] == true]
		},
		func(ctx context.Context, c *auth0.Client) (string, error) {
			time.Sleep(3 * time.Second) // a client's settings may be from a moment ago
			s, err := c.TenantSettings(ctx)
			return phoneExperience[s.PhoneConsolidatedExperience], err
		},
	},
	"legacy phone provider": {nil, func(ctx context.Context, c *auth0.Client) (string, error) { return c.LegacyPhoneProvider(ctx) }},
	"twilio": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		s, err := c.LegacyPhoneTwilio(ctx)
		return strings.Join([]string{value(s.SID), value(s.AuthToken), value(s.From), value(s.MessagingServiceSID)}, ","), err
	}},
	"legacy phone templates": {nil, func(ctx context.Context, c *auth0.Client) (string, error) {
		t, err := c.LegacyPhoneTemplates(ctx)
		return t.Enrollment + "|" + t.Verification, err
	}},
}

// resets put Auth0's defaults back, enforcement first.
var resets = []func(context.Context, *auth0.Client) error{
	func(ctx context.Context, c *auth0.Client) error { _, err := c.SetPolicies(ctx, nil); return err },
	func(ctx context.Context, c *auth0.Client) error {
		factors, err := c.Factors(ctx)
		for _, f := range factors {
			_, e := c.SetFactor(ctx, f.Name, false)
			err = errors.Join(err, e)
		}
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetOTPSettings(ctx, auth0.FactorEmail, auth0.DefaultOTPSettings)
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetOTPSettings(ctx, auth0.FactorSMS, auth0.DefaultOTPSettings)
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetPhoneMessageTypes(ctx, []string{auth0.MessageTypeSMS})
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetDuoSettings(ctx, auth0.DuoSettings{})
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetWebAuthnRoamingSettings(ctx, auth0.DefaultWebAuthnRoamingSettings)
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetWebAuthnPlatformSettings(ctx, auth0.DefaultWebAuthnPlatformSettings)
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetPushProvider(ctx, auth0.PushProviderGuardian)
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetCustomApp(ctx, auth0.CustomApp{AppName: new(""), AppleAppLink: new(""), GoogleAppLink: new("")})
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetMFASettings(ctx, auth0.DefaultMFASettings)
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetTenantSettings(ctx, auth0.TenantSettingsChange{
			CustomizeMFAInPostLoginAction: new(false),
			ShowFactorListOnEnrollment:    new(false),
		})
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetLegacyPhoneProvider(ctx, auth0.DefaultLegacyPhoneProvider)
		return err
	},
	func(ctx context.Context, c *auth0.Client) error {
		_, err := c.SetLegacyPhoneTemplates(ctx, auth0.DefaultLegacyPhoneTemplates)
		return err
	},
}

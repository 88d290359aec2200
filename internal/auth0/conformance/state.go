package main

import (
	"context"

	"github.com/guardian-mfa/terraform-provider-guardian/internal/auth0/auth0test"
)

// state is what the tenant has, seen past its API. Structs of the tenant keep
// the names that Go has for their members.
func state(_ context.Context, tn *steered, _ nothing) (any, error) {
	factors := map[string]bool{}
	for _, name := range []string{
		"sms", "push-notification", "otp", "email", "duo", "webauthn-roaming", "webauthn-platform", "recovery-code",
	} {
		factors[name] = tn.Factor(name)
	}
	template, _ := tn.EmailTemplate("mfa_oob_code")
	enrollment, verification := tn.LegacyPhoneTemplates()
	return map[string]any{
		"factors": factors, "policies": tn.Policies(), "messageTypes": tn.MessageTypes(),
		"selectedProvider": tn.LegacyPhoneProvider(), "twilio": tn.LegacyPhoneTwilio(),
		"templates":     map[string]string{"enrollment": enrollment, "verification": verification},
		"phoneProvider": phoneProvider(tn), "phoneTemplates": tn.PhoneTemplates(),
		"mail": template, "tenant": tn.TenantSettings(),
		"apns": tn.APNs(), "fcm": tn.FCM(), "sns": tn.SNS(), "duo": tn.DuoSettings(),
	}, nil
}

// phoneProvider is null where there is none.
func phoneProvider(tn *steered) *auth0test.PhoneProvider {
	found, ok := tn.PhoneProvider()
	if !ok {
		return nil
	}
	return &found
}

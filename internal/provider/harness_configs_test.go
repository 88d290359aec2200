package provider_test

// The email factor, which most tests use: it has two documents, its switch and
// the settings of its codes.
const (
	email         = "guardian_factor_email.this"
	emailOn       = "resource \"guardian_factor_email\" \"this\" {\n  enabled = true\n}\n"
	emailOff      = "resource \"guardian_factor_email\" \"this\" {\n  enabled = false\n}\n"
	emailSettings = "resource \"guardian_factor_email\" \"this\" {\n  enabled = true\n  settings = { otp_length = 8, otp_expiration_time = 600 }\n}\n"
	emailTuned    = "resource \"guardian_factor_email\" \"this\" {\n  enabled = true\n  settings = { otp_length = 9, otp_expiration_time = 600 }\n}\n"
	emailOffTuned = "resource \"guardian_factor_email\" \"this\" {\n  enabled = false\n  settings = { otp_length = 9, otp_expiration_time = 600 }\n}\n"
	putEmail      = "PUT /api/v2/guardian/factors/email"
	putSettings   = "PUT /api/v2/guardian/factors/email/settings"
	getSettings   = "GET /api/v2/guardian/factors/email/settings"
	getFactors    = "GET /api/v2/guardian/factors"
)

// allToggles are the eight factors of every tenant.
var allToggles = func() (config string) {
	for _, name := range []string{"duo", "email", "otp", "phone", "push", "recovery_code", "webauthn_platform", "webauthn_roaming"} {
		config += lifecycle{typeName: "guardian_factor_" + name}.config("enabled = true")
	}
	return config
}()

const policiesBoth = "resource \"guardian_policies\" \"this\" {\n  policies = [\"all-applications\", \"confidence-score\"]\n}\n"

const policiesOn = "resource \"guardian_policies\" \"this\" {\n  policies = [\"all-applications\"]\n}\n"

// mfaOn asks for a second factor at every login, also once email is off.
const mfaOn = `
resource "guardian_factor_otp" "this" {
  enabled = true
}
resource "guardian_factor_recovery_code" "this" {
  enabled = true
}
resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_email.this, guardian_factor_otp.this, guardian_factor_recovery_code.this]
}
`

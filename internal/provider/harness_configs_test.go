package provider_test

// The email factor, which most tests use: it has two documents, its switch and
// the settings of its codes.
const (
	email = "guardian_factor_email.this"

	emailOn = `resource "guardian_factor_email" "this" {
  enabled = true
}
`
	emailOff = `resource "guardian_factor_email" "this" {
  enabled = false
}
`
	emailSettings = `resource "guardian_factor_email" "this" {
  enabled = true
  settings = {
    otp_length          = 8
    otp_expiration_time = 600
  }
}
`
	emailTuned = `resource "guardian_factor_email" "this" {
  enabled = true
  settings = {
    otp_length          = 9
    otp_expiration_time = 600
  }
}
`
	emailOffTuned = `resource "guardian_factor_email" "this" {
  enabled = false
  settings = {
    otp_length          = 9
    otp_expiration_time = 600
  }
}
`
)

// What the email factor's resource asks.
const (
	getFactors  = "GET /api/v2/guardian/factors"
	putEmail    = "PUT /api/v2/guardian/factors/email"
	getSettings = "GET /api/v2/guardian/factors/email/settings"
	putSettings = "PUT /api/v2/guardian/factors/email/settings"
)

// allToggles are the eight factors of every tenant.
var allToggles = func() (config string) {
	for _, name := range []string{"duo", "email", "otp", "phone", "push", "recovery_code", "webauthn_platform", "webauthn_roaming"} {
		config += lifecycle{typeName: "guardian_factor_" + name}.config("enabled = true")
	}
	return config
}()

const (
	policiesOn = `resource "guardian_policies" "this" {
  policies = ["all-applications"]
}
`
	policiesBoth = `resource "guardian_policies" "this" {
  policies = ["all-applications", "confidence-score"]
}
`
)

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

resource "guardian_factor_otp" "this" {
  enabled = true
}

resource "guardian_policies" "this" {
  policies = ["all-applications"]

  # Factors go on before MFA is enforced, and off after it no longer is.
  depends_on = [guardian_factor_otp.this]
}

resource "guardian_factor_otp" "this" {
  enabled = true
}

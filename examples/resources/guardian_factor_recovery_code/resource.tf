resource "guardian_factor_recovery_code" "this" {
  enabled = true
}

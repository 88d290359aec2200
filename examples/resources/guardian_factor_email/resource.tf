resource "guardian_factor_email" "this" {
  enabled = true

  # Optional: without it, the tenant's settings are neither read nor changed.
  settings = {
    otp_length          = 8
    otp_expiration_time = 600 # seconds
  }
}

resource "guardian_factor_phone" "this" {
  enabled = true

  # Optional: without them, the tenant's settings are neither read nor changed.
  message_types = ["sms"]
  settings = {
    otp_length          = 6
    otp_expiration_time = 300 # seconds
  }
}

resource "guardian_factor_phone" "this" {
  enabled = true

  # Optional: without them, the tenant's settings are neither read nor changed.
  message_types = ["sms"]
  settings = {
    otp_length          = 6
    otp_expiration_time = 300 # seconds
  }

  # On the Unified Phone Experience, the provider delivers the message types.
  depends_on = [guardian_phone_provider.this]
}

resource "guardian_phone_provider" "this" {
  name          = "custom" # an Action of the tenant
  configuration = { delivery_methods = ["text"] }
}

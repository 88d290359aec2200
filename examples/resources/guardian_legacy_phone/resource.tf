variable "twilio_auth_token" {
  type      = string
  ephemeral = true
}

resource "guardian_legacy_phone" "this" {
  selected_provider = "twilio"

  twilio = {
    messaging_service_sid = "MG0123456789abcdef"
    sid                   = "AC0123456789abcdef"
    auth_token_wo         = var.twilio_auth_token
    auth_token_wo_version = 1 # change it whenever the token changes
  }

  templates = {
    enrollment_message   = "{{code}} enrolls your phone with {{tenant.friendly_name}}."
    verification_message = "{{code}} is your code for {{tenant.friendly_name}}."
  }
}

resource "guardian_factor_phone" "this" {
  enabled    = true
  depends_on = [guardian_legacy_phone.this]
}

variable "twilio_auth_token" {
  type      = string
  ephemeral = true
}

resource "guardian_phone_provider" "this" {
  name = "twilio"

  configuration = {
    sid              = "AC0123456789abcdef"
    default_from     = "+12025550123" # or mssid, for a messaging service
    delivery_methods = ["text", "voice"]
  }

  auth_token_wo         = var.twilio_auth_token
  auth_token_wo_version = 1 # change it whenever the token changes
}

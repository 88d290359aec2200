# A tenant whose phone factor sends its codes in the older way, with Twilio.

terraform {
  required_providers {
    guardian = {
      source = "guardian-mfa/guardian"
    }
  }
}

provider "guardian" {}

variable "twilio_auth_token" {
  type      = string
  ephemeral = true
}

resource "guardian_legacy_phone" "this" {
  selected_provider = "twilio"

  twilio = {
    sid                   = "AC0123456789abcdef"
    from                  = "+12025550123"
    auth_token_wo         = var.twilio_auth_token
    auth_token_wo_version = 1
  }
}

resource "guardian_factor_phone" "this" {
  enabled       = true
  message_types = ["sms"]
  depends_on    = [guardian_legacy_phone.this]
}

resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_phone.this]
}

# The same tenant on the Unified Phone Experience. One apply moves it: the phone
# provider is there before the tenant switches to it, and nothing goes off.

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

resource "guardian_phone_provider" "this" {
  name = "twilio"

  configuration = {
    sid              = "AC0123456789abcdef"
    default_from     = "+12025550123"
    delivery_methods = ["text"]
  }

  auth_token_wo         = var.twilio_auth_token
  auth_token_wo_version = 1
}

resource "guardian_tenant_settings" "this" {
  phone_consolidated_experience = true
  depends_on                    = [guardian_phone_provider.this]
}

resource "guardian_factor_phone" "this" {
  enabled       = true
  message_types = ["sms"]
  depends_on    = [guardian_phone_provider.this, guardian_tenant_settings.this]
}

resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_phone.this]
}

# The older settings are only forgotten: to reset them would have Auth0 itself
# send the codes until the tenant has moved.
removed {
  from = guardian_legacy_phone.this

  lifecycle {
    destroy = false
  }
}

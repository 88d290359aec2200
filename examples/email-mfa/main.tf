# MFA by email for every application of a tenant: an authenticator app as the
# independent factor beside it, and a recovery code for lost phones.

terraform {
  required_providers {
    guardian = {
      source = "guardian-mfa/guardian"
    }
  }
}

# The tenant and the credentials come from AUTH0_DOMAIN, AUTH0_CLIENT_ID and
# AUTH0_CLIENT_SECRET.
provider "guardian" {}

resource "guardian_factor_otp" "this" {
  enabled = true
}

resource "guardian_factor_recovery_code" "this" {
  enabled = true
}

resource "guardian_factor_email" "this" {
  enabled = true

  settings = {
    otp_length          = 6
    otp_expiration_time = 300 # seconds
  }
}

resource "guardian_policies" "this" {
  policies = ["all-applications"]

  depends_on = [
    guardian_factor_otp.this,
    guardian_factor_recovery_code.this,
    guardian_factor_email.this,
  ]
}

variable "user_id" {
  description = "A user to show the authenticators of, such as auth0|5f7c8ec7c33c6c004bbafe82."
  type        = string
  default     = null
}

data "guardian_authenticators" "user" {
  count = var.user_id == null ? 0 : 1

  user_id = var.user_id
}

output "authenticators" {
  description = "What the user can prove who they are with."
  value       = one(data.guardian_authenticators.user[*].authenticators)
}

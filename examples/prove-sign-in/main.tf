# A pipeline that proves, with a real sign-in, that a password alone is refused: in
# the first apply, in each later one, and every night.
#
#   terraform apply                       exit code 1 if the canary gets in
#   terraform plan -detailed-exitcode     every night: 0 all is well, 1 the canary gets in
#                                         or cannot sign in, 2 somebody has changed a setting
#
# While the policies change, the plan says that the check is known after apply.
# With Terraform 1.11, terraform show -json crashes on such a plan.

terraform {
  required_version = ">= 1.11" # OpenTofu and Terraform alike

  required_providers {
    guardian = {
      source = "guardian-mfa/guardian"
    }
  }
}

# The tenant and the credentials come from AUTH0_DOMAIN, AUTH0_CLIENT_ID and
# AUTH0_CLIENT_SECRET.
provider "guardian" {}

# The canary is a user that exists for this and may do nothing else: of the tenant's
# default directory (Dashboard: Settings, General), with a verified address and a
# long random password. Its application may use the grant "password", which
# guardian_client_grant_types can add. Nothing of them is in a plan or state.
#
# In a tenant that another configuration manages, copy the variables, the ephemeral
# resource and the check into that.
variable "canary_client_id" {
  type      = string
  ephemeral = true
}

variable "canary_client_secret" {
  type      = string
  ephemeral = true
}

variable "canary_username" {
  type      = string
  ephemeral = true
}

variable "canary_password" {
  type      = string
  ephemeral = true
}

resource "guardian_factor_otp" "this" {
  enabled = true
}

resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_otp.this]
}

ephemeral "guardian_sign_in" "canary" {
  client_id     = var.canary_client_id
  client_secret = var.canary_client_secret
  username      = var.canary_username
  password      = var.canary_password

  # Unknown while one of them changes: the sign-in is tried after the change.
  in_effect = alltrue([guardian_policies.this.in_effect, guardian_factor_otp.this.in_effect])

  lifecycle {
    postcondition {
      condition     = self.mfa_required
      error_message = "The canary gets in with its password alone: look for an Action that skips MFA, and for policies that were lifted."
    }
  }
}

# OpenTofu tries the sign-in after a change only where something refers to it.
check "a_password_alone_is_refused" {
  assert {
    condition     = ephemeral.guardian_sign_in.canary.mfa_required
    error_message = "The canary gets in with its password alone."
  }
}

variable "canary_password" {
  type      = string
  ephemeral = true
}

variable "canary_client_id" {
  type      = string
  ephemeral = true
}

variable "canary_client_secret" {
  type      = string
  ephemeral = true
}

# A user that exists for this, and may do nothing else.
ephemeral "guardian_sign_in" "canary" {
  client_id     = var.canary_client_id
  client_secret = var.canary_client_secret
  username      = "canary@example.com"
  password      = var.canary_password
}

# A warning, with exit code 0. examples/prove-sign-in makes it an error.
check "a_password_alone_is_refused" {
  assert {
    condition     = ephemeral.guardian_sign_in.canary.mfa_required
    error_message = "The canary gets in with the password alone."
  }
}

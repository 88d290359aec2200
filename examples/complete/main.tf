# Everything about MFA that a tenant can be configured with, each setting by a
# resource of its own. Take what you need: what you leave out is left alone.
#
# The variables without a default have to be set, as TF_VAR_… in the environment
# for instance. Secrets among them are sent as they are, and Auth0 checks apns_p12
# and fcm_service_account: a PKCS #12 file without a password and a Firebase
# service account, with real keys in both.

terraform {
  required_version = ">= 1.11" # OpenTofu and Terraform alike: secrets are write-only

  required_providers {
    guardian = {
      source = "guardian-mfa/guardian"
    }
  }
}

# The tenant and the credentials come from AUTH0_DOMAIN, AUTH0_CLIENT_ID and
# AUTH0_CLIENT_SECRET.
provider "guardian" {}

# With the default, this moves a tenant to the Unified Phone Experience.
variable "unified_phone" {
  description = "Whether the tenant is, or shall be, on the Unified Phone Experience."
  type        = bool
  default     = true
}

variable "twilio_auth_token" {
  type      = string
  ephemeral = true
}

variable "duo_secret_key" {
  type      = string
  ephemeral = true
}

variable "apns_p12" {
  description = "PKCS #12 file with the certificate and the key, base64 encoded."
  type        = string
  ephemeral   = true
}

variable "fcm_service_account" {
  description = "JSON file of the Firebase service account."
  type        = string
  ephemeral   = true
}

variable "aws_secret_access_key" {
  type      = string
  ephemeral = true
}

variable "totp_secret" {
  description = "Key of the break-glass account's authenticator app, in base32."
  type        = string
  ephemeral   = true
}

variable "client_id" {
  description = "Application whose users log in through the MFA API."
  type        = string
}

variable "user_id" {
  description = "Break-glass account, such as auth0|5f7c8ec7c33c6c004bbafe82."
  type        = string
}

# The factors: independent ones first, which users can have alone.

resource "guardian_factor_otp" "this" {
  enabled = true
}

resource "guardian_factor_webauthn_roaming" "this" {
  enabled = true

  user_verification        = "preferred"
  relying_party_identifier = "example.com"
}

resource "guardian_factor_phone" "this" {
  enabled       = true
  message_types = ["sms", "voice"]

  # What is to be sent needs its delivery method in the phone provider first.
  depends_on = [guardian_phone_provider.this]

  settings = {
    otp_length          = 6
    otp_expiration_time = 300 # seconds
  }
}

resource "guardian_factor_push" "this" {
  enabled           = true
  selected_provider = "sns"

  sns = {
    aws_access_key_id                 = "AKIAEXAMPLE"
    aws_region                        = "eu-west-1"
    aws_secret_access_key_wo          = var.aws_secret_access_key
    aws_secret_access_key_wo_version  = 1
    sns_apns_platform_application_arn = "arn:aws:sns:eu-west-1:123456789012:app/APNS/example"
    sns_gcm_platform_application_arn  = "arn:aws:sns:eu-west-1:123456789012:app/GCM/example"
  }

  apns = {
    bundle_id      = "com.example.app"
    p12_wo         = var.apns_p12
    p12_wo_version = 1
  }

  fcm = {
    server_credentials_wo         = var.fcm_service_account
    server_credentials_wo_version = 1
  }

  custom_app = {
    app_name        = "Example"
    apple_app_link  = "https://apps.apple.com/app/id000000000"
    google_app_link = "https://play.google.com/store/apps/details?id=com.example.app"
  }
}

resource "guardian_factor_duo" "this" {
  enabled = true

  integration_key       = "DIEXAMPLE"
  hostname              = "api-0123abcd.duosecurity.com"
  secret_key_wo         = var.duo_secret_key
  secret_key_wo_version = 1
}

# Factors that depend on another one.

resource "guardian_factor_email" "this" {
  enabled = true

  settings = {
    otp_length          = 6
    otp_expiration_time = 300 # seconds
  }
}

resource "guardian_factor_webauthn_platform" "this" {
  enabled = true

  relying_party_identifier = "example.com"
}

resource "guardian_factor_recovery_code" "this" {
  enabled = true
}

# Who sends the codes of the phone factor. A tenant has one of the two.

resource "guardian_phone_provider" "this" {
  count = var.unified_phone ? 1 : 0

  name = "twilio"

  configuration = {
    sid              = "AC0123456789abcdef"
    mssid            = "MG0123456789abcdef"
    delivery_methods = ["text", "voice"]
  }

  auth_token_wo         = var.twilio_auth_token
  auth_token_wo_version = 1
}

resource "guardian_phone_template" "this" {
  for_each = var.unified_phone ? toset(["otp_enroll", "otp_verify"]) : []

  type = each.key

  content = {
    body = {
      text  = "{{code}} is your code for {{friendly_name}}."
      voice = "Your code for {{friendly_name}} is {{code}}."
    }
  }
}

resource "guardian_legacy_phone" "this" {
  count = var.unified_phone ? 0 : 1

  selected_provider = "twilio"

  twilio = {
    messaging_service_sid = "MG0123456789abcdef"
    sid                   = "AC0123456789abcdef"
    auth_token_wo         = var.twilio_auth_token
    auth_token_wo_version = 1
  }

  templates = {
    enrollment_message   = "{{code}} enrolls your phone with {{tenant.friendly_name}}."
    verification_message = "{{code}} is your code for {{tenant.friendly_name}}."
  }
}

# The mail with the code of the email factor.

resource "guardian_email_template" "code" {
  template = "mfa_oob_code"
  subject  = "Your code for {{application.name}}"
  body     = "<p>Your code is {{code}}.</p>"
  from     = "no-reply@example.com"
}

# How long a second factor counts, and who chooses it.

resource "guardian_settings" "this" {
  display_remember_me_checkbox   = true
  remember_me_default_value      = false
  mfa_session_inactivity_timeout = 86400  # a day, in seconds
  mfa_session_overall_timeout    = 604800 # a week
}

resource "guardian_tenant_settings" "this" {
  customize_mfa_in_postlogin_action  = false
  mfa_show_factor_list_on_enrollment = true
  phone_consolidated_experience      = var.unified_phone

  # So that codes can be sent at every moment.
  depends_on = [guardian_phone_provider.this]
}

# MFA is enforced once all that it needs is there, and lifted before that goes.

resource "guardian_policies" "this" {
  policies = ["all-applications"]

  depends_on = [
    guardian_factor_duo.this,
    guardian_factor_email.this,
    guardian_factor_otp.this,
    guardian_factor_phone.this,
    guardian_factor_push.this,
    guardian_factor_recovery_code.this,
    guardian_factor_webauthn_platform.this,
    guardian_factor_webauthn_roaming.this,
    guardian_legacy_phone.this,
    guardian_phone_provider.this,
    guardian_phone_template.this,
    guardian_email_template.code,
  ]
}

# An application that logs users in through the MFA API, and the break-glass account.

resource "guardian_client_grant_types" "this" {
  client_id = var.client_id
  grant_types = [
    "http://auth0.com/oauth/grant-type/mfa-oob",
    "http://auth0.com/oauth/grant-type/mfa-otp",
    "http://auth0.com/oauth/grant-type/mfa-recovery-code",
  ]
}

resource "guardian_authentication_method" "break_glass" {
  user_id                = var.user_id
  type                   = "totp"
  name                   = "Break glass"
  totp_secret_wo         = var.totp_secret
  totp_secret_wo_version = 1
}

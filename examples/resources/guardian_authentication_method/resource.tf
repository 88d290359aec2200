variable "user_id" {
  type        = string
  description = "ID of the break-glass account."
}

variable "totp_secret" {
  type        = string
  ephemeral   = true
  description = "Key of the authenticator app that is kept in the safe, in base32."
}

# Codes of an authenticator app.
resource "guardian_authentication_method" "this" {
  user_id                = var.user_id
  type                   = "totp"
  name                   = "Safe"
  totp_secret_wo         = var.totp_secret
  totp_secret_wo_version = 1 # change it whenever the key changes
}

# Codes to an address that the operators share.
resource "guardian_authentication_method" "email" {
  user_id = var.user_id
  type    = "email"
  email   = "break-glass@example.com"
}

# Codes to the phone of whoever is on call.
resource "guardian_authentication_method" "phone" {
  user_id                         = var.user_id
  type                            = "phone"
  phone_number                    = "+15005550006"
  preferred_authentication_method = "sms"
}

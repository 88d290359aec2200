variable "client_id" {
  type        = string
  description = "Client ID of the application that logs users in."
}

# Codes by email and of authenticator apps, and the login that comes before them.
resource "guardian_client_grant_types" "this" {
  client_id = var.client_id
  grant_types = [
    "password",
    "http://auth0.com/oauth/grant-type/mfa-oob",
    "http://auth0.com/oauth/grant-type/mfa-otp",
  ]
}

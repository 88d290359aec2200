# The email address that a user gets codes at.
data "guardian_authenticator" "email" {
  user_id            = "auth0|5f7c8ec7c33c6c004bbafe82"
  authenticator_type = "oob"
  oob_channel        = "email"
}

output "email" {
  value = "${data.guardian_authenticator.email.id}: ${data.guardian_authenticator.email.name}"
}

# terraform apply -invoke=action.guardian_reset_authenticators.this
action "guardian_reset_authenticators" "this" {
  config {
    user_id = "auth0|5f7c8ec7c33c6c004bbafe82"
  }
}

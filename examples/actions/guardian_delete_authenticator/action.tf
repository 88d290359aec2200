# terraform apply -invoke=action.guardian_delete_authenticator.lost_phone
action "guardian_delete_authenticator" "lost_phone" {
  config {
    user_id = "auth0|5f7c8ec7c33c6c004bbafe82"
    id      = "phone|dev_hdkmORJuqOmjRRQU"
  }
}

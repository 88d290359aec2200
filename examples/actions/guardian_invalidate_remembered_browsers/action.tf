# terraform apply -invoke=action.guardian_invalidate_remembered_browsers.this
action "guardian_invalidate_remembered_browsers" "this" {
  config {
    user_id = "auth0|5f7c8ec7c33c6c004bbafe82"
  }
}

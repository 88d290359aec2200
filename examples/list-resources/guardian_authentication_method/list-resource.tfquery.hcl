list "guardian_authentication_method" "this" {
  provider = guardian

  config {
    user_id = "auth0|5f7c8ec7c33c6c004bbafe82"
  }
}

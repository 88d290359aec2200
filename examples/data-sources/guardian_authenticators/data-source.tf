data "guardian_authenticators" "admin" {
  user_id = "auth0|5f7c8ec7c33c6c004bbafe82"
}

# Fails the plan's checks while the administrator has nothing to prove who they are with.
check "admin_has_mfa" {
  assert {
    condition     = anytrue([for a in data.guardian_authenticators.admin.authenticators : a.active])
    error_message = "The administrator has no active authenticator."
  }
}

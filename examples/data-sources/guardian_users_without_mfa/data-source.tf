# All users of a small tenant: a request for each.
data "guardian_users_without_mfa" "all" {
  query = ""
  limit = 100
}

# Before MFA is enforced: which administrators would have nothing to show?
data "guardian_users_without_mfa" "administrators" {
  user_ids = ["auth0|5f7c8ec7c33c6c004bbafe82"]

  # What is planned. Default: the factors that are on.
  factors = ["otp", "webauthn-roaming"]
}

output "without_second_factor" {
  value = data.guardian_users_without_mfa.administrators.users[*].user_id
}

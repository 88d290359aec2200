resource "guardian_factor_webauthn_roaming" "this" {
  enabled = true

  # Optional: without them, the tenant's settings are neither read nor changed.
  user_verification        = "preferred"
  relying_party_identifier = "example.com"
}

resource "guardian_factor_webauthn_platform" "this" {
  enabled = true

  # Optional: keys for the domain that several sites share.
  relying_party_identifier = "example.com"
}

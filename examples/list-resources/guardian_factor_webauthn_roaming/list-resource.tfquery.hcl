list "guardian_factor_webauthn_roaming" "this" {
  provider = guardian

  config {
    include_defaults = true # also where all is as in a new tenant
  }
}

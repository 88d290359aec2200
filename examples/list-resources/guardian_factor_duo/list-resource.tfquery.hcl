list "guardian_factor_duo" "this" {
  provider = guardian

  config {
    include_defaults = true # also where all is as in a new tenant
  }
}

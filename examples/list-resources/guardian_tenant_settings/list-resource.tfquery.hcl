list "guardian_tenant_settings" "this" {
  provider = guardian

  config {
    include_defaults = true # also where all is as in a new tenant
  }
}

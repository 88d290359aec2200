resource "guardian_tenant_settings" "this" {
  customize_mfa_in_postlogin_action  = true
  mfa_show_factor_list_on_enrollment = true
}

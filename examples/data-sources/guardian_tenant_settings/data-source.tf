data "guardian_tenant_settings" "this" {}

output "actions_choose_the_factors" {
  value = data.guardian_tenant_settings.this.customize_mfa_in_postlogin_action
}

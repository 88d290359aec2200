data "guardian_policies" "this" {}

output "mfa_at_every_login" {
  value = contains(data.guardian_policies.this.policies, "all-applications")
}

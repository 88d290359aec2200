data "guardian_factors" "this" {}

data "guardian_policies" "this" {}

# Says in every plan and apply when MFA is not on.
check "mfa_is_on" {
  assert {
    condition     = data.guardian_factors.this.factors["email"].enabled || data.guardian_factors.this.factors["otp"].enabled
    error_message = "The tenant offers neither codes by email nor authenticator apps."
  }
  assert {
    condition     = length(data.guardian_policies.this.policies) > 0
    error_message = "The tenant never asks for a second factor."
  }
}

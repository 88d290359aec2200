resource "guardian_factor_otp" "this" {
  enabled = true
}

# Warns, with exit code 0. The data source stands in the check and depends on
# what it is about, so that it shows the tenant as the apply has left it.
check "users_can_enroll" {
  data "guardian_factors" "now" {
    depends_on = [guardian_factor_otp.this]
  }

  assert {
    condition     = length(setintersection(data.guardian_factors.now.enabled, ["otp", "phone", "push", "duo", "webauthn_roaming"])) > 0
    error_message = "No independent factor is on: users whose email is not verified could not enroll any."
  }
}

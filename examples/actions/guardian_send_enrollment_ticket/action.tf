# terraform apply -invoke='action.guardian_send_enrollment_ticket.administrators["auth0|5f7c8ec7c33c6c004bbafe82"]'
action "guardian_send_enrollment_ticket" "administrators" {
  for_each = toset(["auth0|5f7c8ec7c33c6c004bbafe82"])

  config {
    user_id = each.key
    factor  = "otp"
  }
}

# Or once, when MFA is enforced for the first time.
resource "guardian_factor_otp" "this" {
  enabled = true
}

resource "guardian_policies" "this" {
  policies   = ["all-applications"]
  depends_on = [guardian_factor_otp.this]

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.guardian_send_enrollment_ticket.administrators["auth0|5f7c8ec7c33c6c004bbafe82"]]
    }
  }
}

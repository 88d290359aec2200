# Fails the plan where a browser is remembered for longer than thirty days.
data "guardian_settings" "this" {
  lifecycle {
    postcondition {
      condition     = self.mfa_session_overall_timeout <= 2592000 || !self.display_remember_me_checkbox
      error_message = "MFA sessions last up to ${self.mfa_session_overall_timeout / 86400} days."
    }
  }
}

resource "guardian_settings" "this" {
  display_remember_me_checkbox   = true
  remember_me_default_value      = false
  mfa_session_inactivity_timeout = 86400  # a day, in seconds
  mfa_session_overall_timeout    = 604800 # a week
}

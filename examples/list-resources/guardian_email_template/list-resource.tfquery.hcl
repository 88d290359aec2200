list "guardian_email_template" "this" {
  provider = guardian
}

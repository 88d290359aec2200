list "guardian_phone_template" "this" {
  provider = guardian
}

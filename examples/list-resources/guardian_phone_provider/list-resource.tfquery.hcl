list "guardian_phone_provider" "this" {
  provider = guardian
}

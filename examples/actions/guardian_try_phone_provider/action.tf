# terraform apply -invoke=action.guardian_try_phone_provider.this
action "guardian_try_phone_provider" "this" {
  config {
    to              = "+15005550006"
    delivery_method = "text"
  }
}

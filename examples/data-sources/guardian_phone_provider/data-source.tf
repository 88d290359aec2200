data "guardian_phone_provider" "this" {}

output "who_sends_text_messages" {
  value = data.guardian_phone_provider.this.name
}

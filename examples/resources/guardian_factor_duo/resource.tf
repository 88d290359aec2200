variable "duo_secret_key" {
  type      = string
  ephemeral = true
}

resource "guardian_factor_duo" "this" {
  enabled = true

  # Optional: without them, the tenant's connection to Duo is neither read nor changed.
  integration_key       = "DIEXAMPLE"
  hostname              = "api-0123abcd.duosecurity.com"
  secret_key_wo         = var.duo_secret_key
  secret_key_wo_version = 1 # change it whenever the secret changes
}

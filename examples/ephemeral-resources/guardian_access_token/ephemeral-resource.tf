ephemeral "guardian_access_token" "this" {}

# Where it may go: into another provider's configuration, a provisioner, a
# write-only attribute, another ephemeral resource, or what a check asserts.
check "the_token_lives_for_an_hour" {
  assert {
    condition     = try(timecmp(ephemeral.guardian_access_token.this.expires_at, timeadd(plantimestamp(), "1h")) > 0, true)
    error_message = "The access token of this run expires within the hour."
  }
}

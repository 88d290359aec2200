resource "guardian_policies" "this" {
  policies = ["all-applications"]
}

# Fails the plan or the apply, with exit code 1.
data "guardian_policies" "now" {
  depends_on = [guardian_policies.this]

  lifecycle {
    postcondition {
      condition     = contains(self.policies, "all-applications")
      error_message = "The tenant does not ask for a second factor at every login."
    }
  }
}

data "guardian_user_enrollments" "admin" {
  user_id = "auth0|5f7c8ec7c33c6c004bbafe82"
}

output "admin_is_enrolled" {
  value = length(data.guardian_user_enrollments.admin.enrollments) > 0
}

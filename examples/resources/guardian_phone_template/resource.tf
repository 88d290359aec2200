resource "guardian_phone_template" "this" {
  type = "otp_verify"

  content = {
    body = {
      text  = "{{ code }} is your code for Example. Never tell it to anyone."
      voice = "Your code for Example is {{ code }}."
    }
  }
}

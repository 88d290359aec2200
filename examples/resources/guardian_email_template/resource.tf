resource "guardian_email_template" "this" {
  template = "mfa_oob_code"
  from     = "Example <mfa@example.com>"
  subject  = "Your code for Example"

  body = <<-EOT
    <html>
      <body>
        <p>Your code is <b>{{ code }}</b>. Never tell it to anyone.</p>
      </body>
    </html>
  EOT
}

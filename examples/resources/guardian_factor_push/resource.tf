variable "apns_p12" {
  description = "PKCS #12 file with the certificate and the key, base64 encoded."
  type        = string
  ephemeral   = true
}

variable "fcm_service_account" {
  description = "JSON file of the Firebase service account."
  type        = string
  ephemeral   = true
}

# Notifications to an app of your own, through Apple's and Google's services.
resource "guardian_factor_push" "this" {
  enabled           = true
  selected_provider = "direct"

  apns = {
    bundle_id      = "com.example.app"
    p12_wo         = var.apns_p12
    p12_wo_version = 1 # change it whenever the certificate changes
  }

  fcm = {
    server_credentials_wo         = var.fcm_service_account
    server_credentials_wo_version = 1
  }

  custom_app = {
    app_name        = "Example"
    apple_app_link  = "https://apps.apple.com/app/id000000000"
    google_app_link = "https://play.google.com/store/apps/details?id=com.example.app"
  }
}

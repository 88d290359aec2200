terraform {
  required_providers {
    guardian = {
      source = "guardian-mfa/guardian"
    }
  }
}

# Nothing has to be written here: AUTH0_DOMAIN, AUTH0_CLIENT_ID and
# AUTH0_CLIENT_SECRET in the environment are enough.
provider "guardian" {
  domain = "example.eu.auth0.com"
}

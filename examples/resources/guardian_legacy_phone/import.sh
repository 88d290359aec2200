terraform import guardian_legacy_phone.this example.eu.auth0.com

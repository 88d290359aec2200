terraform import guardian_settings.this example.eu.auth0.com

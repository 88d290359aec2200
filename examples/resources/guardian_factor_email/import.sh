terraform import guardian_factor_email.this example.eu.auth0.com

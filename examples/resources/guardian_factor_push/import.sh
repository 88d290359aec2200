terraform import guardian_factor_push.this example.eu.auth0.com

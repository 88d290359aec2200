terraform import guardian_factor_phone.this example.eu.auth0.com

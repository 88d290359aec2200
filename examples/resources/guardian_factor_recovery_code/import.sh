terraform import guardian_factor_recovery_code.this example.eu.auth0.com

terraform import guardian_factor_otp.this example.eu.auth0.com
